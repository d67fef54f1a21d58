using System.Text;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>LIKE and ILIKE: % stands for any text, _ for one character, a backslash takes the next one as it is.</summary>
internal sealed record Like(StyleExpression Value, StyleExpression Pattern, bool IgnoreCase) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        var value = Value.Evaluate(context);
        var pattern = Pattern.Evaluate(context);
        return value.IsNull || pattern.IsNull
            ? FieldValue.Null
            : FieldValue.Of(Matches(context.Scratch.TextOf(value), context.Scratch.TextOf(pattern), IgnoreCase));
    }

    /// <summary>Greedy with one point of return, the last %: linear but for the text between two %.</summary>
    public static bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, bool ignoreCase)
    {
        ReadOnlySpan<byte> retryText = default, retryPattern = default;
        var canRetry = false;
        while (text.Length > 0)
        {
            if (pattern.Length > 0 && pattern[0] == '%')
            {
                retryPattern = pattern = pattern[1..];
                retryText = text;
                canRetry = true;
            }
            else if (!MatchesOne(ref text, ref pattern, ignoreCase))
            {
                if (!canRetry)
                    return false;
                NextRune(ref retryText);
                text = retryText;
                pattern = retryPattern;
            }
        }

        return pattern.TrimStart((byte)'%').Length == 0;
    }

    private static bool MatchesOne(ref ReadOnlySpan<byte> text, ref ReadOnlySpan<byte> pattern, bool ignoreCase)
    {
        if (pattern.Length == 0)
            return false;
        var isAny = pattern[0] == '_';
        if (pattern[0] == '\\' && pattern.Length > 1)
            pattern = pattern[1..];
        var expected = NextRune(ref pattern);
        var found = NextRune(ref text);
        return isAny || expected == found || (ignoreCase && Rune.ToUpperInvariant(expected) == Rune.ToUpperInvariant(found));
    }

    private static Rune NextRune(ref ReadOnlySpan<byte> utf8)
    {
        Rune.DecodeFromUtf8(utf8, out var rune, out var length);
        utf8 = utf8[Math.Min(Math.Max(length, 1), utf8.Length)..];
        return rune;
    }
}
