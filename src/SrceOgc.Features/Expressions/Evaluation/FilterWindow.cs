using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

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
            : new Envelope(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY)
                .Grow(filter.Operator == SpatialOperator.WithinDistance ? filter.Distance : 0);
    }

    /// <summary>
    /// The smallest of the windows. Not their intersection: a long feature may meet two rectangles that have nothing in common.
    /// </summary>
    private static Envelope? All(IReadOnlyList<Filter> filters)
    {
        Envelope? smallest = null;
        foreach (var filter in filters)
            if (Of(filter) is { } window)
                smallest = Smaller(smallest, window);
        return smallest;
    }

    public static Envelope? Smaller(Envelope? one, Envelope? other) =>
        one is not { } a ? other
        : other is not { } b ? one
        : a.IsEmpty || !b.IsEmpty && a.Width * a.Height <= b.Width * b.Height ? a : b;

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
