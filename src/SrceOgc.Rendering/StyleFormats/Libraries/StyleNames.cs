using System.Text;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Libraries;

/// <summary>Names that fit in a URL, a STYLES list and a file, made from whatever a steward wrote.</summary>
public static class StyleNames
{
    /// <summary>The accented letters of Latin-1 from U+00C0, without their accents; culture data is left out of the server, so
    /// normalisation is not to be had.</summary>
    private const string Unaccented = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";

    /// <summary>ASCII letters, digits, hyphens and single underscores; case kept.</summary>
    public static string Identifier(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text.Replace("œ", "oe", StringComparison.Ordinal).Replace("Œ", "OE", StringComparison.Ordinal))
        {
            var plain = c is >= 'À' and <= 'ÿ' ? Unaccented[c - 'À'] : c;
            if (char.IsAsciiLetterOrDigit(plain) || plain == '-')
                result.Append(plain);
            else if (!IsCombining(c) && result.Length > 0 && result[^1] != '_')
                result.Append('_');
        }

        return result.ToString().Trim('_') is { Length: > 0 } name ? name : "style";
    }

    /// <summary>The same in lower case, hyphens as underscores: what patterns are compared with.</summary>
    public static string Plain(string text) => Identifier(text.Trim()).ToLowerInvariant().Replace('-', '_');

    /// <summary>As <see cref="Plain"/>, with an underscore also where a capital begins a word: "ZoneHumide" is "zone_humide".</summary>
    public static string Words(string text)
    {
        var result = new StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && char.IsUpper(text[i]) && char.IsLower(text[i - 1]))
                result.Append('_');
            result.Append(text[i]);
        }

        return Plain(result.ToString());
    }

    /// <summary>An accent written apart from its letter, as macOS names files.</summary>
    private static bool IsCombining(char c) => c is >= '\u0300' and <= '\u036F';
}
