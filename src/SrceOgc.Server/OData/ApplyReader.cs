using SrceOgc.Features.Aggregations;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.OData;

/// <summary>A step of $apply: a condition on what comes in, or groups made of it.</summary>
internal sealed record ApplyStep(string? Condition, Func<FeatureType, FilterBuilder, Grouping>? Group);

/// <summary>
/// $apply (Data Aggregation 4.0): filter(…), groupby((…),aggregate(…)) and aggregate(…), one after the other. The expressions
/// inside go to the reader of expressions.
/// </summary>
internal static class ApplyReader
{
    private const int MostSteps = 8;

    private const int MostColumns = 64;

    public static List<ApplyStep> Read(string text)
    {
        var steps = ODataList.Split(text, '/');
        return steps.Count <= MostSteps ? [.. steps.Select(ReadStep)] : throw new FilterException(
            $"$apply : au plus {MostSteps} transformations.",
            $"$apply: at most {MostSteps} transformations.");
    }

    private static ApplyStep ReadStep(string step)
    {
        if (Inside(step, "filter") is { } condition)
            return new(condition, null);
        if (Inside(step, "aggregate") is { } aggregates)
            return new(null, (type, builder) => Group("", aggregates, type, builder));
        if (Inside(step, "groupby") is not { } group)
            throw FilterException.Unsupported(
                $"$apply : transformation non prise en charge : « {GivenText.Shortened(step)} ». Admises : filter, groupby, aggregate.",
                $"$apply: unsupported transformation: '{GivenText.Shortened(step)}'. Allowed: filter, groupby, aggregate.");
        var parts = ODataList.Split(group, ',');
        var fields = parts[0] is ['(', .. var inside, ')'] ? inside : throw new FilterException(
            "$apply : groupby attend des propriétés entre parenthèses : groupby((a,b),aggregate(…)).",
            "$apply: groupby takes properties in parentheses: groupby((a,b),aggregate(…)).");
        var computed = parts.Count == 1 ? "" : parts.Count == 2 ? Inside(parts[1], "aggregate") : null;
        return computed is null
            ? throw FilterException.Unsupported(
                "$apply : groupby n'admet qu'aggregate(…) après ses propriétés.",
                "$apply: groupby allows only aggregate(…) after its properties.")
            : new(null, (type, builder) => Group(fields, computed, type, builder));
    }

    private static string? Inside(string step, string name)
    {
        var text = step.Trim();
        if (!text.StartsWith(name, StringComparison.Ordinal))
            return null;
        return text[name.Length..].Trim() is ['(', .. var inside, ')'] ? inside.Trim() : null;
    }

    private static Grouping Group(string fields, string aggregates, FeatureType type, FilterBuilder builder)
    {
        var keys = fields.Length == 0 ? [] : ODataList.Split(fields, ',').Select(name => Key(name, type)).Distinct().Order().ToArray();
        var columns = aggregates.Length == 0 ? [] : ODataList.Split(aggregates, ',').Select(text => Column(text, builder)).ToArray();
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
    private static Aggregate Column(string text, FilterBuilder builder)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || words[^2] != "as" || !IsName(words[^1]))
            throw new FilterException(
                $"$apply : « {GivenText.Shortened(text)} » ; attendu : propriété with sum as nom, ou $count as nom.",
                $"$apply: '{GivenText.Shortened(text)}'; expected: property with sum as name, or $count as name.");
        if (words[0] == "$count" && words.Length == 3)
            return new(AggregateFunction.Count, null, words[^1]);
        if (words.Length < 5 || words[^4] != "with")
            throw new FilterException(
                "$apply : une agrégation se note « propriété with sum as nom ».",
                "$apply: an aggregation is written 'property with sum as name'.");
        var operand = new ODataExpressionReader(builder, null).Read(ODataExpressionReader.Parse(string.Join(' ', words[..^4])));
        return new(Function(words[^3], operand), operand, words[^1]);
    }

    private static AggregateFunction Function(string name, Expression operand)
    {
        ExpressionTypes.RequireValue(operand);
        var isNumber = operand.Kind is FieldKind.Integer or FieldKind.Real;
        return name switch
        {
            "sum" when isNumber => AggregateFunction.Sum,
            "average" when isNumber => AggregateFunction.Average,
            "sum" or "average" => throw new FilterException($"$apply : {name} attend un nombre.", $"$apply: {name} takes a number."),
            "min" => AggregateFunction.Minimum,
            "max" => AggregateFunction.Maximum,
            "countdistinct" => AggregateFunction.CountDistinct,
            _ => throw FilterException.Unsupported(
                $"$apply : agrégation « {GivenText.Shortened(name)} » non prise en charge. Admises : sum, average, min, max, "
                    + $"countdistinct, et $count.",
                $"$apply: aggregation '{GivenText.Shortened(name)}' is not supported. Allowed: sum, average, min, max, countdistinct, "
                    + $"and $count."),
        };
    }

    private static bool IsName(string text) => (char.IsAsciiLetter(text[0]) || text[0] == '_') && text.Length <= 128
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
