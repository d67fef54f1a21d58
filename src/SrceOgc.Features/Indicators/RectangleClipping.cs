using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using SrceOgc.Features.Geometries;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Features.Indicators;

/// <summary>
/// Cuts polygons and lines to a rectangle. Where an edge meets a side is computed from its lesser end, so that two features that share an
/// edge are cut at
/// the same point to the last bit.
/// </summary>
internal sealed class RectangleClipping
{
    private readonly List<Coordinate> _from = [], _to = [];

    /// <summary>
    /// The parts of a valid polygon that lie in the rectangle. An outline that enters it once, as nearly all do, is cut by Sutherland and
    /// Hodgman's rule, whose
    /// result is a simple ring then; any other by an overlay.
    /// </summary>
    public void Clip(Polygon polygon, in Envelope box, List<Polygon> output)
    {
        var bounds = Of(polygon.EnvelopeInternal);
        if (!box.Intersects(bounds))
            return;
        if (box.Contains(bounds))
            output.Add(polygon);
        else if (!TryCut(polygon, box, output))
            Polygons(OverlayNGRobust.Overlay(polygon, Rectangle(box), SpatialFunction.Intersection), output);
    }

    private static void Polygons(Geometry geometry, List<Polygon> output)
    {
        for (var i = 0; i < geometry.NumGeometries; i++)
            if (geometry.GetGeometryN(i) is Polygon { IsEmpty: false } part)
                output.Add(part);
    }

    private static Geometry Rectangle(in Envelope box) =>
        WkbGeometryReader.Factory.ToGeometry(new NetTopologySuite.Geometries.Envelope(box.MinX, box.MaxX, box.MinY, box.MaxY));

    /// <summary>False when an overlay is needed.</summary>
    private bool TryCut(Polygon polygon, in Envelope box, List<Polygon> output)
    {
        var holes = new List<LinearRing>();
        foreach (var hole in polygon.Holes)
            if (box.Contains(Of(hole.EnvelopeInternal)))
                holes.Add(hole);
            else if (box.Intersects(Of(hole.EnvelopeInternal)))
                return false;
        _from.Clear();
        _from.AddRange(polygon.Shell.Coordinates);
        for (var side = 0; side < 4 && _from.Count > 0; side++)
            if (CutSide(side, box) > 2)
                return false;
        if (_from.Count >= 4)
            output.Add(WkbGeometryReader.Factory.CreatePolygon(WkbGeometryReader.Factory.CreateLinearRing(Packed(_from)), [.. holes]));
        return true;
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

    /// <summary>From the list of corners into another, which then is the list; how often the ring crosses the side.</summary>
    private int CutSide(int side, in Envelope box)
    {
        var crossings = 0;
        _to.Clear();
        for (var i = 1; i < _from.Count; i++)
        {
            var (start, end) = (_from[i - 1], _from[i]);
            var (isStartIn, isEndIn) = (IsIn(start, side, box), IsIn(end, side, box));
            if (isStartIn)
                _to.Add(start);
            if (isStartIn == isEndIn)
                continue;
            crossings++;
            _to.Add(Meeting(start, end, side, box));
        }

        if (_to.Count > 0)
            _to.Add(_to[0].Copy());
        _from.Clear();
        _from.AddRange(_to);
        return crossings;
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
