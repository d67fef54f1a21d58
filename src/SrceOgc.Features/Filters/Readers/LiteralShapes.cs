using NetTopologySuite.Geometries;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.Filters.Readers;

/// <summary>What every way of writing a geometry into a filter must keep to: GML, WKT and GeoJSON.</summary>
internal static class LiteralShapes
{
    public static GeometryFactory Factory => WkbGeometryReader.Factory;

    public static LineString Line(IReadOnlyCollection<Coordinate> positions) => positions.Count >= 2
        ? Factory.CreateLineString([.. positions])
        : throw new FilterException("Une ligne attend au moins deux positions.", "A line takes at least two positions.");

    public static LinearRing Ring(IReadOnlyList<Coordinate> positions) => positions.Count >= 4 && positions[0].Equals2D(positions[^1])
        ? Factory.CreateLinearRing([.. positions])
        : throw new FilterException(
            "Un anneau attend au moins quatre positions, la dernière égale à la première.",
            "A ring takes at least four positions, the last equal to the first.");

    public static void RequireDepth(int depth)
    {
        if (depth > FilterLimits.Depth)
            throw new FilterException($"Géométrie trop profonde : au plus {FilterLimits.Depth} niveaux.", $"Geometry too deep: at most {FilterLimits.Depth} levels.");
    }

    public static void RequireVertices(int vertices)
    {
        if (vertices > FilterLimits.Vertices)
            throw new FilterException(
                $"Géométrie trop détaillée : au plus {FilterLimits.Vertices} sommets dans un filtre.",
                $"Geometry too detailed: at most {FilterLimits.Vertices} vertices in a filter.");
    }
}
