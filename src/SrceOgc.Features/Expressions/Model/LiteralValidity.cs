using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>
/// Polygons that cross themselves have no boundary to speak of: relations that ask about it are refused, with the place. Those
/// that only ask whether there is a point in common (Intersects, Disjoint, Within, distances) answer, as GIS do for what was
/// digitised by hand.
/// </summary>
internal static class LiteralValidity
{
    /// <exception cref="FilterException">There are too many pairs of edges to look at; or what is wrong with the geometry, and
    /// where.</exception>
    public static void Require(Geometry geometry, SpatialOperator spatialOperator)
    {
        if (!AsksAboutBoundary(spatialOperator) || geometry.Dimension != Dimension.Surface || geometry.IsRectangle)
            return;
        var crossings = EdgeCrossings.Of(geometry, RequestLimits.EdgePairs, mostCrossings: 1);
        if (crossings is { First: null, HasTooManyPairs: true })
            throw new FilterException(
                "Le polygone du filtre est trop enchevêtré pour être vérifié : le simplifier.",
                "The filter's polygon is too intricate to be checked: simplify it.");
        var crossing = crossings.First ?? new IsValidOp(geometry).ValidationError?.Coordinate;
        if (crossing is not null)
            throw new FilterException(
                $"Opérateur spatial {spatialOperator} : le polygone du filtre n'est pas valide (contour qui se coupe, trou hors du "
                    + $"contour ou parties superposées) près de x = {Text(crossing.X)}, y = {Text(crossing.Y)}.",
                $"Spatial operator {spatialOperator}: the filter's polygon is not valid (it crosses itself, a hole is outside or parts "
                    + $"overlap) near x = {Text(crossing.X)}, y = {Text(crossing.Y)}.");
    }

    private static bool AsksAboutBoundary(SpatialOperator spatialOperator) =>
        spatialOperator is SpatialOperator.Contains or SpatialOperator.Touches or SpatialOperator.Crosses or SpatialOperator.Overlaps
            or SpatialOperator.Equals;

    private static string Text(double ordinate) => ordinate.ToString("0.###", CultureInfo.InvariantCulture);
}
