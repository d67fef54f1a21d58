using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Polygonize;
using NetTopologySuite.Simplify;

namespace SrceOgc.SampleData;

/// <summary>Polygons where a field is positive, by marching squares on a grid: shapes with natural edges.</summary>
internal static class Contours
{
    public static IEnumerable<Polygon> Where(Func<double, double, double> field, Envelope area, double step, double leastArea)
    {
        var lines = new List<Geometry>();
        for (var x = area.MinX; x < area.MaxX; x += step)
            for (var y = area.MinY; y < area.MaxY; y += step)
                AddSegments(field, area, x, y, step, lines);
        var polygonizer = new Polygonizer();
        polygonizer.Add(lines);
        return polygonizer.GetPolygons().Cast<Polygon>()
            .Where(p => p.Area >= leastArea && field(p.InteriorPoint.X, p.InteriorPoint.Y) > 0)
            .Select(p => (Geometry)TopologyPreservingSimplifier.Simplify(p, step / 12)).OfType<Polygon>()
            .OrderBy(p => p.EnvelopeInternal.MinX).ThenBy(p => p.EnvelopeInternal.MinY);
    }

    private static void AddSegments(Func<double, double, double> field, Envelope area, double x, double y, double step,
        List<Geometry> lines)
    {
        double Value(double px, double py) => px <= area.MinX || py <= area.MinY || px >= area.MaxX || py >= area.MaxY ? -1 : field(px, py);
        double a = Value(x, y), b = Value(x + step, y), c = Value(x + step, y + step), d = Value(x, y + step);
        var code = (a > 0 ? 1 : 0) | (b > 0 ? 2 : 0) | (c > 0 ? 4 : 0) | (d > 0 ? 8 : 0);
        Coordinate Bottom() => At(x + step * a / (a - b), y);
        Coordinate Right() => At(x + step, y + step * b / (b - c));
        Coordinate Top() => At(x + step * d / (d - c), y + step);
        Coordinate Left() => At(x, y + step * a / (a - d));
        void Line(Coordinate from, Coordinate to)
        {
            if (!from.Equals2D(to))
                lines.Add(Shapes.Factory.CreateLineString([from, to]));
        }

        switch (code)
        {
            case 1 or 14: Line(Left(), Bottom()); break;
            case 2 or 13: Line(Bottom(), Right()); break;
            case 3 or 12: Line(Left(), Right()); break;
            case 4 or 11: Line(Right(), Top()); break;
            case 6 or 9: Line(Bottom(), Top()); break;
            case 7 or 8: Line(Left(), Top()); break;
            case 5: Line(Left(), Bottom()); Line(Right(), Top()); break;
            case 10: Line(Bottom(), Right()); Line(Left(), Top()); break;
        }
    }

    private static Coordinate At(double x, double y) => new(Math.Round(x, 2), Math.Round(y, 2));
}
