using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;
using SrceOgc.Features.Aggregations;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>What is read: the layer, or what $apply and $compute make of it, and the conditions and order that the other options put on
/// that.</summary>
internal sealed record EntityQuery(IFeatureSource Source, FeatureQuery Query, bool IsGrouped)
{
    public static async Task<EntityQuery> Read(ODataOptions options, CatalogLayer layer, ServiceRequest request, FeatureAdmission admission)
    {
        var reading = new EntityQueryReading(layer, request);
        if (options.Apply is { } apply)
            // Groups are computed at once, which reads a whole layer.
            using (await admission.Enter(isCostly: true, request.Aborted))
            {
                request.Budget.Start();
                LayerReading.ForParameter("$apply", () => reading.Apply(apply));
            }

        if (options.Compute is { } compute)
            LayerReading.ForParameter("$compute", () => reading.Compute(compute));
        if (options.Filter is { } filter)
            LayerReading.ForParameter("$filter", () => reading.Filter(filter));
        if (options.Search is { } search)
            LayerReading.ForParameter("$search", () => reading.Search(search));
        var sort = options.OrderBy is { } order ? LayerReading.ForParameter("$orderby", () => reading.Order(order)) : [];
        return reading.Query(sort);
    }
}

/// <summary>Builds an <see cref="EntityQuery"/> option by option, in the order in which they work on each other.</summary>
internal sealed class EntityQueryReading(CatalogLayer layer, ServiceRequest request)
{
    private readonly List<Filter> _conditions = [];
    private readonly List<ComputedColumn> _computed = [];
    private IFeatureSource _source = layer.Source;
    private bool _isGrouped;

    private ODataExpressionReader Expressions =>
        new(BuilderOf(_source.Type), _isGrouped ? null : EntityNames.Of(layer.Type), _computed, request.Now);

    public EntityQuery Query(IReadOnlyList<SortKey> sort) => new(_source, new FeatureQuery { Filter = Condition, Sort = sort }, _isGrouped);

    private Filter Condition => _conditions.Count switch
    {
        0 => SrceOgc.Features.Layers.Filter.All,
        1 => _conditions[0],
        _ => new AndFilter(_conditions),
    };

    public bool Apply(string text)
    {
        request.Filters.CountCharacters(text.Length);
        ApplyReader.CheckFirst(text);
        foreach (var step in ApplyReader.Steps(ODataParser.Parse(request, layer, "$apply", text).Apply!))
            if (step is FilterTransformationNode condition)
                Add(new ODataFilterReader(Expressions).Read(condition.FilterClause));
            else if (step is ComputeTransformationNode compute)
                Compute(compute.Expressions);
            else
                Group(ApplyReader.Group(step, _source.Type, Expressions));
        return true;
    }

    public bool Compute(string text)
    {
        request.Filters.CountCharacters(text.Length);
        return Compute(ODataParser.Parse(request, layer, "$compute", text).Compute!.ComputedItems);
    }

    public bool Filter(string text)
    {
        request.Filters.CountCharacters(text.Length);
        var (pieces, isEither) = FilterPieces.Of(text);
        var reader = new ODataFilterReader(Expressions);
        var conditions = pieces.Select(piece => reader.Read(ODataParser.Parse(request, layer, "$filter", piece).Filter!)).ToArray();
        Add(conditions.Length == 1 ? conditions[0] : isEither ? new OrFilter(conditions) : new AndFilter(conditions));
        return true;
    }

    public bool Search(string text)
    {
        Add(SearchReader.Read(text, _source.Type, BuilderOf(_source.Type)));
        return true;
    }

    public IReadOnlyList<SortKey> Order(string text)
    {
        var keys = new List<SortKey>();
        for (var clause = ODataParser.Parse(request, layer, "$orderby", text).OrderBy; clause is not null; clause = clause.ThenBy)
            keys.Add(new(FieldOf(Expressions.Read(clause.Expression)), clause.Direction == OrderByDirection.Descending));
        return keys;
    }

    private static int FieldOf(Expression expression) => expression switch
    {
        FieldExpression field => field.Index,
        IdentifierExpression => SortKey.Identifier,
        _ => throw FilterException.Unsupported(
            "$orderby trie par des propriétés de la couche ou des groupes, non par une valeur calculée.",
            "$orderby sorts by properties of the layer or of groups, not by a computed value."),
    };

    private bool Compute(IEnumerable<ComputeExpression> items)
    {
        var columns = new List<ComputedColumn>();
        foreach (var item in items)
        {
            var value = Expressions.Read(item.Expression);
            ExpressionTypes.RequireValue(value);
            if (Expressions.Builder.HasProperty(item.Alias) || columns.Exists(column => column.Name == item.Alias))
                throw new FilterException($"$compute : « {GivenText.Shortened(item.Alias)} » est déjà le nom d'une propriété.",
                    $"$compute: '{GivenText.Shortened(item.Alias)}' is the name of a property already.");
            columns.Add(new(item.Alias, value));
        }

        _source = new ComputedFeatures(_source, columns, request.Budget);
        _computed.AddRange(columns);
        return true;
    }

    private void Group(Grouping grouping)
    {
        _source = GroupedFeatures.Of(_source, new FeatureQuery { Filter = Condition, Budget = request.Budget }, grouping);
        _isGrouped = true;
        _conditions.Clear();
        _computed.Clear();
    }

    private void Add(Filter condition)
    {
        if (condition != SrceOgc.Features.Layers.Filter.All)
            _conditions.Add(condition);
    }

    private FilterBuilder BuilderOf(FeatureType type) =>
        new(type, layer.Crs, layer.Systems(), new CrsName(layer.Crs, CrsSpelling.Code), AxisOrderRule.EastNorth, request.Filters);
}
