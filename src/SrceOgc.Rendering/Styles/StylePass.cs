using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Rendering.Styles;

/// <summary>
/// One pass over the features: a FeatureTypeStyle of SLD, a renderer or a symbol level of QGIS. Rules draw in order;
/// with <see cref="FirstMatchOnly"/> a feature is drawn by the first rule that accepts it (QGIS categorised and
/// graduated), else by all of them.
/// </summary>
public sealed class StylePass
{
    private readonly RuleIndex _index;

    public StylePass(IReadOnlyList<Rule> rules, bool firstMatchOnly)
    {
        Rules = rules;
        FirstMatchOnly = firstMatchOnly;
        _index = new RuleIndex(rules);
    }

    public IReadOnlyList<Rule> Rules { get; }

    public bool FirstMatchOnly { get; }

    /// <summary>Fills cover everything but the features (QGIS, inverted polygons).</summary>
    public bool Inverted { get; init; }

    /// <summary>Whether any rule draws at this scale.</summary>
    public bool IsVisibleAt(double denominator)
    {
        foreach (var rule in Rules)
            if (rule.Scales.Contains(denominator) && rule.Symbolizers.Count > 0)
                return true;
        return false;
    }

    /// <summary>
    /// Writes the indexes of the rules that draw the current feature at this scale, in order, and returns how many;
    /// <paramref name="matched"/> is as long as <see cref="Rules"/>. Work does not grow with the number of rules
    /// when they tell features apart by the value of one field.
    /// </summary>
    public int Select(EvaluationContext context, Span<int> matched)
    {
        var count = 0;
        var denominator = context.Scale.Denominator;
        foreach (var i in _index.Candidates(context))
        {
            var rule = Rules[i];
            if (!rule.Scales.Contains(denominator) || !(rule.Filter?.IsTrue(context) ?? true))
                continue;
            matched[count++] = i;
            if (FirstMatchOnly)
                return count;
        }

        return count > 0 ? count : SelectElse(context, denominator, matched);
    }

    private int SelectElse(EvaluationContext context, double denominator, Span<int> matched)
    {
        var count = 0;
        foreach (var i in _index.ElseRules)
            if (Rules[i].Scales.Contains(denominator) && (Rules[i].Filter?.IsTrue(context) ?? true))
                matched[count++] = i;
        return FirstMatchOnly ? Math.Min(count, 1) : count;
    }
}
