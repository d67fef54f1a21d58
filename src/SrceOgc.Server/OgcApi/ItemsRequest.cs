using System.Globalization;
using SrceOgc.Features.Expressions.Cql;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>What a request for items asks, understood.</summary>
internal sealed record ItemsRequest(LayerQuery Query, long Start, long Count, bool HasLimit)
{
    /// <summary>17-069r4, 7.15.2: the page of a client that says nothing.</summary>
    public const int DefaultLimit = 10;

    public static IReadOnlyList<string> Names { get; } =
        ["limit", "offset", "bbox", "bbox-crs", "crs", "datetime", "filter", "filter-lang", "filter-crs", "sortby", "properties",
            "skipGeometry"];

    public static IReadOnlyList<string> NamesOfOne { get; } = ["crs", "properties", "skipGeometry"];

    /// <param name="request">The parameters.</param>
    /// <param name="layer">The collection.</param>
    /// <param name="format">Null for a page.</param>
    /// <param name="settings">The limits.</param>
    public static ItemsRequest Read(ServiceRequest request, CatalogLayer layer, FeatureFormat? format, Settings settings)
    {
        var parameters = request.Parameters;
        KnownParameters.Check(parameters, layer.Type, Names.ToArray());
        var query = new FeatureQuery
        {
            Filter = FilterOf(request, layer),
            Sort =
            SortByText.Read(parameters.Optional("sortby"), layer.Type)
        };
        var hasLimit = parameters.Optional("limit") is not null;
        // A limit above the largest is no error (17-069r4, requirement 22): the answer is shorter, and says so.
        var limit = hasLimit ? Math.Min(Whole(parameters, "limit", 1), settings.MaxFeatures) : format?.IsWhole == true
            ? settings.MaxFeatures : DefaultLimit;
        return new(new LayerQuery(layer, query, Selection(parameters, layer, format)), Whole(parameters, "offset", 0), limit, hasLimit);
    }

    /// <summary>One feature by its identifier.</summary>
    public static LayerQuery ReadOne(ServiceRequest request, CatalogLayer layer, string feature, FeatureFormat? format)
    {
        KnownParameters.Check(request.Parameters, null, NamesOfOne.ToArray());
        var builder = layer.Filters(request.Filters, LonLat, AxisOrderRule.BySpelling);
        return new(layer, new FeatureQuery { Filter = builder.Identifiers([feature]) },
            Selection(request.Parameters, layer, format))
        { IsSingleFeature = true };
    }

    private static CrsName LonLat => new(CrsRegistry.Standard.LonLat, CrsSpelling.Uri);

    private static SrceOgc.Features.Formats.Writing.LayerSelection Selection(Parameters parameters, CatalogLayer layer,
        FeatureFormat? format)
    {
        var crs = CrsParameter.Read(parameters, "crs", layer) ?? LonLat;
        if (format?.OnlySrid is { } only)
            crs = new CrsName(CrsRegistry.Standard.Find(only)!, CrsSpelling.Uri);
        var fields = PropertyList.Read(parameters.List("properties") ?? [], layer.Type, "properties", out var withGeometry);
        var skips = parameters.Optional("skipGeometry")?.ToLowerInvariant() switch
        {
            null or "false" => false,
            "true" => true,
            var other => throw ServiceException.Invalid("skipGeometry", other, "true ou false", "true or false"),
        };
        // A list of properties takes properties away, not the geometry of the feature (GeoJSON has it beside them).
        return layer.Select(fields, (withGeometry || layer.IsSpatial) && !skips, crs, AxisOrderRule.BySpelling);
    }

    private static Filter FilterOf(ServiceRequest request, CatalogLayer layer)
    {
        var parameters = request.Parameters;
        var parts = new List<Filter>();
        if (parameters.Optional("bbox") is { } box)
            parts.Add(LayerReading.ForParameter("bbox", () =>
                BoxParameter.Read(box, layer, request.Filters, CrsParameter.Read(parameters, "bbox-crs", layer) ?? LonLat)));
        if (parameters.Optional("datetime") is { } time)
            parts.Add(DatetimeParameter.Read(time, layer.Type));
        if (parameters.Optional("filter") is { } filter)
            parts.Add(LayerReading.ForParameter("filter", () => ReadFilter(request, filter, layer)));
        AddConditions(parts, request, layer);
        return parts.Count switch { 0 => Filter.All, 1 => parts[0], _ => new AndFilter(parts) };
    }

    private static Filter ReadFilter(ServiceRequest request, string filter, CatalogLayer layer)
    {
        var parameters = request.Parameters;
        var builder = layer.Filters(request.Filters, CrsParameter.Read(parameters, "filter-crs", layer) ?? LonLat,
            AxisOrderRule.BySpelling);
        return parameters.Optional("filter-lang")?.ToLowerInvariant() switch
        {
            null or "cql2-text" => CqlReader.Read(filter, builder),
            "cql2-json" => Cql2JsonReader.Read(filter, builder),
            var other => throw ServiceException.Invalid("filter-lang", other, "cql2-text ou cql2-json", "cql2-text or cql2-json"),
        };
    }

    /// <summary>Every parameter that is a field of the layer is a condition of equality.</summary>
    private static void AddConditions(List<Filter> parts, ServiceRequest request, CatalogLayer layer)
    {
        var parameters = request.Parameters;
        foreach (var name in parameters.All.Keys)
            if (!KnownParameters.Contains(Names.ToArray(), name) && (layer.Type.IndexOf(name) >= 0 || layer.Type.IsKey(name)))
                parts.Add(LayerReading.ForParameter(name, () =>
                {
                    var builder = layer.Filters(request.Filters, LonLat, AxisOrderRule.BySpelling);
                    return builder.Compare(ComparisonOperator.Equal, builder.Property(name),
                        LiteralExpression.Of(parameters[name]!, isUntyped: true));
                }));
    }

    private static long Whole(Parameters parameters, string name, long least)
    {
        if (parameters.Optional(name) is not { } text)
            return least;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw ServiceException.Invalid(name, text, $"un entier à partir de {least}", $"an integer of at least {least}");
    }
}
