using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Noding;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>
/// Finds where edges of a geometry cross inside. An index of monotone chains keeps this near n log n for shapes of this world; a
/// comb made so that every edge's bounds meet all others' is given up after <see cref="RequestLimits.EdgePairs"/>, which
/// also bounds what the full test of validity may cost afterwards.
/// </summary>
internal sealed class EdgeCrossings : ISegmentIntersector
{
    private readonly RobustLineIntersector _intersector = new();
    private int _pairs;

    private EdgeCrossings()
    {
    }

    public bool IsDone => Found is not null;

    private Coordinate? Found { get; set; }

    /// <exception cref="FilterException">There are too many pairs of edges to look at.</exception>
    public static Coordinate? First(Geometry geometry)
    {
        var crossings = new EdgeCrossings();
        var edges = LinearComponentExtracter.GetLines(geometry)
            .Select(ISegmentString (line) => new BasicSegmentString(line.Coordinates, null)).ToList();
        new MCIndexNoder(crossings).ComputeNodes(edges);
        return crossings.Found;
    }

    public void ProcessIntersections(ISegmentString one, int i, ISegmentString other, int j)
    {
        if (++_pairs > RequestLimits.EdgePairs)
            throw new FilterException(
                "Le polygone du filtre est trop enchevêtré pour être vérifié : le simplifier.",
                "The filter's polygon is too intricate to be checked: simplify it.");
        if (ReferenceEquals(one, other) && i == j)
            return;
        _intersector.ComputeIntersection(one.Coordinates[i], one.Coordinates[i + 1], other.Coordinates[j], other.Coordinates[j + 1]);
        if (_intersector.IsProper)
            Found = _intersector.GetIntersection(0);
    }
}
