using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Filters;

/// <summary>The rectangle that every match must meet: what a spatial index can use of a filter.</summary>
internal static class FilterWindow
{
    /// <summary>Null when a match may be anywhere, or have no geometry; empty when nothing can match.</summary>
    public static Envelope? Of(Filter filter) => filter switch
    {
        ConstantFilter { Value: false } => Envelope.Empty,
        AndFilter and => All(and.Operands),
        OrFilter or => Any(or.Operands),
        SpatialFilter spatial => Of(spatial),
        _ => null,
    };

    private static Envelope? Of(SpatialFilter filter)
    {
        if (filter.Operator is SpatialOperator.Disjoint or SpatialOperator.BeyondDistance)
            return null;
        var bounds = filter.Geometry.EnvelopeInternal;
        return bounds.IsNull
            ? Envelope.Empty
            : new Envelope(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY).Grow(filter.Operator == SpatialOperator.WithinDistance ? filter.Distance : 0);
    }

    private static Envelope? All(IReadOnlyList<Filter> filters)
    {
        Envelope? common = null;
        foreach (var filter in filters)
            if (Of(filter) is { } window)
                common = common is { } known ? known.Intersection(window) : window;
        return common;
    }

    private static Envelope? Any(IReadOnlyList<Filter> filters)
    {
        var union = Envelope.Empty;
        foreach (var filter in filters)
            if (Of(filter) is { } window)
                union = union.Union(window);
            else
                return null;
        return union;
    }
}
