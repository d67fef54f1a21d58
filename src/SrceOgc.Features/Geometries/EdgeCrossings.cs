using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Noding;

namespace SrceOgc.Features.Geometries;

/// <summary>
/// Finds where edges of a geometry cross inside. An index of monotone chains keeps this near n log n for shapes of this world; a
/// comb made so that every edge's bounds meet all others' is given up after so many pairs, which
/// also bounds what the full test of validity may cost afterwards.
/// </summary>
internal sealed class EdgeCrossings : ISegmentIntersector
{
    private readonly RobustLineIntersector _intersector = new();
    private readonly int _mostPairs, _mostCrossings;
    private int _pairs;

    private EdgeCrossings(int mostPairs, int mostCrossings) => (_mostPairs, _mostCrossings) = (mostPairs, mostCrossings);

    /// <summary>Looked for no further than this.</summary>
    public bool IsDone => Count >= _mostCrossings || HasTooManyPairs;

    /// <summary>What was found is not all, and may be nothing.</summary>
    public bool HasTooManyPairs => _pairs > _mostPairs;

    public Coordinate? First { get; private set; }

    public int Count { get; private set; }

    public static EdgeCrossings Of(Geometry geometry, int mostPairs, int mostCrossings)
    {
        var crossings = new EdgeCrossings(mostPairs, mostCrossings);
        var edges = LinearComponentExtracter.GetLines(geometry)
            .Select(ISegmentString (line) => new BasicSegmentString(line.Coordinates, null)).ToList();
        new MCIndexNoder(crossings).ComputeNodes(edges);
        return crossings;
    }

    public void ProcessIntersections(ISegmentString one, int i, ISegmentString other, int j)
    {
        if (IsDone || ++_pairs > _mostPairs || (ReferenceEquals(one, other) && i == j))
            return;
        _intersector.ComputeIntersection(one.Coordinates[i], one.Coordinates[i + 1], other.Coordinates[j], other.Coordinates[j + 1]);
        if (!_intersector.IsProper)
            return;
        First ??= _intersector.GetIntersection(0).Copy();
        Count++;
    }
}
