using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Legends;

/// <summary>How many features each rule of a legend draws: what a contextual legend keeps and may print.</summary>
public static class LegendCounts
{
    /// <summary>Counts by index of <see cref="Style.Legend"/>; reads the features the query finds, one by one.</summary>
    public static long[] Of(Style style, IFeatureSource source, FeatureQuery query, MapScale scale, RequestBudget budget)
    {
        var counts = new long[style.Legend.Count];
        foreach (var pass in style.Passes)
            Add(pass, LegendIndexes(style, pass), source, style.Form, query, scale, counts, budget);
        return counts;
    }

    private static void Add(
        StylePass pass, int[] legend, IFeatureSource source, LayerForm form, FeatureQuery query, MapScale scale, long[] counts,
        RequestBudget budget)
    {
        using var cursor = source.Open(query with { Budget = budget });
        var context = new EvaluationContext(cursor, scale, budget) { Source = source, Form = form };
        var matched = new int[pass.Rules.Count];
        for (var i = 0; cursor.MoveNext(); i++)
        {
            if ((i & 255) == 0)
                budget.Look();
            context.Scratch.Reset();
            var count = pass.Select(context, matched);
            foreach (var rule in matched.AsSpan(0, count))
                if (legend[rule] >= 0)
                    counts[legend[rule]]++;
        }
    }

    /// <summary>Each rule's place in the legend, -1 for none. Symbol levels spread a rule over passes: only the first that draws it
    /// counts.</summary>
    private static int[] LegendIndexes(Style style, StylePass pass)
    {
        var indexes = new int[pass.Rules.Count];
        for (var i = 0; i < indexes.Length; i++)
            indexes[i] = IsFirst(style, pass, pass.Rules[i]) ? IndexOf(style, pass.Rules[i]) : -1;
        return indexes;
    }

    private static bool IsFirst(Style style, StylePass pass, Rule rule) =>
        style.Passes.First(candidate => candidate.Rules.Any(other => IsSame(other, rule))) == pass;

    private static int IndexOf(Style style, Rule rule)
    {
        for (var i = 0; i < style.Legend.Count; i++)
            if (IsSame(style.Legend[i], rule))
                return i;
        return -1;
    }

    private static bool IsSame(Rule a, Rule b) =>
        a.Name == b.Name && a.Title == b.Title && ReferenceEquals(a.Filter, b.Filter) && a.IsElse == b.IsElse;
}
