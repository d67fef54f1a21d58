using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;

namespace SrceOgc.SampleData;

/// <summary>
/// The invented lie of the land all layers share: a valley and its tributaries, woods on the plateaus, meadows and wetlands
/// along the water, roads between towns.
/// </summary>
internal sealed class Landscape
{
    private const double Step = 120;

    private readonly Noise _noise = new(60);
    private readonly RiverDistance _river;

    public Landscape()
    {
        Communes = Shapes.Cells(new(1), Area, 13, 0.075, 5);
        Land = UnaryUnionOp.Union(Communes);
        Rivers = MakeRivers();
        _river = new RiverDistance(Rivers);
        Water = Rivers[0].Buffer(60).Union(UnaryUnionOp.Union(Rivers.Skip(1).Select(r => r.Buffer(25))));
        Roads = MakeRoads();
        Woods = Masked((x, y) => _noise.At(x, y, 7000) - 0.24 - Near(x, y, 700) * 0.5, 120_000);
        Wetlands = Masked((x, y) => Near(x, y, 900) - 0.25 + 0.5 * _noise.At(x + 9e4, y, 2500), 30_000);
        Meadows = Masked((x, y) => _noise.At(x - 5e5, y + 3e5, 4200) - 0.36 - Math.Max(0, _noise.At(x, y, 7000) - 0.1) * 2, 60_000);
        Towns = Masked((x, y) => _noise.At(x + 7e5, y, 3600, 4) - 0.52, 40_000);
    }

    public static Envelope Area { get; } = new(640_000, 676_000, 6_880_000, 6_916_000);

    public IReadOnlyList<Polygon> Communes { get; }

    public Geometry Land { get; }

    /// <summary>The main river first.</summary>
    public IReadOnlyList<LineString> Rivers { get; }

    public Geometry Water { get; }

    /// <summary>A motorway, two main roads, a railway.</summary>
    public IReadOnlyList<LineString> Roads { get; }

    public IReadOnlyList<Polygon> Woods { get; }

    public IReadOnlyList<Polygon> Wetlands { get; }

    public IReadOnlyList<Polygon> Meadows { get; }

    public IReadOnlyList<Polygon> Towns { get; }

    /// <summary>Each of these on the land, in one piece or several.</summary>
    public IReadOnlyList<Polygon> Masked(Func<double, double, double> field, double leastArea) =>
        [.. Contours.Where(field, Area, Step, leastArea).Select(p => p.Buffer(0).Intersection(Land)).SelectMany(Polygons)
            .Where(p => p.Area > leastArea)];

    public static IEnumerable<Polygon> Polygons(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<Polygon>();

    public static IEnumerable<LineString> Lines(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<LineString>();

    private static Coordinate At(double x, double y) => new(Area.MinX + x * Area.Width, Area.MinY + y * Area.Height);

    private List<LineString> MakeRivers()
    {
        var noise = new Noise(7);
        var main = Shapes.Wander(At(0.02, 0.78), At(0.98, 0.2), noise, 0.22, 8);
        var rivers = new List<LineString> { main };
        (double X, double Y, double Mouth)[] springs =
            [(0.12, 0.3, 0.25), (0.36, 0.97, 0.35), (0.45, 0.12, 0.5), (0.66, 0.9, 0.62), (0.9, 0.62, 0.8), (0.72, 0.04, 0.74),
            (0.2, 0.96, 0.18), (0.56, 0.5, 0.58)];
        foreach (var (x, y, mouth) in springs)
            rivers.Add(Shapes.Wander(At(x, y), main.GetCoordinateN((int)(mouth * (main.NumPoints - 1))), noise, 0.2, 7));
        return [.. rivers.SelectMany(r => Lines(r.Intersection(Land)))];
    }

    private List<LineString> MakeRoads()
    {
        var noise = new Noise(8);
        LineString[] roads =
        [
            Shapes.Wander(At(0.33, 0.0), At(0.62, 1.0), noise, 0.06, 6),
            Shapes.Wander(At(0.0, 0.52), At(1.0, 0.68), noise, 0.08, 6),
            Shapes.Wander(At(0.05, 0.08), At(0.95, 0.4), noise, 0.08, 6),
            Shapes.Wander(At(0.08, 1.0), At(0.9, 0.0), noise, 0.05, 6),
        ];
        return [.. roads.SelectMany(r => Lines(r.Intersection(Land)).OrderByDescending(l => l.Length).Take(1))];
    }

    /// <summary>1 on the water, 0 from <paramref name="reach"/> metres on.</summary>
    private double Near(double x, double y, double reach) =>
        Math.Max(0, 1 - _river.Nearest(x, y, reach) / reach);
}
