using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace SrceOgc.SampleData;

/// <summary>How far the nearest river is, looked up by segment.</summary>
internal sealed class RiverDistance
{
    private readonly STRtree<LineSegment> _segments = new();

    public RiverDistance(IEnumerable<LineString> rivers)
    {
        foreach (var river in rivers)
            for (var i = 1; i < river.NumPoints; i++)
                _segments.Insert(new Envelope(river.GetCoordinateN(i - 1), river.GetCoordinateN(i)),
                    new(river.GetCoordinateN(i - 1), river.GetCoordinateN(i)));
        _segments.Build();
    }

    /// <summary>Metres, or <paramref name="reach"/> when no river is as near.</summary>
    public double Nearest(double x, double y, double reach)
    {
        var here = new Coordinate(x, y);
        var around = new Envelope(here);
        around.ExpandBy(reach);
        return _segments.Query(around).Select(s => s.Distance(here)).Append(reach).Min();
    }
}
