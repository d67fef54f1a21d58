using NetTopologySuite.Algorithm.Distance;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>How two geometries lie to each other, and what becomes of them together.</summary>
internal static class ShapeRelations
{
    public static IEnumerable<ObjectFunction> All =>
    [
        Test("intersects", (a, b) => a.Intersects(b)), Test("contains", (a, b) => a.Contains(b)), Test("within", (a, b) => a.Within(b)),
            Test("touches", (a, b) => a.Touches(b)),
        Test("crosses", (a, b) => a.Crosses(b)), Test("overlaps", (a, b) => a.Overlaps(b)), Test("disjoint", (a, b) => a.Disjoint(b)),
        Test("intersects_bbox", (a, b) => a.EnvelopeInternal.Intersects(b.EnvelopeInternal)),
        new("relate", "...", (in Arguments a) => a.Count > 2 ? a.Geometry(0).Relate(a.Geometry(1), a.Text(2))
            : a.Geometry(0).Relate(a.Geometry(1)).ToString()),
        new("distance", "geometry1 geometry2", (in Arguments a) => a.Geometry(0).Distance(a.Geometry(1))),
        new("hausdorff_distance", "geometry1 geometry2 densify_fraction?", (in Arguments a) => a.Has(2)
            ? DiscreteHausdorffDistance.Distance(a.Geometry(0), a.Geometry(1), Math.Max(a.Number(2), 0.001))
            : DiscreteHausdorffDistance.Distance(a.Geometry(0), a.Geometry(1))),
        new("closest_point", "geometry1 geometry2", (in Arguments a) => Nearest(a)?.StartPoint),
        new("shortest_line", "geometry1 geometry2", (in Arguments a) => Nearest(a)),
        Both("intersection", (a, b) => OverlayNGRobust.Overlay(a, b, SpatialFunction.Intersection)),
            Both("union", (a, b) => OverlayNGRobust.Overlay(a, b, SpatialFunction.Union)),
        Both("combine", (a, b) => OverlayNGRobust.Overlay(a, b, SpatialFunction.Union)),
            Both("difference", (a, b) => OverlayNGRobust.Overlay(a, b, SpatialFunction.Difference)),
        Both("sym_difference", (a, b) => OverlayNGRobust.Overlay(a, b, SpatialFunction.SymDifference)),
        Both("shared_paths", Shared),
    ];

    private static ObjectFunction Test(string name, Func<Geometry, Geometry, bool> holds) =>
        new(name, "geometry1 geometry2", (in Arguments a) => holds(a.Geometry(0), a.Geometry(1)));

    private static ObjectFunction Both(string name, Func<Geometry, Geometry, Geometry> make) =>
        new(name, "geometry1 geometry2", (in Arguments a) => make(a.Geometry(0), a.Geometry(1)));

    private static LineString? Nearest(in Arguments arguments)
    {
        var (a, b) = (arguments.Geometry(0), arguments.Geometry(1));
        return a.IsEmpty || b.IsEmpty ? null : a.Factory.CreateLineString(DistanceOp.NearestPoints(a, b));
    }

    /// <summary>The segments two lines have in common: those both run the same way, then those they run opposite ways.</summary>
    private static Geometry Shared(Geometry a, Geometry b)
    {
        var (same, opposite) = (new List<LineString>(), new List<LineString>());
        var common = OverlayNGRobust.Overlay(a, b, SpatialFunction.Intersection);
        foreach (var line in ShapeFunctions.Parts(common).OfType<LineString>())
            (RunsAlong(line, a) == RunsAlong(line, b) ? same : opposite).Add(RunsAlong(line, a) ? line : (LineString)line.Reverse());
        var factory = a.Factory;
        return factory.CreateGeometryCollection([factory.CreateMultiLineString([.. same]), factory.CreateMultiLineString([.. opposite])]);
    }

    private static bool RunsAlong(LineString part, Geometry line)
    {
        var index = new NetTopologySuite.LinearReferencing.LengthIndexedLine(line);
        return index.Project(part.Coordinates[0]) <= index.Project(part.Coordinates[^1]);
    }
}
