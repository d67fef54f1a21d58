using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;

namespace SrceOgc.SampleData;

/// <summary>Cells with shared crooked boundaries, wandering lines.</summary>
internal static class Shapes
{
    public static readonly GeometryFactory Factory = new(new PrecisionModel(100), 2154);

    /// <summary>
    /// Voronoi cells of scattered points that lie wholly inside the area; each shared edge is broken up the same way for
    /// both neighbours, so that they meet vertex for vertex.
    /// </summary>
    public static List<Polygon> Cells(Noise noise, Envelope area, int across, double roughness, int depth)
    {
        var spacing = area.Width / across;
        var sites = new List<Coordinate>();
        for (var i = -2; i < across + 2; i++)
            for (var j = -2; j < across + 2; j++)
                sites.Add(new(area.MinX + (i + 0.15 + 0.7 * noise.Of(i, j, 1)) * spacing, area.MinY
                    + (j + 0.15 + 0.7 * noise.Of(i, j, 2)) * spacing));
        var builder = new VoronoiDiagramBuilder();
        builder.SetSites(sites);
        var inner = new Envelope(area);
        inner.ExpandBy(-spacing * 0.05);
        return [.. builder.GetDiagram(Factory).Geometries.Cast<Polygon>()
            .Where(cell => inner.Contains(cell.EnvelopeInternal))
            .OrderBy(cell => cell.Centroid.Y).ThenBy(cell => cell.Centroid.X)
            .Select(cell => Factory.CreatePolygon(Crooked(cell.ExteriorRing.Coordinates, noise, roughness, depth)))];
    }

    /// <summary>A line from one point to another that wanders on its way.</summary>
    public static LineString Wander(Coordinate from, Coordinate to, Noise noise, double roughness, int depth) =>
        Factory.CreateLineString(Crooked([Rounded(from), Rounded(to)], noise, roughness, depth));

    public static Coordinate Rounded(Coordinate point) => new(Math.Round(point.X, 2), Math.Round(point.Y, 2));

    private static Coordinate[] Crooked(Coordinate[] points, Noise noise, double roughness, int depth)
    {
        var path = new List<Coordinate> { Rounded(points[0]) };
        for (var i = 1; i < points.Length; i++)
            Break(Rounded(points[i - 1]), Rounded(points[i]), noise, roughness, depth, path);
        return [.. path];
    }

    /// <summary>Midpoint displacement; the displacement depends on the midpoint alone and is measured from the smaller end.</summary>
    private static void Break(Coordinate a, Coordinate b, Noise noise, double roughness, int depth, List<Coordinate> path)
    {
        if (depth == 0 || a.Distance(b) < 30)
        {
            path.Add(b);
            return;
        }

        var sign = a.CompareTo(b) < 0 ? 1 : -1;
        var shift = sign * roughness * (2 * noise.Of((long)Math.Round((a.X + b.X) * 50), (long)Math.Round((a.Y + b.Y) * 50)) - 1);
        var middle = Rounded(new((a.X + b.X) / 2 - (b.Y - a.Y) * shift, (a.Y + b.Y) / 2 + (b.X - a.X) * shift));
        Break(a, middle, noise, roughness, depth - 1, path);
        Break(middle, b, noise, roughness, depth - 1, path);
    }
}
