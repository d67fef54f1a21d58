using System.Text;

namespace SrceOgc.Features.Texts;

/// <summary>
/// Texts as every document can carry them: XML 1.0 (2.2, production 2) has no place for most control characters, U+FFFE and U+FFFF, nor
/// JSON (RFC 8259, 8.1) for half a surrogate pair, escaped or not.
/// </summary>
public static class DocumentText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text, with U+FFFD in place of each character that cannot be carried; the very same text when there is none.</summary>
    public static string Clean(string text)
    {
        var at = FirstBad(text);
        if (at < 0)
            return text;
        var clean = new StringBuilder(text);
        for (; at < text.Length; at++)
            if (IsBad(text, at))
                clean[at] = Replacement;
        return clean.ToString();
    }

    public static bool IsClean(ReadOnlySpan<char> text) => FirstBad(text) < 0;

    private static int FirstBad(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (IsBad(text, i))
                return i;
        return -1;
    }

    private static bool IsBad(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '\t' or '\n' or '\r' => false,
        < ' ' or '\uFFFE' or '\uFFFF' => true,
        < '\uD800' => false,
        <= '\uDBFF' => at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]),
        <= '\uDFFF' => at == 0 || !char.IsHighSurrogate(text[at - 1]),
        _ => false,
    };
}
