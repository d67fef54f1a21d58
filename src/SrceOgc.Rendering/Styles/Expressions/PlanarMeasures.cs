using System.Buffers.Binary;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// The planar measures of an ISO WKB geometry in one reading: area and perimeter of polygons, length of lines, centroid of
/// whatever has the highest dimension. Coordinates are taken from the first point, which keeps small areas far from the origin exact.
/// </summary>
internal ref struct PlanarMeasures
{
    private ReadOnlySpan<byte> _rest;
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
        var measures = new PlanarMeasures { _rest = wkb };
        measures.Geometry(0);
        return measures;
    }

    private void Geometry(int depth)
    {
        if (_rest.Length < 5 || depth > 4)
            return;
        var type = BinaryPrimitives.ReadUInt32LittleEndian(_rest[1..]);
        _rest = _rest[5..];
        var size = type / 1000 is 1 or 2 ? 24 : type / 1000 == 3 ? 32 : 16;
        switch (type % 1000)
        {
            case 1:
                Parts++;
                Path(1, size, false);
                break;
            case 2:
                Parts++;
                Length += Path(Count(), size, false).Length;
                break;
            case 3:
                Parts++;
                Polygon(size);
                break;
            default:
                for (var count = Count(); count > 0 && _rest.Length > 0; count--)
                    Geometry(depth + 1);
                break;
        }
    }

    private int Count()
    {
        if (_rest.Length < 4)
            return 0;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(_rest);
        _rest = _rest[4..];
        return (int)Math.Min(count, (uint)_rest.Length);
    }

    /// <summary>The first ring adds, the others take away, whichever way they turn.</summary>
    private void Polygon(int size)
    {
        var sign = 1;
        for (var rings = Count(); rings > 0; rings--, sign = -1)
        {
            var ring = Path(Count(), size, true);
            Perimeter += ring.Length;
            var turn = ring.Area < 0 ? -sign : sign;
            Area += turn * ring.Area;
            _areaX += turn * ring.X;
            _areaY += turn * ring.Y;
        }
    }

    private (double Length, double Area, double X, double Y) Path(int count, int size, bool isRing)
    {
        double length = 0, area = 0, x = 0, y = 0, previousX = 0, previousY = 0;
        for (var i = 0; i < count && _rest.Length >= size; i++, _rest = _rest[size..])
        {
            var (px, py) = Point();
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

    private (double X, double Y) Point()
    {
        var x = BinaryPrimitives.ReadDoubleLittleEndian(_rest);
        var y = BinaryPrimitives.ReadDoubleLittleEndian(_rest[8..]);
        if (!_hasOrigin)
            (_originX, _originY, _hasOrigin) = (x, y, true);
        Points++;
        _pointX += x - _originX;
        _pointY += y - _originY;
        return (x - _originX, y - _originY);
    }
}
