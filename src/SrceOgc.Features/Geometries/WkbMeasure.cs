namespace SrceOgc.Features.Geometries;

/// <summary>The planar area of polygons and length of lines in the WKB of a publication, in squares and units of its coordinates.</summary>
public readonly record struct WkbMeasure(double Area, double Length)
{
    public static WkbMeasure Of(ReadOnlySpan<byte> wkb)
    {
        var cursor = new WkbCursor(wkb);
        return wkb.IsEmpty ? default : Next(ref cursor);
    }

    public static WkbMeasure operator +(WkbMeasure one, WkbMeasure other) => new(one.Area + other.Area, one.Length + other.Length);

    private static WkbMeasure Next(ref WkbCursor cursor)
    {
        switch (cursor.ReadHead(out var dimension))
        {
            case WkbType.Point:
                cursor.ReadVertices(1, dimension);
                return default;
            case WkbType.LineString:
                return new(0, LengthOf(cursor.ReadVertices(cursor.ReadCount(), dimension)));
            case WkbType.Polygon:
                return new(Polygon(ref cursor, dimension), 0);
            default:
                var sum = default(WkbMeasure);
                for (var parts = cursor.ReadCount(); parts > 0; parts--)
                    sum += Next(ref cursor);
                return sum;
        }
    }

    private static double Polygon(ref WkbCursor cursor, int dimension)
    {
        var rings = cursor.ReadCount();
        var area = 0.0;
        for (var ring = 0; ring < rings; ring++)
        {
            var enclosed = AreaOf(cursor.ReadVertices(cursor.ReadCount(), dimension));
            area += ring == 0 ? enclosed : -enclosed;
        }

        return area;
    }

    /// <summary>Relative to the first vertex, as the coordinates of Lambert-93 are large beside most polygons.</summary>
    private static double AreaOf(VertexSpan ring)
    {
        var twice = 0.0;
        for (var i = 1; i + 1 < ring.Count; i++)
            twice += (ring.X(i) - ring.X(0)) * (ring.Y(i + 1) - ring.Y(0)) - (ring.X(i + 1) - ring.X(0)) * (ring.Y(i) - ring.Y(0));
        return Math.Abs(twice) / 2;
    }

    private static double LengthOf(VertexSpan line)
    {
        var length = 0.0;
        for (var i = 1; i < line.Count; i++)
            length += Math.Sqrt(Square(line.X(i) - line.X(i - 1)) + Square(line.Y(i) - line.Y(i - 1)));
        return length;
    }

    private static double Square(double number) => number * number;
}
