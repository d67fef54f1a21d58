using SrceOgc.Features.Layers;
using SrceOgc.Features.Queries;

namespace SrceOgc.Features.Filters;

/// <summary>TEMPORARY until the filters branch lands.</summary>
internal sealed class FilterPredicate
{
    public static FilterPredicate Compile(Filter filter, FeatureType type) => new();

    public bool Matches(FeatureCursor cursor) => true;
}

internal static class FilterWindow
{
    public static Geometries.Envelope? Of(Filter filter) => null;
}
