using System.Globalization;
using System.Text.RegularExpressions;
using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

internal static class ArrayFunctions
{
    public static IEnumerable<ObjectFunction> All =>
    [
        new("array", "...", (in Arguments a) => Everything(a), TakesNull: true),
        new("array_length", "array", (in Arguments a) => (long)a.List(0).Count),
        new("array_contains", "array value", (in Arguments a) => Contains(a.List(0), a.Value(1)), TakesNull: true),
        new("array_count", "array value", (in Arguments a) => Count(a.List(0), a.Value(1)), TakesNull: true),
        new("array_all", "array_a array_b", (in Arguments a) => HasAll(a.List(0), a.List(1))),
        new("array_find", "array value", (in Arguments a) => (long)Find(a.List(0), a.Value(1)), TakesNull: true),
        new("array_get", "array pos", (in Arguments a) => At(a.List(0), a.Value(1))),
        new("array_first", "array", (in Arguments a) => a.List(0).FirstOrDefault()),
        new("array_last", "array", (in Arguments a) => a.List(0).LastOrDefault()),
        new("array_min", "array", (in Arguments a) => Extreme(a.List(0), -1)),
        new("array_max", "array", (in Arguments a) => Extreme(a.List(0), 1)),
        new("array_mean", "array", (in Arguments a) => Numbers(a.List(0)) is { Count: > 0 } numbers ? numbers.Average() : null),
        new("array_median", "array", (in Arguments a) => Median(Numbers(a.List(0)))),
        new("array_sum", "array", (in Arguments a) => Numbers(a.List(0)) is { Count: > 0 } numbers ? numbers.Sum() : null),
        new("array_majority", "array option?", (in Arguments a) => Often(a.List(0), a.Text(1, "all"), 1)),
        new("array_minority", "array option?", (in Arguments a) => Often(a.List(0), a.Text(1, "all"), -1)),
        new("array_append", "array value", (in Arguments a) => new List<object?>(a.List(0)) { a.Value(1) }, TakesNull: true),
        new("array_prepend", "array value", (in Arguments a) => new List<object?>(a.List(0)).Prepend(a.Value(1)).ToList(), TakesNull: true),
        new("array_insert", "array pos value", (in Arguments a) => Insert(new(a.List(0)), a.Whole(1), a.Value(2)), TakesNull: true),
        new("array_remove_at", "array pos", (in Arguments a) => RemoveAt(new(a.List(0)), a.Whole(1))),
        new("array_remove_all", "array value", (in Arguments a) => Without(a.List(0), a.Value(1)), TakesNull: true),
        new("array_replace", "...", Replace, TakesNull: true),
        new("array_prioritize", "array array_prioritize", (in Arguments a) => Prioritize(a.List(0), a.List(1))),
        new("array_cat", "...", Concatenate),
        new("array_slice", "array start_pos end_pos", (in Arguments a) => Slice(a.List(0), a.Whole(1), a.Whole(2))),
        new("array_reverse", "array", (in Arguments a) => Enumerable.Reverse(a.List(0)).ToList()),
        new("array_intersect", "array1 array2", (in Arguments a) => Meets(a.List(0), a.List(1))),
        new("array_distinct", "array", (in Arguments a) => Distinct(a.List(0))),
        new("array_sort", "array ascending?", (in Arguments a) => Sorted(a.List(0), a.Flag(1, true))),
        new("array_to_string", "array delimiter? emptyvalue?", Joined),
        new("string_to_array", "string delimiter? emptyvalue?", Split),
        new("regexp_matches", "string regex emptyvalue?", RegexGroups),
        new("generate_series", "start stop step?", Series),
        new("array_foreach", "array expression", ForEach, TakesNull: true),
        new("array_filter", "array expression limit?", Filter, TakesNull: true),
    ];

    /// <summary>From 0, or from the end below it; null beyond.</summary>
    public static object? At(List<object?> list, object? position)
    {
        if (!ObjectValues.TryNumber(position, out var number))
            throw new EvaluationFailure();
        var at = (int)Math.Clamp(number, int.MinValue, int.MaxValue);
        at = at < 0 ? at + list.Count : at;
        return at >= 0 && at < list.Count ? list[at] : null;
    }

    public static double? Median(List<double> numbers)
    {
        numbers.Sort();
        var half = numbers.Count / 2;
        return numbers.Count == 0 ? null : numbers.Count % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2;
    }

    private static List<object?> Everything(in Arguments arguments)
    {
        var result = new List<object?>(arguments.Count);
        for (var i = 0; i < arguments.Count; i++)
            result.Add(arguments.Value(i));
        return result;
    }

    private static bool Contains(List<object?> list, object? value) => Find(list, value) >= 0;

    private static int Find(List<object?> list, object? value) => list.FindIndex(item => ObjectValues.Same(item, value));

    private static long Count(List<object?> list, object? value) => list.Count(item => ObjectValues.Same(item, value));

    private static bool HasAll(List<object?> list, List<object?> wanted) => wanted.TrueForAll(value => Contains(list, value));

    private static bool Meets(List<object?> list, List<object?> other) => list.Exists(value => Contains(other, value));

    private static List<double> Numbers(List<object?> list) =>
        [.. list.Where(item => item is double or long).Select(item => Convert.ToDouble(item, CultureInfo.InvariantCulture))];

    private static object? Extreme(List<object?> list, int sign)
    {
        object? best = null;
        foreach (var item in list)
            if (item is not null && (best is null || ObjectValues.Compare(item, best) * sign > 0))
                best = item;
        return best;
    }

    private static object? Often(List<object?> list, string option, int sign)
    {
        var counts = Distinct(list).Select(value => (Value: value, Count: Count(list, value))).ToList();
        if (counts.Count == 0)
            return option == "all" ? new List<object?>() : null;
        var wanted = sign > 0 ? counts.Max(entry => entry.Count) : counts.Min(entry => entry.Count);
        var found = counts.Where(entry => entry.Count == wanted).Select(entry => entry.Value).ToList();
        return option switch
        {
            "all" => found,
            "any" => found[0],
            "median" => Median([.. found.Where(item => item is double or long).Select(item =>
                Convert.ToDouble(item, CultureInfo.InvariantCulture))]),
            "real_majority" => wanted * 2 > list.Count ? found[0] : null,
            "real_minority" => counts.Where(entry => entry.Count * 2 <= list.Count).Select(entry => entry.Value).ToList(),
            _ => throw new EvaluationFailure(),
        };
    }

    private static List<object?> Insert(List<object?> list, long position, object? value)
    {
        var at = Math.Clamp(position, 0, list.Count);
        list.Insert((int)at, value);
        return list;
    }

    private static List<object?> RemoveAt(List<object?> list, long position)
    {
        var at = position < 0 ? position + list.Count : position;
        if (at >= 0 && at < list.Count)
            list.RemoveAt((int)at);
        return list;
    }

    private static List<object?> Without(List<object?> list, object? value) => [.. list.Where(item => !ObjectValues.Same(item, value))];

    private static object? Replace(in Arguments arguments)
    {
        var list = arguments.List(0);
        if (arguments.Count == 2)
        {
            var map = arguments.Map(1);
            return list.Select(item => ObjectValues.Text(item) is { } key && map.TryGetValue(key, out var after) ? after : item).ToList();
        }

        List<object?> before = arguments.Value(1) as List<object?> ?? [arguments.Value(1)];
        var afters = arguments.Value(2) as List<object?>;
        var single = afters is null ? arguments.Value(2) : null;
        return list.Select(item => Find(before, item) is >= 0 and var at ? afters is null ? single : at < afters.Count ? afters[at]
            : item : item).ToList();
    }

    private static List<object?> Prioritize(List<object?> list, List<object?> first)
    {
        var rest = new List<object?>(list);
        var result = new List<object?>();
        foreach (var value in first)
            while (Find(rest, value) is >= 0 and var at)
            {
                result.Add(rest[at]);
                rest.RemoveAt(at);
            }
        return [.. result, .. rest];
    }

    private static object? Concatenate(in Arguments arguments)
    {
        var result = new List<object?>();
        for (var i = 0; i < arguments.Count; i++)
            result.AddRange(arguments.List(i));
        return result;
    }

    private static List<object?> Slice(List<object?> list, long from, long to)
    {
        from = from < 0 ? list.Count + from : from;
        to = to < 0 ? list.Count + to : to;
        if (list.Count == 0 || from < 0 || from >= list.Count || to < from)
            return [];
        to = Math.Min(to, list.Count - 1);
        return list.GetRange((int)from, (int)(to - from + 1));
    }

    private static List<object?> Distinct(List<object?> list)
    {
        var seen = new HashSet<string>();
        var result = new List<object?>();
        foreach (var item in list)
            if (ObjectValues.Text(item) is { } text ? seen.Add($"{item!.GetType().Name} {text}") : !Contains(result, item))
                result.Add(item);
        return result;
    }

    private static List<object?> Sorted(List<object?> list, bool ascending)
    {
        var result = new List<object?>(list);
        var sorted = ascending
            ? result.OrderBy(item => item, Comparer<object?>.Create(Order))
            : result.OrderByDescending(item => item, Comparer<object?>.Create(Order));
        return [.. sorted];
    }

    private static int Order(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => ObjectValues.Compare(left, right) ?? 0,
    };

    private static object? Joined(in Arguments arguments)
    {
        var empty = arguments.Text(2);
        return string.Join(arguments.Text(1, ","),
            arguments.List(0).Select(item => ObjectValues.Text(item) is { Length: > 0 } text ? text : empty));
    }

    private static object? Split(in Arguments arguments)
    {
        var text = arguments.Text(0);
        if (text.Length == 0)
            return new List<object?>();
        var empty = arguments.Has(2) ? arguments.Value(2) : "";
        var delimiter = arguments.Text(1, ",");
        if (delimiter.Length == 0)
            return text.Select(c => (object?)c.ToString()).ToList();
        return text.Split(delimiter).Select(part => part.Length == 0 ? empty : part).ToList();
    }

    private static object? RegexGroups(in Arguments arguments)
    {
        var empty = arguments.Has(2) ? arguments.Value(2) : "";
        var match = Regex.Match(arguments.Text(0), arguments.Text(1), RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(50));
        if (!match.Success)
            return null;
        return match.Groups.Cast<Group>().Skip(match.Groups.Count > 1 ? 1 : 0).Select(group => group.Length == 0 ? empty
            : group.Value).ToList();
    }

    private static object? Series(in Arguments arguments)
    {
        var (start, stop, step) = (arguments.Number(0), arguments.Number(1), arguments.Number(2, 1));
        if (step == 0 || (stop - start) / step > RequestLimits.ExpressionItems)
            throw new EvaluationFailure();
        var isWhole = start == Math.Floor(start) && step == Math.Floor(step);
        var result = new List<object?>();
        for (var i = 0; step > 0 ? start + i * step <= stop : start + i * step >= stop; i++)
            result.Add(isWhole ? (long)(start + i * step) : start + i * step);
        return result;
    }

    private static object? ForEach(in Arguments arguments)
    {
        var (list, expression, context) = (arguments.List(0), arguments.Expression(1), arguments.Context);
        var result = new List<object?>(list.Count);
        using var scope = new VariableScope(context, "element", "counter");
        for (var i = 0; i < list.Count; i++)
        {
            scope.Set(list[i], (long)i);
            result.Add(expression.ObjectOf(context));
        }

        return result;
    }

    private static object? Filter(in Arguments arguments)
    {
        var (list, expression, context, limit) = (arguments.List(0), arguments.Expression(1), arguments.Context, arguments.Whole(2));
        var result = new List<object?>();
        using var scope = new VariableScope(context, "element", "counter");
        for (var i = 0; i < list.Count && (limit <= 0 || result.Count < limit); i++)
        {
            scope.Set(list[i], (long)i);
            if (ObjectValues.Truth(expression.ObjectOf(context)) == true)
                result.Add(list[i]);
        }

        return result;
    }
}
