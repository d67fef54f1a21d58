using SrceOgc.Features.Filters.Predicates;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Queries;

namespace SrceOgc.Features.Filters;

/// <summary>
/// A filter made ready to run over a cursor without allocating: one virtual call a node. It owns scratch buffers, so
/// each request compiles its own and uses it from one thread at a time.
/// </summary>
internal abstract class FilterPredicate
{
    public abstract bool Matches(FeatureCursor feature);

    public static FilterPredicate Compile(Filter filter, FeatureType type) => PredicateCompiler.Compile(filter, type, negated: false);
}
