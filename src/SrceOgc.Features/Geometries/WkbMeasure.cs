namespace SrceOgc.Features.Geometries;

/// <summary>The planar area of polygons and length of lines in the WKB of a publication, in squares and units of its coordinates.</summary>
public readonly record struct WkbMeasure(double Area, double Length)
{
    public static WkbMeasure Of(ReadOnlySpan<byte> wkb)
    {
        var sum = default(WkbMeasure);
        var cursor = new WkbCursor(wkb);
        while (cursor.MoveToPart())
            for (var run = 0; run < cursor.Runs; run++)
                sum += OfRun(cursor.Type, cursor.ReadRun(), isHole: run > 0);
        return sum;
    }

    public static WkbMeasure operator +(WkbMeasure one, WkbMeasure other) => new(one.Area + other.Area, one.Length + other.Length);

    private static WkbMeasure OfRun(WkbType type, VertexSpan run, bool isHole) => type switch
    {
        WkbType.LineString => new(0, LengthOf(run)),
        WkbType.Polygon => new(isHole ? -AreaOf(run) : AreaOf(run), 0),
        _ => default,
    };

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
