using System.Text.RegularExpressions;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Templates;

namespace SrceOgc.Server.Maps;

/// <summary>
/// <c>ogc/modeles/{layer}.html</c>: how one feature of a layer is told in HTML, where the steward wants it otherwise than as
/// a table. Liquid, in which <c>{{ field }}</c> is a value, always encoded; a field whose name Liquid cannot spell is
/// <c>{{ objet["name"] }}</c>, and <c>{{name}}</c> is read as that.
/// </summary>
internal sealed partial class InfoTemplates
{
    private const long LargestFile = 1 << 18;

    private readonly Dictionary<string, Lazy<LiquidTemplate?>> _byLayer;

    private InfoTemplates(Dictionary<string, Lazy<LiquidTemplate?>> byLayer) => _byLayer = byLayer;

    public static InfoTemplates Read(string ogcFolder, Action<string, string> tellFault)
    {
        var folder = Path.Combine(ogcFolder, "modeles");
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.html") : [];
        return new(files.Where(file => new FileInfo(file).Length <= LargestFile).ToDictionary(
            file => Path.GetFileNameWithoutExtension(file), file => Lazily(file, File.ReadAllText(file), tellFault),
            StringComparer.Ordinal));
    }

    /// <summary>False also where the template is no Liquid, which is told when it is first asked for: the layer has its table.</summary>
    public bool Has(string layer) => _byLayer.TryGetValue(layer, out var template) && template.Value is not null;

    /// <param name="layer">One that has a template.</param>
    /// <param name="values">By the fields' names; what is not among them stays empty.</param>
    /// <param name="language">Of whoever reads.</param>
    public string Fill(string layer, IReadOnlyDictionary<string, string> values, Language language) => _byLayer[layer].Value!.Render(
        [.. values.Select(value => (value.Key, (object?)value.Value)), ("objet", values)], language);

    private static Lazy<LiquidTemplate?> Lazily(string file, string text, Action<string, string> tellFault) => new(() =>
    {
        try
        {
            return LiquidTemplate.Parse(Indexed(text));
        }
        catch (FormatException fault)
        {
            tellFault(Path.GetFileName(file), fault.Message);
            return null;
        }
    });

    /// <summary>Templates of before Liquid named any field between braces.</summary>
    private static string Indexed(string text) => Placeholder().Replace(text, match =>
        Identifier().IsMatch(match.Groups[1].Value) ? match.Value : $"{{{{ objet[\"{match.Groups[1].Value}\"] }}}}");

    [GeneratedRegex(@"\{\{\s*([^{}\s|""'\[\]]+)\s*\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();
}
