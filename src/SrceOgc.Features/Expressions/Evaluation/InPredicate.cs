using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

/// <summary>A value among others. They are sorted once, each kind apart, so that a feature costs a few comparisons whatever their
/// number.</summary>
internal sealed class InPredicate(ValueNode operand, IReadOnlyList<LiteralExpression> values, bool negated) : FilterPredicate
{
    private readonly LiteralExpression[][] _kinds = [.. values.Where(IsOrdered).GroupBy(value => value.Kind).Select(Sorted)];

    public override bool Matches(FeatureCursor feature)
    {
        var value = operand.Evaluate(feature);
        return !value.IsNull && Holds(value) != negated;
    }

    /// <summary>What equals not even itself (not a number) is equal to nothing.</summary>
    private static bool IsOrdered(LiteralExpression literal) => ValueOrder.TryCompare(literal.Value, literal.Value, out _);

    private static LiteralExpression[] Sorted(IEnumerable<LiteralExpression> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted, static (one, other) => ValueOrder.TryCompare(one.Value, other.Value, out var order) ? order : 0);
        return sorted;
    }

    private bool Holds(in FieldValue value)
    {
        foreach (var sorted in _kinds)
            if (Holds(sorted, value))
                return true;
        return false;
    }

    private static bool Holds(LiteralExpression[] sorted, in FieldValue value)
    {
        var (low, high) = (0, sorted.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (!ValueOrder.TryCompare(value, sorted[middle].Value, out var order))
                return false;
            if (order == 0)
                return true;
            if (order > 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return false;
    }
}
