using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

internal sealed class ConstantPredicate(bool value) : FilterPredicate
{
    public bool Value => value;

    public override bool Matches(FeatureCursor feature) => value;
}

internal sealed class AllPredicate(FilterPredicate[] operands, RequestBudget budget) : FilterPredicate
{
    private readonly bool _isLong = operands.Length > 64;

    public override bool Matches(FeatureCursor feature)
    {
        if (_isLong)
            budget.Look();
        foreach (var operand in operands)
            if (!operand.Matches(feature))
                return false;
        return true;
    }
}

internal sealed class AnyPredicate(FilterPredicate[] operands, RequestBudget budget) : FilterPredicate
{
    private readonly bool _isLong = operands.Length > 64;

    public override bool Matches(FeatureCursor feature)
    {
        if (_isLong)
            budget.Look();
        foreach (var operand in operands)
            if (operand.Matches(feature))
                return true;
        return false;
    }
}

internal sealed class IdPredicate(HashSet<long> ids, bool negated) : FilterPredicate
{
    public override bool Matches(FeatureCursor feature) => ids.Contains(feature.Id) != negated;
}
