using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Geometries made of numbers, points and texts.</summary>
internal static class ShapeMakers
{
    private static readonly GeometryFactory Factory = GeometryFactory.Default;

    public static IEnumerable<ObjectFunction> All =>
    [
        new("make_point", "...", MakePoint),
        new("make_point_m", "x y m", (in Arguments a) => Factory.CreatePoint(new CoordinateM(a.Number(0), a.Number(1), a.Number(2)))),
        new("make_line", "...", MakeLine), new("make_polygon", "...", MakePolygon),
        new("make_triangle", "point1 point2 point3", (in Arguments a) => Polygon(a.Point(0), a.Point(1), a.Point(2))),
        new("make_circle", "center radius segments?", (in Arguments a) => Ellipse(a.Point(0), a.Number(1), a.Number(1), 0, a.Whole(2, 36))),
        new("make_ellipse", "center semi_major_axis semi_minor_axis azimuth segments?", (in Arguments a) =>
            Ellipse(a.Point(0), a.Number(1), a.Number(2), a.Number(3), a.Whole(4, 36))),
        new("make_regular_polygon", "center radius number_sides circle?", Regular), new("make_square", "point1 point2", Square),
        new("make_rectangle_3points", "point1 point2 point3 option?", Rectangle),
        new("wedge_buffer", "center azimuth width outer_radius inner_radius?", Wedge),
        new("geom_from_wkt", "text", (in Arguments a) => FromText(a.Text(0))),
        new("geom_from_wkb", "binary", (in Arguments a) => a.Value(0) is byte[] bytes ? new WKBReader().Read(bytes)
            : throw new EvaluationFailure()),
        new("geom_from_gml", "gml", (in Arguments a) => ShapeGml.Read(a.Text(0))),
        new("collect_geometries", "...", Collect), new("geometries_to_array", "geometries", (in Arguments a) => Members(a.Geometry(0))),
        new("project", "point distance azimuth elevation?", Project),
    ];

    public static Polygon Polygon(params ReadOnlySpan<Coordinate> corners) => Factory.CreatePolygon([.. corners, corners[0].Copy()]);

    private static List<object?> Members(Geometry geometry) =>
        [.. Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN)];

    private static Point MakePoint(in Arguments arguments) => Factory.CreatePoint(arguments.Count switch
    {
        2 => new Coordinate(arguments.Number(0), arguments.Number(1)),
        3 => new CoordinateZ(arguments.Number(0), arguments.Number(1), arguments.Number(2)),
        4 => new CoordinateZM(arguments.Number(0), arguments.Number(1), arguments.Number(2), arguments.Number(3)),
        _ => throw new EvaluationFailure(),
    });

    /// <summary>Arguments that are geometries, or arrays of them.</summary>
    private static List<Geometry> Given(in Arguments arguments)
    {
        var result = new List<Geometry>();
        for (var i = 0; i < arguments.Count; i++)
            if (arguments.Value(i) is List<object?> list)
                result.AddRange(list.OfType<Geometry>());
            else
                result.Add(arguments.Geometry(i));
        return result;
    }

    private static object? MakeLine(in Arguments arguments)
    {
        var points = Given(arguments).SelectMany(geometry => geometry.Coordinates).ToArray();
        return points.Length < 2 ? null : Factory.CreateLineString(points);
    }

    private static object? MakePolygon(in Arguments arguments)
    {
        var rings = Given(arguments).SelectMany(ShapeFunctions.Parts).OfType<LineString>().Select(line =>
            Factory.CreateLinearRing(Closed(line.Coordinates))).ToArray();
        return rings.Length == 0 ? null : Factory.CreatePolygon(rings[0], rings[1..]);
    }

    public static Coordinate[] Closed(Coordinate[] line) => line[0].Equals2D(line[^1]) ? line : [.. line, line[0].Copy()];

    private static object? Collect(in Arguments arguments) => ShapeChanges.Collected(Given(arguments));

    /// <summary>Azimuth in degrees clockwise from north, of the major axis.</summary>
    private static Polygon Ellipse(Coordinate center, double major, double minor, double azimuth, long segments)
    {
        if (segments is < 3 or > RequestLimits.ExpressionItems)
            throw new EvaluationFailure();
        var turn = (90 - azimuth) * Math.PI / 180;
        var (sin, cos) = Math.SinCos(turn);
        var corners = new Coordinate[segments];
        for (var i = 0; i < corners.Length; i++)
        {
            var (s, c) = Math.SinCos(2 * Math.PI * i / segments);
            corners[i] = new(center.X + major * c * cos - minor * s * sin, center.Y + major * c * sin + minor * s * cos);
        }

        return Polygon(corners);
    }

    /// <summary>The radius reaches the second point: a corner (0), or the middle of a side (1).</summary>
    private static object? Regular(in Arguments arguments)
    {
        var (center, on, sides, option) = (arguments.Point(0), arguments.Point(1), arguments.Whole(2), arguments.Whole(3));
        if (sides is < 3 or > RequestLimits.ExpressionItems || option is not (0 or 1))
            throw new EvaluationFailure();
        var azimuth = ShapeFunctions.Azimuth(center, on) ?? 0;
        var radius = center.Distance(on);
        if (option == 1)
            (radius, azimuth) = (radius / Math.Cos(Math.PI / sides), azimuth - Math.PI / sides);
        return Polygon([.. Enumerable.Range(0, (int)sides).Select(i => Moved(center, radius, azimuth + 2 * Math.PI * i / sides))]);
    }

    public static Coordinate Moved(Coordinate from, double distance, double azimuth) =>
        new(from.X + distance * Math.Sin(azimuth), from.Y + distance * Math.Cos(azimuth));

    /// <summary>The points are the ends of a diagonal.</summary>
    private static object? Square(in Arguments arguments)
    {
        var (a, b) = (arguments.Point(0), arguments.Point(1));
        var (x, y, dx, dy) = ((a.X + b.X) / 2, (a.Y + b.Y) / 2, (b.X - a.X) / 2, (b.Y - a.Y) / 2);
        return Polygon(a, new(x - dy, y + dx), b, new(x + dy, y - dx));
    }

    /// <summary>0: as far aside as the third point lies from the second; 1: as its foot on the first two.</summary>
    private static object? Rectangle(in Arguments arguments)
    {
        var (a, b, c) = (arguments.Point(0), arguments.Point(1), arguments.Point(2));
        var length = a.Distance(b);
        if (length == 0)
            throw new EvaluationFailure();
        var (nx, ny) = (-(b.Y - a.Y) / length, (b.X - a.X) / length);
        var side = (c.X - b.X) * nx + (c.Y - b.Y) * ny;
        var aside = arguments.Whole(3) == 0 ? Math.Sign(side) * b.Distance(c) : side;
        return Polygon(a, b, new(b.X + nx * aside, b.Y + ny * aside), new(a.X + nx * aside, a.Y + ny * aside));
    }

    private static object? Wedge(in Arguments arguments)
    {
        var (center, azimuth, width, outer, inner) = (arguments.Point(0), arguments.Number(1),
            Math.Min(Math.Abs(arguments.Number(2)), 360), arguments.Number(3), arguments.Number(4));
        if (outer <= 0 || inner < 0 || inner >= outer)
            throw new EvaluationFailure();
        const int Steps = 180;
        if (width >= 360)
        {
            var disc = Ring(center, outer);
            return inner > 0 ? Factory.CreatePolygon(disc, [Ring(center, inner)]) : Factory.CreatePolygon(disc);
        }

        var (from, sweep) = ((azimuth - width / 2) * Math.PI / 180, width * Math.PI / 180);
        var corners = Enumerable.Range(0, Steps + 1).Select(i => Moved(center, outer, from + sweep * i / Steps)).ToList();
        if (inner > 0)
            corners.AddRange(Enumerable.Range(0, Steps + 1).Select(i => Moved(center, inner, from + sweep * (Steps - i) / Steps)));
        else
            corners.Add(center);
        return Polygon([.. corners]);

        static LinearRing Ring(Coordinate center, double radius) =>
            Factory.CreateLinearRing([.. Enumerable.Range(0, 2 * Steps + 1).Select(i =>
                Moved(center, radius, Math.PI * (i % (2 * Steps)) / Steps))]);
    }

    private static Geometry FromText(string text) =>
        text.Length > TextScratch.MaxTextLength ? throw new EvaluationFailure() : new WKTReader().Read(text)
            ?? throw new EvaluationFailure();

    private static object? Project(in Arguments arguments)
    {
        var (from, distance, azimuth) = (arguments.Point(0), arguments.Number(1), arguments.Number(2));
        if (!arguments.Has(3))
            return Factory.CreatePoint(Moved(from, distance, azimuth));
        var rise = arguments.Number(3);
        var flat = Moved(from, distance * Math.Sin(rise), azimuth);
        return double.IsNaN(from.Z) ? Factory.CreatePoint(flat)
            : Factory.CreatePoint(new CoordinateZ(flat.X, flat.Y, from.Z + distance * Math.Cos(rise)));
    }
}
