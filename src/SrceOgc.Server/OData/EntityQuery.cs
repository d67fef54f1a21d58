using SrceOgc.Features.Aggregations;
using SrceOgc.Features.Filters;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Queries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Requests;

namespace SrceOgc.Server.OData;

/// <summary>What is read: the layer or the groups that $apply makes of it, and the conditions and order that the other options put on that.</summary>
internal sealed record EntityQuery(IFeatureSource Source, FeatureQuery Query, bool IsGrouped)
{
    public static EntityQuery Read(ODataOptions options, CatalogLayer layer, CancellationToken aborted)
    {
        var (source, filter) = options.Apply is { } apply ? Apply(apply, layer, aborted) : (layer.Source, Filter.All);
        var isGrouped = source is GroupedFeatures;
        var conditions = new List<Filter> { filter };
        if (options.Filter is { } text)
            conditions.Add(LayerReading.Guard("$filter", () => Condition(text, layer, source.Type)));
        if (options.Search is { } search)
            conditions.Add(LayerReading.Guard("$search", () => SearchReader.Read(search, source.Type, Builder(layer, source.Type))));
        conditions.RemoveAll(condition => condition == Filter.All);
        var query = new FeatureQuery
        {
            Filter = conditions.Count switch { 0 => Filter.All, 1 => conditions[0], _ => new AndFilter(conditions) },
            Sort = SortText.Read(options.OrderBy, source.Type, "$orderby", isGrouped ? null : EntityNames.Of(source.Type).Key),
        };
        return new(source, query, isGrouped);
    }

    private static (IFeatureSource Source, Filter Filter) Apply(string apply, CatalogLayer layer, CancellationToken aborted) => LayerReading.Guard("$apply", () =>
    {
        IFeatureSource source = layer.Source;
        var filter = Filter.All;
        foreach (var step in ApplyReader.Read(apply))
            if (step.Condition is { } condition)
                filter = filter == Filter.All ? Condition(condition, layer, source.Type) : new AndFilter([filter, Condition(condition, layer, source.Type)]);
            else
                (source, filter) = (GroupedFeatures.Of(source, new FeatureQuery { Filter = filter }, step.Group!(source.Type, Builder(layer, source.Type)), aborted), Filter.All);
        return (source, filter);
    });

    private static Filter Condition(string text, CatalogLayer layer, FeatureType type) => new ODataFilterReader(
        new ODataExpressionReader(Builder(layer, type), type == layer.Type ? EntityNames.Of(type) : null)).Read(text);

    private static FilterBuilder Builder(CatalogLayer layer, FeatureType type) =>
        new(type, layer.Crs, layer.Systems(), new CrsName(layer.Crs, CrsSpelling.Code), AxisOrderRule.EastNorth);
}
