using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;

namespace SrceOgc.Features.Geometries;

/// <summary>
/// Areas made valid (OGC Simple Features, 6.1.11) at a bounded cost: the test of validity may take the square of the vertices, and a repair
/// makes a node of each crossing, of which a hundred thousand vertices can have a billion. What exceeds the bounds is no shape of this
/// world.
/// </summary>
public static class AreaRepair
{
    /// <summary>Up to here the test of validity costs a second at worst.</summary>
    private const int FewVertices = 20_000;

    private const int MostPairs = 5_000_000, MostCrossings = 20_000;

    /// <summary>The geometry itself when it is valid or no area; else repaired, holes and lobes as QGIS's "Fix geometries" makes them; null
    /// where that would cost too much.</summary>
    public static Geometry? Valid(Geometry geometry)
    {
        if (geometry.Dimension < Dimension.Surface)
            return geometry;
        if (geometry.NumPoints > FewVertices && IsTooIntricate(geometry))
            return null;
        return new IsValidOp(geometry).IsValid ? geometry : Repaired(geometry);
    }

    /// <summary>The nearest valid shape of an invalid one; null where that would cost too much.</summary>
    public static Geometry? Repaired(Geometry geometry) => IsTooIntricate(geometry) ? null : GeometryFixer.Fix(geometry);

    public static bool IsTooIntricate(Geometry geometry) => EdgeCrossings.Of(geometry, MostPairs, MostCrossings).IsDone;
}
