using System.Text;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// Values over the whole layer of the feature, or over those of its features that have the same group: computed once a map, in one
/// reading of the layer.
/// </summary>
internal static class AggregateFunctions
{
    public static IEnumerable<ObjectFunction> All =>
    [
        Of("count", values => (long)values.Count(value => value is not null)),
        Of("count_distinct", values => (long)Distinct(values).Count),
            Of("count_missing", values => (long)values.Count(value => value is null or "")),
        Of("minimum", values => Extreme(values, -1)), Of("maximum", values => Extreme(values, 1)),
        Of("sum", values => Numbers(values) is { Count: > 0 } numbers ? numbers.Sum() : null),
        Of("mean", values => Numbers(values) is { Count: > 0 } numbers ? numbers.Average() : null),
        Of("median", values => ArrayFunctions.Median(Numbers(values))), Of("stdev", values => Deviation(Numbers(values))),
        Of("range", values => Numbers(values) is { Count: > 0 } numbers ? numbers.Max() - numbers.Min() : null),
        Of("minority", values => Often(values, -1)), Of("majority", values => Often(values, 1)),
        Of("q1", values => Quartiles(Numbers(values)).First), Of("q3", values => Quartiles(Numbers(values)).Third),
        Of("iqr", values => Quartiles(Numbers(values)) is ({ } first, { } third) ? third - first : null),
        Of("min_length", values => Lengths(values) is { Count: > 0 } lengths ? lengths.Min() : null),
        Of("max_length", values => Lengths(values) is { Count: > 0 } lengths ? lengths.Max() : null),
        Of("collect", values => ShapeChanges.Collected([.. values.OfType<Geometry>()])),
        Ordered("array_agg", "expression group_by? filter? order_by?", (values, _) => values),
        Ordered("concatenate", "expression group_by? filter? concatenator? order_by?", (values, separator) => Joined(values, separator)),
        Ordered("concatenate_unique", "expression group_by? filter? concatenator? order_by?", (values, separator) =>
            Joined(Distinct(values), separator)),
        new("aggregate", "layer aggregate expression filter? concatenator? order_by?", Named, TakesNull: true),
    ];

    private static ObjectFunction Of(string name, Func<List<object?>, object?> fold) => new(name, "expression group_by? filter?",
        (in Arguments a) => Fold(a, a.Expression(0), a.Has(1) ? a.Expression(1) : null, a.Has(2) ? a.Expression(2) : null, null, "",
            (values, _) => fold(values)), TakesNull: true);

    private static ObjectFunction Ordered(string name, string parameters, Func<List<object?>, string, object?> fold)
    {
        var order = name == "array_agg" ? 3 : 4;
        return new(name, parameters, (in Arguments a) =>
            Fold(a, a.Expression(0), a.Has(1) ? a.Expression(1) : null, a.Has(2) ? a.Expression(2) : null,
            a.Has(order) ? a.Expression(order) : null, order == 4 && a.Has(3) ? ObjectValues.Text(a.Value(3)) ?? "" : "", fold),
                TakesNull: true);
    }

    /// <summary>aggregate() over the layer itself; others are refused when the expression is read.</summary>
    private static object? Named(in Arguments arguments)
    {
        var name = arguments.Text(1);
        var fold = All.FirstOrDefault(function =>
            function.Name.Equals(name switch { "min" => "minimum", "max" => "maximum", _ => name }, StringComparison.OrdinalIgnoreCase))
                ?? throw new EvaluationFailure();
        StyleExpression?[] given = fold.Name switch
        {
            "array_agg" => [arguments.Expression(2), null, arguments.Has(3) ? arguments.Expression(3) : null, arguments.Has(5)
                ? arguments.Expression(5) : null],
            "concatenate" or "concatenate_unique" => [arguments.Expression(2), null, arguments.Has(3) ? arguments.Expression(3) : null,
                arguments.Has(4) ? arguments.Expression(4) : null, arguments.Has(5) ? arguments.Expression(5) : null],
            _ => [arguments.Expression(2), null, arguments.Has(3) ? arguments.Expression(3) : null],
        };
        return fold.Body(new Arguments(given, arguments.Context));
    }

    private static object? Fold(
        in Arguments arguments, StyleExpression value, StyleExpression? group, StyleExpression? filter, StyleExpression? order,
            string separator,
            Func<List<object?>, string, object?> fold)
    {
        var context = arguments.Context;
        var groups = Groups(context, value, group, filter, order);
        var key = Key(group?.ObjectOf(context));
        var folded = (groups, fold.Method, separator, key);
        if (!context.Kept.TryGetValue(folded, out var result))
            context.Kept[folded] = result = fold(groups.GetValueOrDefault(key) ?? [], separator);
        return result;
    }

    private static string Key(object? value) => value is null ? "\0" : JsonValues.Write(value);

    /// <summary>The expression's values by group, kept while the map is drawn.</summary>
    private static Dictionary<string,
        List<object?>> Groups(EvaluationContext context, StyleExpression value, StyleExpression? group, StyleExpression? filter,
            StyleExpression? order)
    {
        var key = ("aggregate", value, group, filter, order);
        if (context.Kept.TryGetValue(key, out var known))
            return (Dictionary<string, List<object?>>)known!;
        if (context.Source is not { } source || ++context.TextDepth > RequestLimits.ExpressionDepth)
            throw new EvaluationFailure();
        try
        {
            var groups = Read(source, context, value, group, filter, order);
            context.Kept[key] = groups;
            return groups;
        }
        finally
        {
            context.TextDepth--;
        }
    }

    private static Dictionary<string, List<object?>> Read(
        IFeatureSource source, EvaluationContext context, StyleExpression value, StyleExpression? group, StyleExpression? filter,
            StyleExpression? order)
    {
        const int BytesOfValue = 64;
        var found = new List<(object? Order, string Group, object? Value)>();
        var sort = new[] { new SortKey(SortKey.Identifier, Descending: false) };
        using var cursor = source.Open(new FeatureQuery { Budget = context.Budget, Sort = sort });
        var inner = context.Over(cursor);
        while (cursor.MoveNext())
        {
            context.Budget.Look();
            inner.Scratch.Reset();
            if (filter is not null && ObjectValues.Truth(filter.ObjectOf(inner)) != true)
                continue;
            context.Budget.Take(BytesOfValue);
            found.Add((order?.ObjectOf(inner), group is null ? Key(null) : Key(group.ObjectOf(inner)), value.ObjectOf(inner)));
        }

        context.Budget.GiveBack((long)BytesOfValue * found.Count);
        var sorted = order is null ? found
            : [.. found.OrderBy(entry => entry.Order, Comparer<object?>.Create((a, b) => ObjectValues.Compare(a, b) ?? 0))];
        return sorted.GroupBy(entry => entry.Group).ToDictionary(entries => entries.Key, entries =>
            entries.Select(entry => entry.Value).ToList());
    }

    private static List<double> Numbers(List<object?> values) =>
        [.. values.Where(value => ObjectValues.TryNumber(value, out _)).Select(value => ObjectValues.TryNumber(value, out var number)
            ? number : 0)];

    private static List<long> Lengths(List<object?> values) =>
        [.. values.Select(ObjectValues.Text).OfType<string>().Select(text => (long)text.Length)];

    private static List<object?> Distinct(List<object?> values) => [.. values.DistinctBy(Key)];

    private static object? Extreme(List<object?> values, int sign)
    {
        object? best = null;
        foreach (var value in values)
            if (value is not null && (best is null || ObjectValues.Compare(value, best) * sign > 0))
                best = value;
        return best;
    }

    private static object? Often(List<object?> values, int sign)
    {
        var counted = values.Where(value => value is not null).GroupBy(Key).Select(entries =>
            (Value: entries.First(), Count: entries.Count())).ToList();
        return counted.Count == 0 ? null : sign > 0 ? counted.MaxBy(entry => entry.Count).Value : counted.MinBy(entry => entry.Count).Value;
    }

    private static double? Deviation(List<double> numbers)
    {
        if (numbers.Count < 2)
            return null;
        var mean = numbers.Average();
        return Math.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Count - 1));
    }

    /// <summary>Medians of the halves below and above the median, which belongs to both of an odd number (QgsStatisticalSummary).</summary>
    private static (double? First, double? Third) Quartiles(List<double> numbers)
    {
        numbers.Sort();
        if (numbers.Count == 0)
            return (null, null);
        var half = numbers.Count / 2 + numbers.Count % 2;
        return (ArrayFunctions.Median(numbers[..half]), ArrayFunctions.Median(numbers[^half..]));
    }

    private static string Joined(List<object?> values, string separator)
    {
        var result = new StringBuilder();
        var between = "";
        foreach (var value in values)
        {
            result.Append(between).Append(ObjectValues.Text(value));
            between = separator;
            if (result.Length > TextScratch.MaxTextLength)
                throw new EvaluationFailure();
        }

        return result.ToString();
    }
}
