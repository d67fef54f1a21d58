using NetTopologySuite.Algorithm;

namespace SrceOgc.Features.Geometries;

/// <summary>
/// Does a geometry meet a rectangle? BBOX is the commonest filter of all, so it is answered on the WKB itself, without
/// building a geometry. Exact: the only arithmetic is NetTopologySuite's robust orientation test.
/// 1. A point or segment of the geometry meets the rectangle: yes.
/// 2. Otherwise, for a polygon, no ring touches the rectangle, which is then wholly inside or wholly outside: its corner
///    tells, by the parity of the edges a ray from it crosses.
/// </summary>
internal static class WkbRectangle
{
    public static bool Intersects(ReadOnlySpan<byte> wkb, in Envelope rectangle)
    {
        if (wkb.IsEmpty || rectangle.IsEmpty)
            return false;
        var cursor = new WkbCursor(wkb);
        while (cursor.MoveToPart())
            if (PartMeets(ref cursor, rectangle))
                return true;
        return false;
    }

    private static bool PartMeets(ref WkbCursor cursor, in Envelope rectangle)
    {
        var inside = false;
        for (var runs = cursor.Runs; runs > 0; runs--)
        {
            var run = cursor.ReadRun();
            if (cursor.Type == WkbType.Point ? PointMeets(run, rectangle) : LineMeets(run, rectangle))
                return true;
            inside ^= cursor.Type == WkbType.Polygon && Surrounds(run, rectangle.MinX, rectangle.MinY);
        }
        return inside;
    }

    private static bool PointMeets(VertexSpan point, in Envelope rectangle) => Covers(rectangle, point.X(0), point.Y(0));

    private static bool LineMeets(VertexSpan line, in Envelope rectangle)
    {
        if (line.Count == 0)
            return false;
        var (x, y) = (line.X(0), line.Y(0));
        if (Covers(rectangle, x, y))
            return true;
        for (var i = 1; i < line.Count; i++)
        {
            var (nextX, nextY) = (line.X(i), line.Y(i));
            if (SegmentMeets(x, y, nextX, nextY, rectangle))
                return true;
            (x, y) = (nextX, nextY);
        }
        return false;
    }

    private static bool SegmentMeets(double x1, double y1, double x2, double y2, in Envelope r)
    {
        if (Math.Max(x1, x2) < r.MinX || Math.Min(x1, x2) > r.MaxX || Math.Max(y1, y2) < r.MinY || Math.Min(y1, y2) > r.MaxY)
            return false;
        if (Covers(r, x2, y2) || Covers(r, x1, y1))
            return true;
        var rising = x1 < x2 == y1 < y2;
        return rising
            ? Side(x1, y1, x2, y2, r.MinX, r.MaxY) * Side(x1, y1, x2, y2, r.MaxX, r.MinY) <= 0
            : Side(x1, y1, x2, y2, r.MinX, r.MinY) * Side(x1, y1, x2, y2, r.MaxX, r.MaxY) <= 0;
    }

    /// <summary>Whether a ray to the right of the point crosses the ring an odd number of times; the point is on no edge.</summary>
    private static bool Surrounds(VertexSpan ring, double px, double py)
    {
        var odd = false;
        for (var i = 1; i < ring.Count; i++)
        {
            var (y1, y2) = (ring.Y(i - 1), ring.Y(i));
            if (y1 > py != y2 > py && Side(ring.X(i - 1), y1, ring.X(i), y2, px, py) > 0 == y2 > y1)
                odd = !odd;
        }
        return odd;
    }

    private static bool Covers(in Envelope r, double x, double y) => x >= r.MinX && x <= r.MaxX && y >= r.MinY && y <= r.MaxY;

    private static int Side(double x1, double y1, double x2, double y2, double px, double py) =>
        CGAlgorithmsDD.OrientationIndex(x1, y1, x2, y2, px, py);
}
