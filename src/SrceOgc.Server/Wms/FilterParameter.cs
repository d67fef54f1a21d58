using SrceOgc.Server.Maps;
using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;

namespace SrceOgc.Server.Wms;

/// <summary>
/// FILTER of a map. QGIS Server's form, <c>layer,layer:"field" = 'value';layer:…</c>, or XML (FES 2.0, Filter 1.1 and 1.0): one document
/// for a single layer, one
/// in parentheses for each of several, as MapServer and WFS have it.
/// </summary>
internal sealed class FilterParameter
{
    private readonly Dictionary<string, List<string>> _byName = new(StringComparer.Ordinal);
    private string[]? _documents;

    /// <summary>The layers that QGIS Server's form speaks of.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    public static FilterParameter Read(string text, IReadOnlyList<string> names)
    {
        var parameter = new FilterParameter();
        var trimmed = text.Trim();
        if (trimmed.StartsWith('<') || trimmed.StartsWith("(<", StringComparison.Ordinal)
            || trimmed.StartsWith("()", StringComparison.Ordinal))
            parameter._documents = Documents(trimmed, names.Count);
        else
            parameter.ReadExpressions(trimmed);
        return parameter;
    }

    public IEnumerable<Filter> Of(int index, string name, CatalogLayer layer, FilterBuilder builder)
    {
        if (_documents is not null)
            return _documents[index].Length == 0
                ? [] : [LayerReading.ForParameter("FILTER", () => FesFilterReader.Read(_documents[index], builder))];
        var expressions = Of(name).Concat(LayerTree.LocalName(name) == layer.Name ? [] : Of(layer.Name));
        return [.. expressions.Select(expression => LayerReading.ForParameter("FILTER", () => CqlReader.Read(expression, builder)))];
    }

    private IEnumerable<string> Of(string name) => _byName.GetValueOrDefault(LayerTree.LocalName(name)) ?? [];

    private static string[] Documents(string text, int layers)
    {
        var documents = text.StartsWith('(') ? text[1..].TrimEnd(')').Split(")(") : [text];
        return documents.Length == layers ? documents : throw LayerChoices.WrongCount("FILTER", documents.Length, layers);
    }

    private void ReadExpressions(string text)
    {
        foreach (var part in QuotedText.Split(text, ';').Where(part => part.Trim().Length > 0))
        {
            var colon = Colon(part);
            if (colon <= 0 || part[(colon + 1)..].Trim().Length == 0)
                throw ServiceException.Invalid("FILTER", text, "« couche:\"champ\" = valeur;couche:… », ou un filtre XML par couche",
                    "'layer:\"field\" = value;layer:…', or one filter in XML for each layer");
            foreach (var name in part[..colon].Split(',', StringSplitOptions.TrimEntries))
                Add(LayerTree.LocalName(name), part[(colon + 1)..]);
        }
    }

    /// <summary>Where the names end; the prefix of the WFS has a colon too.</summary>
    private static int Colon(string part)
    {
        var colon = QuotedText.IndexOf(part, ':');
        while (colon >= 0 && IsPrefix(part[..colon]) && QuotedText.IndexOf(part, ':', colon + 1) is > 0 and var next)
            colon = next;
        return colon;
    }

    private static bool IsPrefix(string before) => before[(before.LastIndexOfAny([',', ':']) + 1)..].Trim() == LayerTree.Prefix;

    private void Add(string name, string expression)
    {
        if (!_byName.TryGetValue(name, out var expressions))
            _byName.Add(name, expressions = []);
        expressions.Add(expression);
    }
}
