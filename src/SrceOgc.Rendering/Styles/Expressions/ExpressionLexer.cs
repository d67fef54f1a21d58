using System.Text;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>The words of a QGIS expression.</summary>
internal ref struct ExpressionLexer(string text)
{
    private static readonly string[] LongSymbols = ["<=", ">=", "<>", "!=", "||", "//", ":="];
    private int _position;

    public ExpressionToken Next()
    {
        SkipBlanks();
        if (_position >= text.Length)
            return new(TokenKind.End, "");
        var c = text[_position];
        return c switch
        {
            '\'' => new(TokenKind.Text, Quoted('\'')),
            '"' => new(TokenKind.Field, Quoted('"')),
            '$' => new(TokenKind.Special, Take(1, IsNamePart)),
            '@' => new(TokenKind.Variable, Take(1, IsNamePart)[1..]),
            _ when char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))) => new(TokenKind.Number, Number()),
            _ when IsNamePart(c) => new(TokenKind.Word, Take(0, IsNamePart)),
            _ => new(TokenKind.Symbol, Symbol()),
        };
    }

    private readonly char Peek(int ahead) => _position + ahead < text.Length ? text[_position + ahead] : '\0';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';

    private void SkipBlanks()
    {
        while (_position < text.Length)
        {
            if (char.IsWhiteSpace(text[_position]))
                _position++;
            else if (Peek(0) == '-' && Peek(1) == '-')
                SkipTo("\n");
            else if (Peek(0) == '/' && Peek(1) == '*')
                SkipTo("*/");
            else
                return;
        }
    }

    private void SkipTo(string end)
    {
        var found = text.IndexOf(end, _position, StringComparison.Ordinal);
        _position = found < 0 ? text.Length : found + end.Length;
    }

    private string Take(int skipped, Func<char, bool> accepted)
    {
        var start = _position;
        _position += skipped;
        while (_position < text.Length && accepted(text[_position]))
            _position++;
        return text[start.._position];
    }

    private string Number()
    {
        var start = _position;
        while (char.IsAsciiDigit(Peek(0)) || Peek(0) == '.')
            _position++;
        if (Peek(0) is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '-' or '+' && char.IsAsciiDigit(Peek(2)))))
            for (_position += 2; char.IsAsciiDigit(Peek(0));)
                _position++;
        return text[start.._position];
    }

    private string Symbol()
    {
        foreach (var symbol in LongSymbols)
        {
            if (string.CompareOrdinal(text, _position, symbol, 0, 2) == 0)
            {
                _position += 2;
                return symbol;
            }
        }

        return text[_position++].ToString();
    }

    /// <summary>A quote is written twice or after a backslash inside its own kind.</summary>
    private string Quoted(char quote)
    {
        var result = new StringBuilder();
        for (_position++; _position < text.Length; _position++)
        {
            var c = text[_position];
            if (c == quote && Peek(1) != quote)
            {
                _position++;
                return result.ToString();
            }

            if (c == quote || (c == '\\' && quote == '\'' && _position + 1 < text.Length))
                c = Unescaped(c, text[++_position]);
            result.Append(c);
        }

        throw new ExpressionException($"guillemet {quote} non fermé");
    }

    private static char Unescaped(char mark, char c) => mark != '\\' ? c : c switch
    {
        'n' => '\n',
        't' => '\t',
        _ => c,
    };
}
