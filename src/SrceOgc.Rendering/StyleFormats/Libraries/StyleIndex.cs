using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Libraries;

/// <summary>
/// One line of <c>ogc/styles/index.json</c>: the style file for layers whose name or title matches one of the patterns (* for any
/// text, in ASCII lower case) and whose geometries are of this family, when one is given.
/// </summary>
internal sealed record StyleIndexEntry(IReadOnlyList<string> Match, string? Geometry, string Style, string Title)
{
    public bool Matches(string name, string title, GeometryFamily family) =>
        (Geometry is null || Geometry.Equals(family.ToString(), StringComparison.OrdinalIgnoreCase))
        && Match.Any(pattern => Pattern.Matches(pattern, name) || Pattern.Matches(pattern, title));
}

/// <summary>
/// The default styles by kind of layer: the first entry that matches. <paramref name="Fields"/> names what these styles ask of a
/// layer and the fields that may hold it, by preference, since real deliveries call the same thing by many names.
/// </summary>
internal sealed record StyleIndex(IReadOnlyList<StyleIndexEntry> Styles, IReadOnlyDictionary<string, IReadOnlyList<string>>? Fields)
{
    public static readonly StyleIndex Empty = new([], null);

    /// <exception cref="StyleException">Not the JSON expected.</exception>
    public static StyleIndex Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var index = JsonSerializer.Deserialize(json, StyleIndexJson.Default.StyleIndex);
            return index is { Styles: not null } && index.Styles.All(entry => entry is { Match: not null, Style: not null })
                ? index
                : throw new StyleException(
                    "styles/index.json doit contenir une liste « styles » dont chaque élément a « match » et « style »");
        }
        catch (JsonException failure)
        {
            throw new StyleException($"styles/index.json n'est pas du JSON correct (ligne {failure.LineNumber + 1})", failure);
        }
    }

    public StyleIndexEntry? Find(string layer, string title, GeometryFamily family)
    {
        var (name, other) = (StyleNames.Words(layer), StyleNames.Words(title));
        return Styles.FirstOrDefault(entry => entry.Matches(name, other, family));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(StyleIndex))]
internal sealed partial class StyleIndexJson : JsonSerializerContext;

/// <summary>
/// What a pattern of the index means: the texts between its stars are found in order, each from the start of a word on, so that no style is
/// chosen by a piece of a word. Words end at underscores and between letters and digits. Short texts, most of them abbreviations, are
/// whole words but for a plural; longer ones may be the beginning of one.
/// </summary>
internal static class Pattern
{
    private const int LongestWholeWord = 5;
    private static readonly string[] Plurals = ["es", "s", "x", "e"];

    public static bool Matches(string pattern, string text)
    {
        var parts = pattern.Split('*');
        if (!text.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        // A name ends as if an underscore followed: "zh_" is in "carte_zh".
        var padded = text + "_";
        var at = parts[0].Length;
        for (var i = 1; i < parts.Length - 1; i++)
        {
            var found = Find(padded, parts[i], at);
            if (found < 0)
                return false;
            at = found + parts[i].Length;
        }

        return parts.Length == 1 ? text.Length == at : IsEnd(text, parts[^1], at);
    }

    private static bool IsEnd(string text, string last, int at) =>
        last.Length == 0 || (text.Length - at >= last.Length && text.EndsWith(last, StringComparison.Ordinal)
            && StartsWord(text, text.Length - last.Length));

    private static int Find(string text, string part, int from)
    {
        if (part.Length == 0)
            return from;
        for (var found = text.IndexOf(part, from, StringComparison.Ordinal); found >= 0; found =
            text.IndexOf(part, found + 1, StringComparison.Ordinal))
            if (StartsWord(text, found) && (part.Length > LongestWholeWord || EndsWord(text, found + part.Length)))
                return found;
        return -1;
    }

    private static bool StartsWord(string text, int at) =>
        at == 0 || text[at] == '_' || text[at - 1] == '_' || char.IsAsciiDigit(text[at]) != char.IsAsciiDigit(text[at - 1]);

    private static bool EndsWord(string text, int end)
    {
        if (end >= text.Length || StartsWord(text, end))
            return true;
        var rest = text.AsSpan(end);
        foreach (var plural in Plurals)
            if (rest.StartsWith(plural) && (rest.Length == plural.Length || StartsWord(text, end + plural.Length)))
                return true;
        return false;
    }
}
