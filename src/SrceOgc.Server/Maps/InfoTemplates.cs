using System.Text.RegularExpressions;

namespace SrceOgc.Server.Maps;

/// <summary>
/// <c>ogc/modeles/{layer}.html</c>: how one feature of a layer is told in HTML, where the steward wants it otherwise than as
/// a table. <c>{{field}}</c> stands for a value, always escaped.
/// </summary>
internal sealed partial class InfoTemplates
{
    private const long LargestFile = 1 << 18;

    private readonly Dictionary<string, string> _byLayer;

    private InfoTemplates(Dictionary<string, string> byLayer) => _byLayer = byLayer;

    public static InfoTemplates Read(string ogcFolder)
    {
        var folder = Path.Combine(ogcFolder, "modeles");
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.html") : [];
        return new(files.Where(f => new FileInfo(f).Length <= LargestFile)
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText, StringComparer.Ordinal));
    }

    public bool Has(string layer) => _byLayer.ContainsKey(layer);

    /// <summary>The template with its fields filled by <paramref name="escaped"/>; unknown fields stay empty.</summary>
    public string Fill(string layer, Func<string, string> escaped) =>
        Placeholder().Replace(_byLayer[layer], match => escaped(match.Groups[1].Value));

    [GeneratedRegex(@"\{\{\s*([^{}\s]+)\s*\}\}")]
    private static partial Regex Placeholder();
}
