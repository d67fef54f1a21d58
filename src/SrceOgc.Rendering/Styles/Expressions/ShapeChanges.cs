using NetTopologySuite.Algorithm.Construct;
using NetTopologySuite.Algorithm.Hull;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;
using NetTopologySuite.Simplify;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Geometries made of one geometry.</summary>
internal static class ShapeChanges
{
    public static IEnumerable<ObjectFunction> All =>
    [
        new("centroid", "geometry", (in Arguments a) => a.Geometry(0).Centroid),
        new("point_on_surface", "geometry", (in Arguments a) => a.Geometry(0).PointOnSurface),
        new("pole_of_inaccessibility", "geometry tolerance", (in Arguments a) => a.Number(1) > 0
            ? MaximumInscribedCircle.GetCenter(a.Geometry(0), a.Number(1)) : throw new EvaluationFailure()),
        new("boundary", "geometry", (in Arguments a) => a.Geometry(0).Boundary is { IsEmpty: false } boundary ? boundary : null),
        new("bounds", "geometry", (in Arguments a) => Box(a.Geometry(0).EnvelopeInternal)),
        new("oriented_bbox", "geometry", (in Arguments a) => MinimumAreaRectangle.GetMinimumRectangle(a.Geometry(0))),
        new("minimal_circle", "geometry segments?", (in Arguments a) => new MinimumBoundingCircle(a.Geometry(0)) is var circle
            ? a.Geometry(0).Factory.CreatePoint(circle.GetCentre()).Buffer(circle.GetRadius(),
                (int)Math.Clamp(a.Whole(1, 36) / 4, 1, 1000)) : null),
        new("convex_hull", "geometry", (in Arguments a) => a.Geometry(0).ConvexHull()),
        new("concave_hull", "geometry target_percent allow_holes?", (in Arguments a) =>
            ConcaveHull.ConcaveHullByLengthRatio(a.Geometry(0), a.Number(1), a.Flag(2, false))),
        new("buffer", "geometry distance segments? cap? join? miter_limit?", (in Arguments a) =>
            a.Geometry(0).Buffer(a.Number(1), Style(a, 2, 3, 4, 5))),
        new("single_sided_buffer", "geometry distance segments? join? miter_limit?", SingleSided),
        new("tapered_buffer", "geometry start_width end_width segments?", (in Arguments a) => Tapered(a)),
        new("buffer_by_m", "geometry segments?", (in Arguments a) => ByMeasure(a.Geometry(0))),
        new("offset_curve", "geometry distance segments? join? miter_limit?", (in Arguments a) =>
            OffsetCurve.GetCurve(a.Geometry(0), a.Number(1), (int)Segments(a, 2), JoinNumber(a, 3), a.Number(4, 2))),
        new("simplify", "geometry tolerance", (in Arguments a) => TopologyPreservingSimplifier.Simplify(a.Geometry(0), a.Number(1))),
        new("simplify_vw", "geometry tolerance", (in Arguments a) => VWSimplifier.Simplify(a.Geometry(0), Math.Sqrt(a.Number(1)))),
        new("make_valid", "geometry method? keep_collapsed?", (in Arguments a) => Mended(a.Geometry(0), a.Flag(2, false))),
        new("reverse", "geometry", (in Arguments a) => a.Geometry(0).Reverse()),
        new("force_rhr", "geometry", (in Arguments a) => Wound(a.Geometry(0), clockwise: true)),
        new("force_polygon_cw", "geometry", (in Arguments a) => Wound(a.Geometry(0), clockwise: true)),
        new("force_polygon_ccw", "geometry", (in Arguments a) => Wound(a.Geometry(0), clockwise: false)),
        new("flip_coordinates", "geometry", (in Arguments a) => Moved(a.Geometry(0), at => (at.Y, at.X))),
        new("translate", "geometry dx dy", (in Arguments a) =>
            AffineTransformation.TranslationInstance(a.Number(1), a.Number(2)).Transform(a.Geometry(0))),
        new("rotate", "geometry rotation center? per_part?", Rotate), new("scale", "geometry x_scale y_scale center?", Scale),
        new("affine_transform",
            "geometry delta_x delta_y rotation_z scale_x scale_y delta_z? delta_m? scale_z? scale_m?", Affine),
        new("extrude", "geometry x y", Extrude), new("transform", "geometry source_auth_id dest_auth_id", Transform),
        new("nodes_to_points", "geometry ignore_closing_nodes?", Nodes), new("segments_to_lines", "geometry", Segmented),
        new("geometry_n", "geometry index", (in Arguments a) => a.Whole(1) is var n && n >= 1 && n <= a.Geometry(0).NumGeometries
            && a.Geometry(0) is GeometryCollection many ? many.GetGeometryN((int)n - 1) : null),
        new("order_parts", "geometry orderby ascending?", OrderParts),
        new("exterior_ring", "geometry", (in Arguments a) => a.Geometry(0) is Polygon polygon ? Line(polygon.ExteriorRing) : null),
        new("interior_ring_n", "geometry index", (in Arguments a) => a.Geometry(0) is Polygon polygon && a.Whole(1) is var n && n >= 1
            && n <= polygon.NumInteriorRings ? Line(polygon.GetInteriorRingN((int)n - 1)) : null),
        new("densify_by_distance", "geometry distance", (in Arguments a) => Enough(a.Geometry(0), a.Number(1))
            ? Densified(a.Geometry(0), Pieces(a.Number(1))) : null),
        new("densify_by_count", "geometry vertices", (in Arguments a) => a.Whole(1) is >= 0 and var more
            && more * a.Geometry(0).NumPoints < RequestLimits.ExpressionItems
            ? Densified(a.Geometry(0), _ => (int)more + 1) : throw new EvaluationFailure()),
        new("smooth", "geometry iterations? offset? min_length? max_angle?", Smooth),
    ];

    /// <summary>Of geometries of one kind a multiple one, else a collection; null of none.</summary>
    public static Geometry? Collected(IReadOnlyList<Geometry> geometries)
    {
        var parts = geometries.SelectMany(ShapeFunctions.Parts).Where(part => !part.IsEmpty).ToList();
        if (parts.Count == 0)
            return null;
        var factory = parts[0].Factory;
        return parts.TrueForAll(part => part is Point) ? factory.CreateMultiPoint([.. parts.Cast<Point>()])
            : parts.TrueForAll(part => part is LineString) ? factory.CreateMultiLineString([.. parts.Cast<LineString>()])
            : parts.TrueForAll(part => part is Polygon) ? factory.CreateMultiPolygon([.. parts.Cast<Polygon>()])
            : factory.CreateGeometryCollection([.. parts]);
    }

    /// <summary>Null where that would cost too much.</summary>
    private static Geometry? Mended(Geometry geometry, bool keepsCollapsed) =>
        AreaRepair.IsTooIntricate(geometry) ? null : GeometryFixer.Fix(geometry, keepsCollapsed);

    private static Polygon Box(NetTopologySuite.Geometries.Envelope box) =>
        ShapeMakers.Polygon(new(box.MinX, box.MinY), new(box.MaxX, box.MinY), new(box.MaxX, box.MaxY), new(box.MinX, box.MaxY));

    private static LineString Line(LineString ring) => ring.Factory.CreateLineString(ring.Coordinates);

    private static long Segments(in Arguments arguments, int at) => Math.Clamp(arguments.Whole(at, 8), 1, 1000);

    private static JoinStyle Join(in Arguments arguments, int at) =>
        arguments.Text(at, "round") switch { "miter" => JoinStyle.Mitre, "bevel" => JoinStyle.Bevel, _ => JoinStyle.Round };

    private static JoinStyle JoinNumber(in Arguments arguments, int at) => arguments.Whole(at, 1) switch
    {
        1 => JoinStyle.Round,
        2 => JoinStyle.Mitre,
        3 => JoinStyle.Bevel,
        _ => throw new EvaluationFailure(),
    };

    private static BufferParameters Style(in Arguments arguments, int segments, int cap, int join, int miter) => new(
        (int)Segments(arguments, segments),
        arguments.Text(cap, "round") switch { "flat" => EndCapStyle.Flat, "square" => EndCapStyle.Square, _ => EndCapStyle.Round },
        Join(arguments, join),
        arguments.Number(miter, 2));

    private static object? SingleSided(in Arguments arguments)
    {
        var style = new BufferParameters((int)Segments(arguments, 2), EndCapStyle.Flat, JoinNumber(arguments, 3),
            arguments.Number(4, 2))
        { IsSingleSided = true };
        return arguments.Geometry(0).Buffer(arguments.Number(1), style);
    }

    private static Geometry Tapered(in Arguments arguments)
    {
        var (from, to) = (arguments.Number(1) / 2, arguments.Number(2) / 2);
        var parts = ShapeFunctions.Parts(arguments.Geometry(0)).OfType<LineString>().Select(line =>
            VariableBuffer.Buffer(line, from, to)).ToList();
        return parts.Count == 1 ? parts[0] : Collected(parts) ?? throw new EvaluationFailure();
    }

    /// <summary>As wide at each vertex as its measure says; nothing where no vertex has one above 0.</summary>
    private static Geometry ByMeasure(Geometry geometry)
    {
        if (geometry is not (LineString or MultiLineString))
            throw new EvaluationFailure();
        var parts = ShapeFunctions.Parts(geometry).OfType<LineString>().Select(line =>
            VariableBuffer.Buffer(line, [.. line.Coordinates.Select(at => double.IsNaN(at.M) ? 0 : Math.Abs(at.M) / 2)])).ToList();
        return Collected(parts) ?? geometry.Factory.CreateGeometryCollection();
    }

    /// <summary>The same geometry with other places; z and m are kept.</summary>
    public static Geometry Moved(Geometry geometry, Func<Coordinate, (double X, double Y)> move)
    {
        var result = geometry.Copy();
        result.Apply(new Mover(move));
        result.GeometryChanged();
        return result;
    }

    private sealed class Mover(Func<Coordinate, (double X, double Y)> move) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            var (x, y) = move(sequence.GetCoordinate(i));
            sequence.SetX(i, x);
            sequence.SetY(i, y);
        }
    }

    private static object? Rotate(in Arguments arguments)
    {
        var geometry = arguments.Geometry(0);
        var turn = -arguments.Number(1) * Math.PI / 180;
        if (arguments.Flag(3, false) && geometry is GeometryCollection)
            return Collected([.. ShapeFunctions.Parts(geometry).Select(part => Turned(part, turn, part.EnvelopeInternal.Centre))]);
        return Turned(geometry, turn, arguments.Has(2) && arguments.Value(2) is Geometry ? arguments.Point(2)
            : geometry.EnvelopeInternal.Centre);
    }

    private static Geometry Turned(Geometry geometry, double turn, Coordinate center) =>
        AffineTransformation.RotationInstance(turn, center.X, center.Y).Transform(geometry);

    private static object? Scale(in Arguments arguments)
    {
        var geometry = arguments.Geometry(0);
        var center = arguments.Has(3) ? arguments.Point(3) : geometry.EnvelopeInternal.Centre;
        return AffineTransformation.ScaleInstance(arguments.Number(1), arguments.Number(2), center.X, center.Y).Transform(geometry);
    }

    /// <summary>Scaled, then turned counterclockwise, then moved.</summary>
    private static object? Affine(in Arguments arguments)
    {
        var turn = arguments.Number(3) * Math.PI / 180;
        var transform = AffineTransformation.ScaleInstance(arguments.Number(4), arguments.Number(5));
        transform.Compose(AffineTransformation.RotationInstance(turn));
        transform.Compose(AffineTransformation.TranslationInstance(arguments.Number(1), arguments.Number(2)));
        return transform.Transform(arguments.Geometry(0));
    }

    private static object? Extrude(in Arguments arguments)
    {
        var (dx, dy) = (arguments.Number(1), arguments.Number(2));
        var factory = arguments.Geometry(0).Factory;
        var polygons = new List<Polygon>();
        foreach (var line in ShapeFunctions.Parts(arguments.Geometry(0)).OfType<LineString>())
        {
            var moved = line.Coordinates.Select(at => new Coordinate(at.X + dx, at.Y + dy)).Reverse();
            polygons.Add(factory.CreatePolygon([.. line.Coordinates, .. moved, line.Coordinates[0].Copy()]));
        }

        return polygons.Count == 0 ? null : polygons.Count == 1 ? polygons[0] : factory.CreateMultiPolygon([.. polygons]);
    }

    private static object? Transform(in Arguments arguments)
    {
        var (from, to) = (Find(arguments.Text(1)), Find(arguments.Text(2)));
        var transform = CrsTransform.Between(from, to);
        return Moved(arguments.Geometry(0), at => transform.Transform(at.X, at.Y));

        static Crs Find(string name) => CrsName.TryParse(name, CrsRegistry.Standard, out var known) ? known.Crs
            : throw new EvaluationFailure();
    }

    private static object? Nodes(in Arguments arguments)
    {
        var skipsLast = arguments.Flag(1, false);
        var geometry = arguments.Geometry(0);
        var points = Runs(geometry).SelectMany(run => skipsLast && run.Length > 1 && run[0].Equals2D(run[^1]) ? run[..^1] : run);
        return geometry.Factory.CreateMultiPointFromCoords([.. points]);
    }

    private static object? Segmented(in Arguments arguments)
    {
        var factory = arguments.Geometry(0).Factory;
        var lines = Runs(arguments.Geometry(0)).SelectMany(run =>
            Enumerable.Range(1, Math.Max(run.Length - 1, 0)).Select(i => factory.CreateLineString([run[i - 1], run[i]]))).ToArray();
        return lines.Length == 0 ? null : factory.CreateMultiLineString(lines);
    }

    /// <summary>The runs of vertices of a geometry: points, lines, rings.</summary>
    public static IEnumerable<Coordinate[]> Runs(Geometry geometry)
    {
        foreach (var part in ShapeFunctions.Parts(geometry))
            if (part is Polygon polygon)
            {
                yield return polygon.ExteriorRing.Coordinates;
                foreach (var ring in polygon.InteriorRings)
                    yield return ring.Coordinates;
            }
            else
            {
                yield return part.Coordinates;
            }
    }

    private static object? OrderParts(in Arguments arguments)
    {
        var (geometry, ascending, context) = (arguments.Geometry(0), arguments.Flag(2, true), arguments.Context);
        if (geometry is not GeometryCollection)
            return geometry;
        var text = arguments.Text(1);
        var keyed = ShapeFunctions.Parts(geometry).Select(part =>
            (Part: part, Key: context.WithGeometry(part, () => TextExpressions.Evaluate(text, context)))).ToList();
        var order = Comparer<object?>.Create((a, b) => ObjectValues.Compare(a, b) ?? 0);
        var sorted = ascending ? keyed.OrderBy(entry => entry.Key, order) : keyed.OrderByDescending(entry => entry.Key, order);
        return Collected([.. sorted.Select(entry => entry.Part)]);
    }

    private static Geometry Wound(Geometry geometry, bool clockwise)
    {
        if (geometry is Polygon polygon)
            return polygon.Factory.CreatePolygon(Ring(polygon.Shell, clockwise), [.. polygon.Holes.Select(hole => Ring(hole, !clockwise))]);
        return geometry is GeometryCollection ? Collected([.. ShapeFunctions.Parts(geometry).Select(part => Wound(part, clockwise))])
            ?? geometry : geometry;

        static LinearRing Ring(LinearRing ring, bool clockwise) => ring.IsCCW == clockwise ? (LinearRing)ring.Reverse() : ring;
    }

    private static Func<double, int> Pieces(double distance) => length => (int)Math.Ceiling(length / distance);

    private static bool Enough(Geometry geometry, double distance) =>
        distance > 0 && geometry.Length / distance < RequestLimits.ExpressionItems ? true : throw new EvaluationFailure();

    /// <summary>Each segment cut into as many equal ones as its length is worth.</summary>
    public static Geometry Densified(Geometry geometry, Func<double, int> pieces) => Rebuilt(geometry, run =>
    {
        var result = new List<Coordinate>();
        for (var i = 0; i + 1 < run.Length; i++)
        {
            var count = Math.Max(pieces(run[i].Distance(run[i + 1])), 1);
            for (var k = 0; k < count; k++)
                result.Add(k == 0 ? run[i] : new(run[i].X + (run[i + 1].X - run[i].X) * k / count,
                    run[i].Y + (run[i + 1].Y - run[i].Y) * k / count));
        }

        result.Add(run[^1]);
        return [.. result];
    });

    /// <summary>The same geometry with each of its lines and rings made anew; points stay.</summary>
    public static Geometry Rebuilt(Geometry geometry, Func<Coordinate[], Coordinate[]> change)
    {
        var factory = geometry.Factory;
        return geometry switch
        {
            LinearRing ring => factory.CreateLinearRing(change(ring.Coordinates)),
            LineString line => factory.CreateLineString(change(line.Coordinates)),
            Polygon polygon => factory.CreatePolygon(factory.CreateLinearRing(change(polygon.Shell.Coordinates)),
                [.. polygon.Holes.Select(hole => factory.CreateLinearRing(change(hole.Coordinates)))]),
            GeometryCollection many => Collected([.. ShapeFunctions.Parts(many).Select(part => Rebuilt(part, change))]) ?? geometry,
            _ => geometry,
        };
    }

    /// <summary>Chaikin's corners cut: by the offset's share of each side, as often as asked.</summary>
    private static object? Smooth(in Arguments arguments)
    {
        var (iterations, offset, least, sharpest) = (Math.Clamp(arguments.Whole(1, 1), 0, 10),
            Math.Clamp(arguments.Number(2, 0.25), 0, 0.5), arguments.Number(3, -1), arguments.Number(4, 180));
        var result = arguments.Geometry(0);
        for (var i = 0; i < iterations; i++)
        {
            if (result.NumPoints > RequestLimits.ExpressionItems / 2)
                throw new EvaluationFailure();
            result = Rebuilt(result, run => Smoothed(run, offset, least * least, sharpest));
        }

        return result;
    }

    private static Coordinate[] Smoothed(Coordinate[] run, double offset, double leastSquare, double sharpest)
    {
        if (run.Length < 3)
            return run;
        var isRing = run[0].Equals2D(run[^1]);
        var result = new List<Coordinate>();
        for (var i = 0; i + 1 < run.Length; i++)
        {
            var (a, b) = (run[i], run[i + 1]);
            var skips = (leastSquare > 0 && (b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y) < leastSquare)
                || IsSharp(run, i, isRing, sharpest) || IsSharp(run, i + 1, isRing, sharpest);
            if (!isRing && i == 0 || skips)
                result.Add(a);
            else
                result.Add(Along(a, b, offset));
            if (!isRing && i == run.Length - 2 || skips)
                result.Add(b);
            else
                result.Add(Along(a, b, 1 - offset));
        }

        if (isRing && !result[0].Equals2D(result[^1]))
            result.Add(result[0].Copy());
        return [.. result];

        static Coordinate Along(Coordinate a, Coordinate b, double share) => new(a.X + (b.X - a.X) * share, a.Y + (b.Y - a.Y) * share);
    }

    private static bool IsSharp(Coordinate[] run, int at, bool isRing, double sharpest)
    {
        if (sharpest >= 180 || (!isRing && (at == 0 || at == run.Length - 1)))
            return false;
        var before = run[at == 0 ? run.Length - 2 : at - 1];
        var after = run[at == run.Length - 1 ? 1 : at + 1];
        var angle = Math.Abs(Math.PI - AngleUtility.AngleBetween(before, run[at], after));
        return angle > sharpest * Math.PI / 180;
    }
}
