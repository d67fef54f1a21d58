using System.Text.Json;
using System.Text.Json.Serialization;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles;

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
                : throw new StyleException("styles/index.json doit contenir une liste « styles » dont chaque élément a « match » et « style »");
        }
        catch (JsonException failure)
        {
            throw new StyleException($"styles/index.json n'est pas du JSON correct (ligne {failure.LineNumber + 1})", failure);
        }
    }

    public StyleIndexEntry? Find(string layer, string title, GeometryFamily family)
    {
        var (name, other) = (StyleNames.Plain(layer), StyleNames.Plain(title));
        return Styles.FirstOrDefault(entry => entry.Matches(name, other, family));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(StyleIndex))]
internal sealed partial class StyleIndexJson : JsonSerializerContext;

public static class Pattern
{
    /// <summary>The texts between the stars, found in order.</summary>
    public static bool Matches(string pattern, string text)
    {
        var parts = pattern.Split('*');
        if (!text.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        var at = parts[0].Length;
        for (var i = 1; i < parts.Length - 1; i++)
        {
            var found = text.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + parts[i].Length;
        }

        return parts.Length == 1 ? text.Length == at : text.Length - at >= parts[^1].Length && text.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
