using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using SrceOgc.Features.Geometries;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Features.Indicators;

/// <summary>
/// Cuts polygons and lines to a rectangle. A cut ring may run along the rectangle's sides more than once; areas are right all the same, and OverlayNG takes
/// such rings (JTS, <c>RingClipper</c>). Where an edge meets a side is computed from its lesser end, so that two features that share an edge are
/// cut at the same point to the last bit.
/// </summary>
internal sealed class RectangleClipping
{
    private readonly List<Coordinate> _from = [], _to = [];

    /// <summary>Of Sutherland and Hodgman, a side at a time; null when nothing is left.</summary>
    public Polygon? Clip(Polygon polygon, in Envelope box)
    {
        var bounds = polygon.EnvelopeInternal;
        if (box.Contains(Of(bounds)))
            return polygon;
        if (!box.Intersects(Of(bounds)) || Ring(polygon.Shell, box) is not { } shell)
            return null;
        var holes = new List<LinearRing>();
        foreach (var hole in polygon.Holes)
            if (box.Intersects(Of(hole.EnvelopeInternal)) && Ring(hole, box) is { } cut)
                holes.Add(cut);
        return WkbGeometryReader.Factory.CreatePolygon(shell, [.. holes]);
    }

    /// <summary>The parts of a line that lie in the rectangle.</summary>
    public void Clip(LineString line, in Envelope box, List<LineString> output)
    {
        var bounds = Of(line.EnvelopeInternal);
        if (!box.Intersects(bounds))
            return;
        if (box.Contains(bounds))
        {
            output.Add(line);
            return;
        }

        var points = line.Coordinates;
        _to.Clear();
        for (var i = 1; i < points.Length; i++)
            AddSegment(points[i - 1], points[i], box, output);
        EndPart(output);
    }

    public static Envelope Of(NetTopologySuite.Geometries.Envelope bounds) => new(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY);

    private LinearRing? Ring(LineString ring, in Envelope box)
    {
        if (box.Contains(Of(ring.EnvelopeInternal)))
            return (LinearRing)ring;
        _from.Clear();
        _from.AddRange(ring.Coordinates);
        for (var side = 0; side < 4 && _from.Count > 0; side++)
            CutSide(side, box);
        return _from.Count < 4 ? null : WkbGeometryReader.Factory.CreateLinearRing(Packed(_from));
    }

    /// <summary>From the list of corners into another, which then is the list.</summary>
    private void CutSide(int side, in Envelope box)
    {
        _to.Clear();
        for (var i = 1; i < _from.Count; i++)
        {
            var (start, end) = (_from[i - 1], _from[i]);
            var (isStartIn, isEndIn) = (IsIn(start, side, box), IsIn(end, side, box));
            if (isStartIn)
                _to.Add(start);
            if (isStartIn != isEndIn)
                _to.Add(Meeting(start, end, side, box));
        }

        if (_to.Count > 0)
            _to.Add(_to[0].Copy());
        _from.Clear();
        _from.AddRange(_to);
    }

    private void AddSegment(Coordinate start, Coordinate end, in Envelope box, List<LineString> output)
    {
        var (from, to) = (start, end);
        for (var side = 0; side < 4; side++)
        {
            var (isFromIn, isToIn) = (IsIn(from, side, box), IsIn(to, side, box));
            if (!isFromIn && !isToIn)
            {
                EndPart(output);
                return;
            }

            if (isFromIn == isToIn)
                continue;
            var meeting = Meeting(start, end, side, box);
            (from, to) = isFromIn ? (from, meeting) : (meeting, to);
        }

        if (_to.Count == 0 || !_to[^1].Equals2D(from))
        {
            EndPart(output);
            _to.Add(from);
        }

        _to.Add(to);
        if (!ReferenceEquals(to, end))
            EndPart(output);
    }

    private void EndPart(List<LineString> output)
    {
        if (_to.Count > 1)
            output.Add(WkbGeometryReader.Factory.CreateLineString(Packed(_to)));
        _to.Clear();
    }

    private static bool IsIn(Coordinate point, int side, in Envelope box) => side switch
    {
        0 => point.X >= box.MinX,
        1 => point.X <= box.MaxX,
        2 => point.Y >= box.MinY,
        _ => point.Y <= box.MaxY,
    };

    private static Coordinate Meeting(Coordinate a, Coordinate b, int side, in Envelope box)
    {
        var (from, to) = a.CompareTo(b) <= 0 ? (a, b) : (b, a);
        if (side < 2)
        {
            var x = side == 0 ? box.MinX : box.MaxX;
            return new(x, from.Y + (to.Y - from.Y) * ((x - from.X) / (to.X - from.X)));
        }

        var y = side == 2 ? box.MinY : box.MaxY;
        return new(from.X + (to.X - from.X) * ((y - from.Y) / (to.Y - from.Y)), y);
    }

    private static PackedDoubleCoordinateSequence Packed(List<Coordinate> points)
    {
        var packed = new double[2 * points.Count];
        for (var i = 0; i < points.Count; i++)
            (packed[2 * i], packed[2 * i + 1]) = (points[i].X, points[i].Y);
        return new(packed, 2, 0);
    }
}
