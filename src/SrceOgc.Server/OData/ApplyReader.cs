using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;
using SrceOgc.Features.Aggregations;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.OData;

/// <summary>
/// $apply (Data Aggregation 4.0) as the library bound it: filter(…), compute(…), groupby((…),aggregate(…)) and aggregate(…), one after the
/// other.
/// </summary>
internal static class ApplyReader
{
    private const int MostSteps = 8;

    private const int MostColumns = 64;

    private static readonly string[] Transformations = ["filter", "compute", "groupby", "aggregate"];

    /// <summary>The library would only tell at which character it wants something else.</summary>
    public static void CheckFirst(string text)
    {
        if (Transformations.All(name => !text.TrimStart().StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            throw FilterException.Unsupported(
                $"$apply : transformation non prise en charge : « {GivenText.Shortened(text)} ». Admises : filter, compute, groupby, "
                    + "aggregate.",
                $"$apply: unsupported transformation: '{GivenText.Shortened(text)}'. Allowed: filter, compute, groupby, aggregate.");
    }

    public static IReadOnlyList<TransformationNode> Steps(ApplyClause clause)
    {
        var steps = clause.Transformations.ToArray();
        return steps.Length <= MostSteps ? steps : throw new FilterException(
            $"$apply : au plus {MostSteps} transformations.",
            $"$apply: at most {MostSteps} transformations.");
    }

    /// <param name="step">A transformation that makes groups.</param>
    /// <param name="type">Of what comes in.</param>
    /// <param name="expressions">Reads what is aggregated.</param>
    public static Grouping Group(TransformationNode step, FeatureType type, ODataExpressionReader expressions) => step switch
    {
        AggregateTransformationNode aggregates => Group([], aggregates, type, expressions),
        GroupByTransformationNode { ChildTransformations: null or AggregateTransformationNode } groups =>
            Group(groups.GroupingProperties, (AggregateTransformationNode?)groups.ChildTransformations, type, expressions),
        _ => throw FilterException.Unsupported(
            "$apply : groupby n'admet qu'aggregate(…) après ses propriétés, et aucun chemin.",
            "$apply: groupby allows only aggregate(…) after its properties, and no path."),
    };

    private static Grouping Group(IEnumerable<GroupByPropertyNode> properties, AggregateTransformationNode? aggregates, FeatureType type,
        ODataExpressionReader expressions)
    {
        var keys = properties.Select(property => Key(property.Name, type)).Distinct().Order().ToArray();
        var columns = aggregates is null ? [] : aggregates.AggregateExpressions.Select(column => Column(column, expressions)).ToArray();
        if (keys.Length + columns.Length is 0 or > MostColumns)
            throw new FilterException($"$apply : de 1 à {MostColumns} colonnes.", $"$apply: 1 to {MostColumns} columns.");
        var names = keys.Select(key => type.Fields[key].Name).Concat(columns.Select(column => column.Name)).ToArray();
        return names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length
            ? new Grouping(keys, columns)
            : throw new FilterException("$apply : deux colonnes portent le même nom.", "$apply: two columns have the same name.");
    }

    private static int Key(string name, FeatureType type) => type.IndexOf(name) is >= 0 and var field
        ? field
        : throw new FilterException(
            $"$apply : la propriété « {GivenText.Shortened(name)} » n'existe pas.",
            $"$apply: there is no property '{GivenText.Shortened(name)}'.");

    /// <summary>"surface with sum as total" and "$count as nombre".</summary>
    private static Aggregate Column(AggregateExpressionBase column, ODataExpressionReader expressions)
    {
        if (column is not AggregateExpression single)
            throw FilterException.Unsupported("$apply : une agrégation se note « propriété with sum as nom ».",
                "$apply: an aggregation is written 'property with sum as name'.");
        if (single.Method == AggregationMethod.VirtualPropertyCount)
            return new(AggregateFunction.Count, null, single.Alias);
        var operand = expressions.Read(single.Expression);
        return new(Function(single.Method, operand), operand, single.Alias);
    }

    private static AggregateFunction Function(AggregationMethod method, Expression operand)
    {
        ExpressionTypes.RequireValue(operand);
        var isNumber = operand.Kind is FieldKind.Integer or FieldKind.Real;
        return method switch
        {
            AggregationMethod.Sum when isNumber => AggregateFunction.Sum,
            AggregationMethod.Average when isNumber => AggregateFunction.Average,
            AggregationMethod.Sum or AggregationMethod.Average => throw new FilterException(
                "$apply : sum et average attendent un nombre.", "$apply: sum and average take a number."),
            AggregationMethod.Min => AggregateFunction.Minimum,
            AggregationMethod.Max => AggregateFunction.Maximum,
            AggregationMethod.CountDistinct => AggregateFunction.CountDistinct,
            _ => throw FilterException.Unsupported(
                "$apply : agrégation non prise en charge. Admises : sum, average, min, max, countdistinct, et $count.",
                "$apply: aggregation that is not supported. Allowed: sum, average, min, max, countdistinct, and $count."),
        };
    }
}
