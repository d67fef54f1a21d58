using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>What geometries are and measure, planar, in the layer's system.</summary>
internal static class ShapeFunctions
{
    public static IEnumerable<ObjectFunction> All =>
    [
        new("area", "geometry", (in Arguments a) => a.Geometry(0) is var g && g.Dimension == Dimension.Surface ? g.Area : null),
        new("perimeter", "geometry", (in Arguments a) => a.Geometry(0) is var g && g.Dimension == Dimension.Surface ? g.Length : null),
        new("length", "text", (in Arguments a) => Length(a.Value(0))),
        new("length3d", "geometry", (in Arguments a) => a.Geometry(0) is var g && g.Dimension == Dimension.Curve
            ? Parts(g).Sum(part => Length3D(part.Coordinates)) : null),
        new("x", "geometry", (in Arguments a) => Middle(a.Geometry(0))?.X),
        new("y", "geometry", (in Arguments a) => Middle(a.Geometry(0))?.Y),
        new("z", "geometry", (in Arguments a) => a.Geometry(0) is Point point ? NullIfNaN(point.Z) : null),
        new("m", "geometry", (in Arguments a) => a.Geometry(0) is Point point ? NullIfNaN(point.M) : null),
        new("x_min", "geometry", (in Arguments a) => Bounds(a).MinX), new("x_max", "geometry", (in Arguments a) => Bounds(a).MaxX),
        new("y_min", "geometry", (in Arguments a) => Bounds(a).MinY), new("y_max", "geometry", (in Arguments a) => Bounds(a).MaxY),
        new("z_min", "geometry", (in Arguments a) => Extreme(a.Geometry(0), at => at.Z, -1)),
        new("z_max", "geometry", (in Arguments a) => Extreme(a.Geometry(0), at => at.Z, 1)),
        new("m_min", "geometry", (in Arguments a) => Extreme(a.Geometry(0), at => at.M, -1)),
        new("m_max", "geometry", (in Arguments a) => Extreme(a.Geometry(0), at => at.M, 1)),
        new("bounds_width", "geometry", (in Arguments a) => Bounds(a).Width),
        new("bounds_height", "geometry", (in Arguments a) => Bounds(a).Height),
        new("num_points", "geometry", (in Arguments a) => (long)a.Geometry(0).NumPoints),
        new("num_geometries", "geometry", (in Arguments a) => (long)a.Geometry(0).NumGeometries),
        new("num_rings", "geometry", (in Arguments a) => Polygons(a) is { Count: > 0 } polygons
            ? polygons.Sum(polygon => 1L + polygon.NumInteriorRings) : null),
        new("num_interior_rings", "geometry", (in Arguments a) => Polygons(a) is { Count: > 0 } polygons
            ? (long)polygons[0].NumInteriorRings : null),
        new("geometry_type", "geometry", (in Arguments a) =>
            a.Geometry(0) switch { IPuntal => "Point", ILineal => "Line", IPolygonal => "Polygon", _ => null }),
        new("is_empty", "geometry", (in Arguments a) => a.Geometry(0).IsEmpty),
        new("is_empty_or_null", "geometry", (in Arguments a) => a.Value(0) is not Geometry { IsEmpty: false }, TakesNull: true),
        new("is_multipart", "geometry", (in Arguments a) => a.Geometry(0) is GeometryCollection { NumGeometries: > 1 }),
        new("is_valid", "geometry", (in Arguments a) => a.Geometry(0).IsValid),
        new("is_closed", "geometry", (in Arguments a) =>
            a.Geometry(0) switch { LineString line => line.IsClosed, MultiLineString many => many.IsClosed, _ => null }),
        new("x_at", "geometry? vertex?", (in Arguments a) => Vertex(a)?.X, TakesNull: true),
        new("y_at", "geometry? vertex?", (in Arguments a) => Vertex(a)?.Y, TakesNull: true),
        new("z_at", "geometry vertex?", (in Arguments a) => Vertex(a) is { } at ? NullIfNaN(at.Z) : null),
        new("m_at", "geometry vertex?", (in Arguments a) => Vertex(a) is { } at ? NullIfNaN(at.M) : null),
        new("main_angle", "geometry", (in Arguments a) => MainAngle(a.Geometry(0))),
        new("roundness", "geometry", (in Arguments a) => a.Geometry(0) is Polygon polygon
            ? Math.Clamp(4 * Math.PI * polygon.Area / (polygon.Length * polygon.Length), 0, 1) : null),
        new("sinuosity", "geometry", (in Arguments a) => a.Geometry(0) is LineString line && Span(line) is > 0 and var span
            ? line.Length / span : null),
        new("straight_distance_2d", "geometry", (in Arguments a) => a.Geometry(0) is LineString line ? Span(line) : null),
        new("geom_to_wkt", "geometry precision?", (in Arguments a) =>
            ShapeText.Write(a.Geometry(0), (int)Math.Clamp(a.Whole(1, 8), 0, 15))),
        new("geom_to_wkb", "geometry", (in Arguments a) => a.Geometry(0).ToBinary()),
        new("inclination", "point_a point_b", (in Arguments a) => Inclination(a.Point(0), a.Point(1))),
        new("bearing", "point_a point_b source_crs? ellipsoid?", Bearing),
        new("azimuth", "point_a point_b", (in Arguments a) => Azimuth(a.Point(0), a.Point(1))),
    ];

    public static double? NullIfNaN(double value) => double.IsNaN(value) ? null : value;

    /// <summary>The single geometries of a geometry, in order.</summary>
    public static List<Geometry> Parts(Geometry geometry)
    {
        if (geometry is not GeometryCollection)
            return [geometry];
        var result = new List<Geometry>();
        for (var i = 0; i < geometry.NumGeometries; i++)
            result.AddRange(Parts(geometry.GetGeometryN(i)));
        return result;
    }

    /// <summary>Clockwise from north, from 0 to 2π; null between a point and itself.</summary>
    public static double? Azimuth(Coordinate from, Coordinate to)
    {
        if (from.Equals2D(to))
            return null;
        var angle = Math.Atan2(to.X - from.X, to.Y - from.Y);
        return angle < 0 ? angle + 2 * Math.PI : angle;
    }

    /// <summary>Planar, as measures are, where no ellipsoid is named.</summary>
    private static object? Bearing(in Arguments arguments)
    {
        var (from, to) = (arguments.Point(0), arguments.Point(1));
        if (arguments.Text(3, "NONE") is var ellipsoid && ellipsoid.Equals("NONE", StringComparison.OrdinalIgnoreCase))
            return Azimuth(from, to);
        var source = arguments.Has(2) ? arguments.Text(2) : $"EPSG:{arguments.Context.Source?.Type.Srid}";
        if (!CrsName.TryParse(source, CrsRegistry.Standard, out var known))
            throw new EvaluationFailure();
        var transform = CrsTransform.Between(known.Crs, CrsRegistry.Standard.Find(4326)!);
        return Geodesic.Bearing(ellipsoid, transform.Transform(from.X, from.Y), transform.Transform(to.X, to.Y))
            ?? throw new EvaluationFailure();
    }

    private static double? Inclination(Coordinate from, Coordinate to)
    {
        var (flat, rise) = (from.Distance(to), double.IsNaN(from.Z) || double.IsNaN(to.Z) ? 0 : to.Z - from.Z);
        var distance = Math.Sqrt(flat * flat + rise * rise);
        return distance == 0 ? 0 : Math.Acos(rise / distance) * 180 / Math.PI;
    }

    private static object? Length(object? value) => value switch
    {
        Geometry geometry => geometry.Dimension == Dimension.Curve ? geometry.Length : null,
        _ => ObjectValues.Text(value) is { } text ? (long)text.Length : throw new EvaluationFailure(),
    };

    private static double Length3D(Coordinate[] line)
    {
        var length = 0.0;
        for (var i = 1; i < line.Length; i++)
        {
            var rise = double.IsNaN(line[i].Z) || double.IsNaN(line[i - 1].Z) ? 0 : line[i].Z - line[i - 1].Z;
            length += Math.Sqrt(line[i].Distance(line[i - 1]) * line[i].Distance(line[i - 1]) + rise * rise);
        }

        return length;
    }

    private static Coordinate? Middle(Geometry geometry) => geometry.IsEmpty ? null : geometry is Point point ? point.Coordinate
        : geometry.Centroid.Coordinate;

    private static NetTopologySuite.Geometries.Envelope Bounds(in Arguments arguments) =>
        arguments.Geometry(0) is { IsEmpty: false } geometry ? geometry.EnvelopeInternal : throw new EvaluationFailure();

    private static object? Extreme(Geometry geometry, Func<Coordinate, double> ordinate, int sign)
    {
        var known = geometry.Coordinates.Select(ordinate).Where(value => !double.IsNaN(value)).ToList();
        return known.Count == 0 ? null : sign > 0 ? known.Max() : known.Min();
    }

    public static List<Polygon> Polygons(in Arguments arguments) => [.. Parts(arguments.Geometry(0)).OfType<Polygon>()];

    /// <summary>A vertex of a geometry, or with one argument of the feature's own: from 0, or from the end below it.</summary>
    private static Coordinate? Vertex(in Arguments arguments)
    {
        var ofFeature = !arguments.Has(1) && arguments.Value(0) is not Geometry;
        var geometry = ofFeature ? arguments.Context.Geometry() : arguments.Geometry(0);
        if (geometry is null)
            return null;
        var at = ofFeature ? arguments.Whole(0) : arguments.Whole(1);
        var all = geometry.Coordinates;
        at = at < 0 ? at + all.Length : at;
        return at >= 0 && at < all.Length ? all[at] : null;
    }

    private static double Span(LineString line) => line.Coordinates[0].Distance(line.Coordinates[^1]);

    /// <summary>Of the long side of the smallest rectangle around it, in degrees clockwise from north.</summary>
    private static object? MainAngle(Geometry geometry)
    {
        if (MinimumAreaRectangle.GetMinimumRectangle(geometry) is not Polygon box)
            return null;
        var corners = box.Coordinates;
        var (a, b) = (corners[0].Distance(corners[1]), corners[1].Distance(corners[2]));
        var angle = (a > b ? Azimuth(corners[0], corners[1]) : Azimuth(corners[1], corners[2])) * 180 / Math.PI;
        return angle % 180;
    }
}
