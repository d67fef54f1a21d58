using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

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
        if (depth > RequestLimits.FilterDepth)
            throw new FilterException($"Géométrie trop profonde : au plus {RequestLimits.FilterDepth} niveaux.",
                $"Geometry too deep: at most {RequestLimits.FilterDepth} levels.");
    }
}
