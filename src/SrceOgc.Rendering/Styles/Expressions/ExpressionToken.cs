namespace SrceOgc.Rendering.Styles.Expressions;

internal enum TokenKind : byte
{
    End,
    Number,
    Text,

    /// <summary>A name between double quotes: always a field.</summary>
    Field,

    /// <summary>A bare word: keyword, field or function.</summary>
    Word,

    /// <summary>$name, the dollar included.</summary>
    Special,

    /// <summary>@name, without the sign.</summary>
    Variable,
    Symbol,
}

internal readonly record struct ExpressionToken(TokenKind Kind, string Text)
{
    public bool Is(string word) =>
        Kind is TokenKind.Word or TokenKind.Symbol && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}
