using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

internal sealed class ComparisonPredicate(ComparisonOperator comparison, ValueNode left, ValueNode right) : FilterPredicate
{
    public override bool Matches(FeatureCursor feature) =>
        ValueOrder.TryCompare(left.Evaluate(feature), right.Evaluate(feature), out var order) && comparison switch
        {
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };
}

internal sealed class LikePredicate(ValueNode operand, LikePattern pattern, bool negated, RequestBudget budget) : FilterPredicate
{
    public override bool Matches(FeatureCursor feature)
    {
        var value = operand.Evaluate(feature);
        return !value.IsNull && pattern.Matches(value.Bytes, budget) != negated;
    }
}

internal sealed class NullPredicate(ValueNode operand, bool negated) : FilterPredicate
{
    public override bool Matches(FeatureCursor feature) => operand.Evaluate(feature).IsNull != negated;
}

internal sealed class NullGeometryPredicate(bool negated) : FilterPredicate
{
    public override bool Matches(FeatureCursor feature) => feature.Bounds.IsEmpty != negated;
}
