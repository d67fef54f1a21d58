using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

/// <summary>
/// A filter made ready to run over a cursor without allocating: one virtual call a node. It owns scratch buffers, so
/// each request compiles its own and uses it from one thread at a time.
/// </summary>
internal abstract class FilterPredicate
{
    public abstract bool Matches(FeatureCursor feature);

    /// <param name="filter">The condition.</param>
    /// <param name="budget">Looked at inside what takes long of one feature: null for work without bounds.</param>
    public static FilterPredicate Compile(Filter filter, RequestBudget? budget = null) =>
        new PredicateCompiler(budget ?? RequestBudget.Unlimited).Compile(filter, negated: false);
}
