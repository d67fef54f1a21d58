using System.Globalization;
using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>
/// The parameters of other servers' clients that narrow or change the layers of a map: CQL_FILTER, FEATUREID, SORTBY (GeoServer), FILTER
/// (QGIS Server's form and XML), OPACITIES, SELECTION, FILTER_GEOM (QGIS Server), LAYERDEFS (ArcGIS Server), TIME (WMS 1.3.0, annex C
/// and D). All of them together hold for a feature.
/// </summary>
internal sealed class LayerChoices
{
    /// <summary>What decides, beside <see cref="TimeParameter"/>; the key of a kept image carries them all.</summary>
    private static readonly string[] Names =
        ["CQL_FILTER", "FILTER", "FEATUREID", "SORTBY", "OPACITIES", "SELECTION", "FILTER_GEOM", "TIME", "LAYERDEFS"];

    private const int Opaque = 255;

    private readonly ServiceRequest _request;
    private readonly IReadOnlyList<string> _names;
    private readonly string[]? _conditions;
    private readonly List<FilterParameter> _filters;
    private readonly NamedLists _selection;
    private readonly string[]? _identifiers;
    private readonly string[]? _sorts;
    private readonly double[] _opacities;
    private readonly string? _shape;
    private readonly TimeParameter? _time;

    private LayerChoices(ServiceRequest request, IReadOnlyList<string> names)
    {
        var parameters = request.Parameters;
        (_request, _names) = (request, names);
        _conditions = parameters.Optional("CQL_FILTER") is { } cql ? EachLayer("CQL_FILTER", QuotedText.Split(cql, ';')) : null;
        _filters = FilterParameter.Of(parameters, names);
        _identifiers = parameters.Optional("FEATUREID")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _sorts = parameters.Optional("SORTBY") is { } sort ? SortsOf(sort) : null;
        _opacities = OpacitiesOf(parameters.Optional("OPACITIES"));
        _selection = NamedLists.Read("SELECTION", parameters.Optional("SELECTION"));
        _shape = parameters.Optional("FILTER_GEOM");
        _time = parameters.Optional("TIME") is { } time ? TimeParameter.Read(time) : null;
        foreach (var identifier in _identifiers ?? [])
            RequireLayer(identifier);
    }

    /// <param name="request">The parameters.</param>
    /// <param name="names">The names of LAYERS, which lists are parallel to.</param>
    /// <exception cref="ServiceException">A parameter is malformed, or its list is not as long as LAYERS; its locator names it.</exception>
    public static LayerChoices? Of(ServiceRequest request, IReadOnlyList<string> names) =>
        Array.Exists(Names, name => request.Parameters.Optional(name) is not null) ? new(request, names) : null;

    /// <summary>What of a request decides pixels beside layers and styles, for the key of a kept image; empty for nothing.</summary>
    public static string CacheKey(Parameters parameters)
    {
        var given = Names.Where(name => parameters.Optional(name) is not null).Select(name => $"{name}={parameters[name]}").ToArray();
        return given.Length == 0 ? "" : string.Join('\n', given.Append(parameters.Optional("LAYERS")));
    }

    /// <param name="index">Of the name in LAYERS.</param>
    /// <param name="layer">That name's layer, or one of its group.</param>
    public LayerChoice Of(int index, CatalogLayer layer) => new()
    {
        Filter = FilterOf(index, layer),
        Sort = _sorts is null ? [] : SortText.Read(_sorts[index], layer.Type, "SORTBY"),
        Opacity = index < _opacities.Length ? _opacities[index] : 1,
        Selected = SelectedOf(index, layer),
    };

    /// <summary>Names that lists by layer give and LAYERS does not are errors: a filter that is not applied would go unseen.</summary>
    /// <param name="drawn">The layers of the map, groups opened.</param>
    public void RequireKnown(IEnumerable<CatalogLayer> drawn)
    {
        var known = drawn.Select(layer => layer.Name).Concat(_names).Select(LayerTree.LocalName).ToHashSet(StringComparer.Ordinal);
        foreach (var (parameter, name) in _selection.Names.Select(name => ("SELECTION", name))
            .Concat(_filters.SelectMany(filter => filter.Names)))
            if (!known.Contains(LayerTree.LocalName(name)))
                throw ServiceException.Invalid(parameter, name, "le nom d'une couche de LAYERS", "the name of a layer among LAYERS");
    }

    private Filter FilterOf(int index, CatalogLayer layer)
    {
        var builder = layer.Filters(_request.Filters, new CrsName(layer.Crs, CrsSpelling.Code), AxisOrderRule.BySpelling);
        var parts = new List<Filter>();
        if (_conditions is not null && _conditions[index].Trim() is { Length: > 0 } condition)
            parts.Add(LayerReading.ForParameter("CQL_FILTER", () => CqlReader.Read(condition, builder)));
        foreach (var filter in _filters)
            parts.AddRange(filter.Of(index, _names[index], layer, builder));
        if (_identifiers is not null)
            parts.Add(LayerReading.ForParameter("FEATUREID", () =>
                builder.Identifiers(_identifiers.Select(LayerTree.LocalName).Where(id => IsOf(id, layer)))));
        if (_shape is not null)
            parts.Add(LayerReading.ForParameter("FILTER_GEOM", () => ShapeOf(_shape, layer)));
        if (_time is not null)
            parts.Add(_time.Of(layer.Type));
        parts.RemoveAll(part => part == Filter.All);
        return parts.Count switch { 0 => Filter.All, 1 => parts[0], _ => new AndFilter(parts) };
    }

    /// <summary>Well-Known Text in the system of the map, x then y.</summary>
    private Filter ShapeOf(string text, CatalogLayer layer)
    {
        var name = _request.Parameters.Optional("CRS") ?? _request.Parameters.Optional("SRS") ?? "";
        var crs = CrsName.TryParse(name, _request.Catalog.Systems, out var map) ? map.Crs : layer.Crs;
        var builder = layer.Filters(_request.Filters, new CrsName(crs, CrsSpelling.Code), AxisOrderRule.BySpelling);
        builder.Tally.CountCharacters(text.Length);
        var lexer = new CqlLexer(text);
        var shape = new WktReader(lexer, builder).Read();
        return lexer.Current.Kind == CqlTokenKind.End
            ? builder.Spatial(SpatialOperator.Intersects, builder.Geometry(), shape)
            : throw lexer.Unexpected("fin attendue", "end expected");
    }

    private long[] SelectedOf(int index, CatalogLayer layer) =>
        LayerReading.ForParameter("SELECTION", () => _selection.Of(_names[index])
            .Concat(_names[index] == layer.Name ? [] : _selection.Of(layer.Name)).Select(IdentifierOf).ToArray());

    private long IdentifierOf(string text)
    {
        _request.Filters.CountIdentifier();
        return long.TryParse(text.AsSpan(text.LastIndexOf('.') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var id)
            ? id
            : throw ServiceException.Invalid("SELECTION", text, "« couche:numéro,numéro;couche:numéro »",
                "'layer:number,number;layer:number'");
    }

    private static bool IsOf(string identifier, CatalogLayer layer) =>
        identifier.LastIndexOf('.') is var dot && (dot < 0 || identifier[..dot] == layer.Name);

    /// <summary>"communes.12" names a layer; a number alone is of each.</summary>
    private void RequireLayer(string identifier)
    {
        var local = LayerTree.LocalName(identifier);
        var dot = local.LastIndexOf('.');
        if (dot > 0 && _request.Catalog.Find(local[..dot]) is null)
            throw ServiceException.Invalid("FEATUREID", identifier, "« couche.numéro », d'une couche publiée",
                "'layer.number' of a published layer");
    }

    private string[] EachLayer(string parameter, IReadOnlyList<string> values)
    {
        // A separator after the last value adds none.
        var count = values.Count == _names.Count + 1 && values[^1].Trim().Length == 0 ? _names.Count : values.Count;
        return count == _names.Count ? [.. values.Take(count)] : throw WrongCount(parameter, count, _names.Count);
    }

    public static ServiceException WrongCount(string parameter, int given, int expected) => new("InvalidParameterValue", parameter, new(
        $"{parameter} : {given} conditions pour {expected} couches ; attendu : une par couche de LAYERS, séparées par « ; », INCLUDE "
            + $"pour aucune.",
        $"{parameter}: {given} conditions for {expected} layers; expected: one for each of LAYERS, separated by ';', INCLUDE for none."));

    /// <summary>"(a A)(b D)", a list for each layer; or one list for all.</summary>
    private string[] SortsOf(string text) => text.StartsWith('(')
        ? EachLayer("SORTBY", text.Trim()[1..].TrimEnd(')').Split(")("))
        : [.. Enumerable.Repeat(text, _names.Count)];

    /// <summary>From 0 to 255, as QGIS Server has them; layers without one are opaque.</summary>
    private double[] OpacitiesOf(string? text)
    {
        var values = text?.Split(',') ?? [];
        if (values.Length > _names.Count)
            throw WrongCount("OPACITIES", values.Length, _names.Count);
        return Array.ConvertAll(values, value => value.Trim().Length == 0
            ? 1 : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var opacity) && opacity <= Opaque
            ? opacity / (double)Opaque
            : throw ServiceException.Invalid("OPACITIES", value, "des entiers de 0 à 255", "integers from 0 to 255"));
    }
}
