using SrceOgc.Features.Geometries;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// The planar measures of an ISO WKB geometry in one reading: area and perimeter of polygons, length of lines, centroid of
/// whatever has the highest dimension. Coordinates are taken from the first point, which keeps small areas far from the origin exact.
/// </summary>
internal struct PlanarMeasures
{
    private double _originX, _originY;
    private bool _hasOrigin;
    private double _areaX, _areaY, _lineX, _lineY, _pointX, _pointY, _lineTotal;

    public double Area { get; private set; }

    public double Length { get; private set; }

    public double Perimeter { get; private set; }

    public int Parts { get; private set; }

    public int Points { get; private set; }

    public readonly double CentroidX =>
        _originX + (Area > 0 ? _areaX / Area : _lineTotal > 0 ? _lineX / _lineTotal : _pointX / Math.Max(Points, 1));

    public readonly double CentroidY =>
        _originY + (Area > 0 ? _areaY / Area : _lineTotal > 0 ? _lineY / _lineTotal : _pointY / Math.Max(Points, 1));

    public static PlanarMeasures Of(ReadOnlySpan<byte> wkb)
    {
        var measures = new PlanarMeasures();
        var cursor = new WkbCursor(wkb);
        while (cursor.MoveToPart())
            measures.Add(ref cursor);
        return measures;
    }

    /// <summary>The first ring of a polygon adds, the others take away, whichever way they turn.</summary>
    private void Add(ref WkbCursor cursor)
    {
        Parts++;
        var sign = 1;
        for (var runs = cursor.Runs; runs > 0; runs--, sign = -1)
        {
            var isRing = cursor.Type == WkbType.Polygon;
            var run = Path(cursor.ReadRun(), isRing);
            if (isRing)
                AddRing(run, run.Area < 0 ? -sign : sign);
            else
                Length += run.Length;
        }
    }

    private void AddRing((double Length, double Area, double X, double Y) ring, int sign)
    {
        Perimeter += ring.Length;
        Area += sign * ring.Area;
        _areaX += sign * ring.X;
        _areaY += sign * ring.Y;
    }

    private (double Length, double Area, double X, double Y) Path(VertexSpan run, bool isRing)
    {
        double length = 0, area = 0, x = 0, y = 0, previousX = 0, previousY = 0;
        for (var i = 0; i < run.Count; i++)
        {
            var (px, py) = Point(run.X(i), run.Y(i));
            if (i > 0)
            {
                var step = Math.Sqrt((px - previousX) * (px - previousX) + (py - previousY) * (py - previousY));
                var cross = (previousX * py - px * previousY) / 2;
                (length, area) = (length + step, area + cross);
                (x, y) = (x + cross * (previousX + px) / 3, y + cross * (previousY + py) / 3);
                if (!isRing)
                    (_lineTotal, _lineX, _lineY) =
                        (_lineTotal + step, _lineX + step * (px + previousX) / 2, _lineY + step * (py + previousY) / 2);
            }

            (previousX, previousY) = (px, py);
        }

        return (length, area, x, y);
    }

    /// <summary>Counted, and seen from the first.</summary>
    private (double X, double Y) Point(double x, double y)
    {
        if (!_hasOrigin)
            (_originX, _originY, _hasOrigin) = (x, y, true);
        Points++;
        _pointX += x - _originX;
        _pointY += y - _originY;
        return (x - _originX, y - _originY);
    }
}
