using System.Text.Json;
using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Expressions.Fes;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>
/// FILTER and LAYERDEFS of a map. QGIS Server's form, <c>layer,layer:"field" = 'value';layer:…</c>, or XML (FES 2.0, Filter 1.1 and 1.0):
/// one document for a single layer, one in parentheses for each of several, as MapServer and WFS have it. ArcGIS Server's form,
/// <c>{"layer":"FIELD = 'value'"}</c>.
/// </summary>
internal sealed class FilterParameter
{
    private const string Filters = "FILTER", Definitions = "LAYERDEFS";

    private readonly string _parameter;
    private readonly Dictionary<string, List<string>> _byName = new(StringComparer.Ordinal);
    private string[]? _documents;

    private FilterParameter(string parameter) => _parameter = parameter;

    /// <summary>The layers that it names, and the parameter that does.</summary>
    public IEnumerable<(string Parameter, string Name)> Names => _byName.Keys.Select(name => (_parameter, name));

    /// <summary>Those that a request gives.</summary>
    public static List<FilterParameter> Of(Parameters parameters, IReadOnlyList<string> names)
    {
        var given = new List<FilterParameter>();
        if (parameters.Optional(Filters) is { } filter)
            given.Add(Read(filter, names));
        if (parameters.Optional(Definitions) is { } definitions)
            given.Add(ReadDefinitions(definitions.Trim()));
        return given;
    }

    /// <summary>An object by names of layers, or <c>layer:condition;layer:condition</c> (ArcGIS Server, layerDefs).</summary>
    private static FilterParameter ReadDefinitions(string text)
    {
        var parameter = new FilterParameter(Definitions);
        if (!text.StartsWith('{'))
        {
            parameter.ReadExpressions(text);
            return parameter;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = 2 });
            foreach (var entry in document.RootElement.EnumerateObject())
                if (entry.Value.ValueKind == JsonValueKind.String && entry.Value.GetString() is { } condition)
                    parameter.Add(LayerTree.LocalName(entry.Name), condition.Trim().Length == 0 ? "INCLUDE" : condition);
                else
                    throw parameter.Malformed(text);
        }
        catch (JsonException)
        {
            throw parameter.Malformed(text);
        }

        return parameter;
    }

    private static FilterParameter Read(string text, IReadOnlyList<string> names)
    {
        var parameter = new FilterParameter(Filters);
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
        return [.. expressions.Select(expression => LayerReading.ForParameter(_parameter, () => CqlReader.Read(expression, builder)))];
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
                throw Malformed(text);
            foreach (var name in part[..colon].Split(',', StringSplitOptions.TrimEntries))
                Add(LayerTree.LocalName(name), part[(colon + 1)..]);
        }
    }

    private ServiceException Malformed(string text) => _parameter == Definitions
        ? ServiceException.Invalid(Definitions, text, "« {\"couche\":\"champ = valeur\"} » ou « couche:champ = valeur;couche:… »",
            "'{\"layer\":\"field = value\"}' or 'layer:field = value;layer:…'")
        : ServiceException.Invalid(Filters, text, "« couche:\"champ\" = valeur;couche:… », ou un filtre XML par couche",
            "'layer:\"field\" = value;layer:…', or one filter in XML for each layer");

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
