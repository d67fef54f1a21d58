using SrceOgc.Features.Layers;
using SrceOgc.Features.Queries;

namespace SrceOgc.Features.Filters.Predicates;

/// <summary>
/// A filter made ready to run over a cursor without allocating: one virtual call a node. It owns scratch buffers, so
/// each request compiles its own and uses it from one thread at a time.
/// </summary>
internal abstract class FeaturePredicate
{
    public abstract bool Matches(FeatureCursor feature);

    public static FeaturePredicate Compile(Filter filter, FeatureType type) => PredicateCompiler.Compile(filter, type, negated: false);
}

internal sealed class ConstantPredicate(bool value) : FeaturePredicate
{
    public bool Value => value;

    public override bool Matches(FeatureCursor feature) => value;
}

internal sealed class AllPredicate(FeaturePredicate[] operands) : FeaturePredicate
{
    public override bool Matches(FeatureCursor feature)
    {
        foreach (var operand in operands)
            if (!operand.Matches(feature))
                return false;
        return true;
    }
}

internal sealed class AnyPredicate(FeaturePredicate[] operands) : FeaturePredicate
{
    public override bool Matches(FeatureCursor feature)
    {
        foreach (var operand in operands)
            if (operand.Matches(feature))
                return true;
        return false;
    }
}

internal sealed class IdPredicate(HashSet<long> ids, bool negated) : FeaturePredicate
{
    public override bool Matches(FeatureCursor feature) => ids.Contains(feature.Id) != negated;
}
