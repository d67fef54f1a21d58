using SrceOgc.Features.Aggregations;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>What is read: the layer or the groups that $apply makes of it, and the conditions and order that the other options put on
/// that.</summary>
internal sealed record EntityQuery(IFeatureSource Source, FeatureQuery Query, bool IsGrouped)
{
    public static async Task<EntityQuery> Read(ODataOptions options, CatalogLayer layer, ServiceRequest request, FeatureAdmission admission)
    {
        var (source, filter) = options.Apply is { } apply ? await Apply(apply, layer, request, admission) : (layer.Source, Filter.All);
        var isGrouped = source is GroupedFeatures;
        var conditions = new List<Filter> { filter };
        if (options.Filter is { } text)
            conditions.Add(LayerReading.ForParameter("$filter", () => Condition(text, layer, source.Type, request.Filters)));
        if (options.Search is { } search)
            conditions.Add(LayerReading.ForParameter("$search", () =>
                SearchReader.Read(search, source.Type, Builder(layer, source.Type, request.Filters))));
        conditions.RemoveAll(condition => condition == Filter.All);
        var query = new FeatureQuery
        {
            Filter = conditions.Count switch { 0 => Filter.All, 1 => conditions[0], _ => new AndFilter(conditions) },
            Sort = SortText.Read(options.OrderBy, source.Type, "$orderby", isGrouped ? null : EntityNames.Of(source.Type).Key),
        };
        return new(source, query, isGrouped);
    }

    /// <summary>Groups are computed at once, which reads a whole layer.</summary>
    private static async Task<(IFeatureSource Source, Filter Filter)> Apply(string apply, CatalogLayer layer, ServiceRequest request,
        FeatureAdmission admission)
    {
        using (await admission.Enter(isCostly: true, request.Aborted))
        {
            request.Budget.Start();
            return LayerReading.ForParameter("$apply", () => Apply(apply, layer, request));
        }
    }

    private static (IFeatureSource Source, Filter Filter) Apply(string apply, CatalogLayer layer, ServiceRequest request)
    {
        IFeatureSource source = layer.Source;
        var filter = Filter.All;
        foreach (var step in ApplyReader.Read(apply))
            if (step.Condition is { } condition)
                filter = Both(filter, Condition(condition, layer, source.Type, request.Filters));
            else
                (source, filter) = (Group(source, filter, step.Group!(source.Type, Builder(layer, source.Type, request.Filters)),
                    request.Budget), Filter.All);
        return (source, filter);
    }

    private static GroupedFeatures Group(IFeatureSource source, Filter filter, Grouping grouping, RequestBudget budget) =>
        GroupedFeatures.Of(source, new FeatureQuery { Filter = filter, Budget = budget }, grouping);

    private static Filter Both(Filter one, Filter other) => one == Filter.All ? other : new AndFilter([one, other]);

    private static Filter Condition(string text, CatalogLayer layer, FeatureType type, FilterTally tally)
    {
        tally.CountCharacters(text.Length);
        return new ODataFilterReader(
            new ODataExpressionReader(Builder(layer, type, tally), type == layer.Type ? EntityNames.Of(type) : null)).Read(text);
    }

    private static FilterBuilder Builder(CatalogLayer layer, FeatureType type, FilterTally tally) =>
        new(type, layer.Crs, layer.Systems(), new CrsName(layer.Crs, CrsSpelling.Code), AxisOrderRule.EastNorth, tally);
}
