namespace SrceOgc.Features.Geometries;

/// <summary>
/// Writes circular arcs as chords of at most four degrees: a sagitta of 0.06 % of the radius, six centimetres
/// on a hundred-metre bend. The given points are always kept exactly.
/// </summary>
internal struct ArcChords(ByteBuffer output, bool hasZ)
{
    private const double Step = Math.PI / 45;

    public uint Count { get; private set; }

    public void Point((double X, double Y, double Z) point)
    {
        output.Write(point.X);
        output.Write(point.Y);
        if (hasZ)
            output.Write(point.Z);
        Count++;
    }

    /// <summary>Continues from <paramref name="from"/> (already written) through a point to another; returns the bounds of what was
    /// written.</summary>
    public Envelope To((double X, double Y, double Z) from, (double X, double Y, double Z) through, (double X, double Y, double Z) to)
    {
        var bounds = new Envelope(from.X, from.Y, from.X, from.Y);
        if (!TryCenter(from, through, to, out var cx, out var cy))
            return bounds.Union(Chord(through)).Union(Chord(to));
        var radius = Math.Sqrt(Square(from.X - cx) + Square(from.Y - cy));
        var start = Math.Atan2(from.Y - cy, from.X - cx);
        var middle = Sweep(start, Math.Atan2(through.Y - cy, through.X - cx));
        var end = Sweep(start, Math.Atan2(to.Y - cy, to.X - cx));
        if (end == 0)
            end = 2 * Math.PI;
        if (middle > end)
            (middle, end) = (middle - 2 * Math.PI, end - 2 * Math.PI);
        bounds = bounds.Union(Piece(cx, cy, radius, start, 0, middle, from.Z, through.Z)).Union(Chord(through));
        return bounds.Union(Piece(cx, cy, radius, start, middle, end, through.Z, to.Z)).Union(Chord(to));
    }

    private Envelope Piece(double cx, double cy, double radius, double start, double from, double to, double z0, double z1)
    {
        var bounds = Envelope.Empty;
        var steps = (int)Math.Ceiling(Math.Abs(to - from) / Step);
        for (var i = 1; i < steps; i++)
        {
            var share = (double)i / steps;
            var angle = start + from + (to - from) * share;
            bounds = bounds.Union(Chord((cx + radius * Math.Cos(angle), cy + radius * Math.Sin(angle), z0 + (z1 - z0) * share)));
        }

        return bounds;
    }

    private Envelope Chord((double X, double Y, double Z) point)
    {
        Point(point);
        return new(point.X, point.Y, point.X, point.Y);
    }

    private static double Sweep(double start, double angle) => angle >= start ? angle - start : angle - start + 2 * Math.PI;

    private static double Square(double value) => value * value;

    /// <summary>The circle through three points; when the ends are one point, the middle is opposite. False when they lie on a
    /// line.</summary>
    private static bool TryCenter((double X, double Y, double Z) a, (double X, double Y, double Z) b, (double X, double Y, double Z) c,
        out double cx, out double cy)
    {
        if (a.X == c.X && a.Y == c.Y)
        {
            (cx, cy) = ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
            return a.X != b.X || a.Y != b.Y;
        }

        double bx = b.X - a.X, by = b.Y - a.Y, ex = c.X - a.X, ey = c.Y - a.Y;
        var d = 2 * (bx * ey - by * ex);
        var b2 = bx * bx + by * by;
        var e2 = ex * ex + ey * ey;
        (cx, cy) = (a.X + (ey * b2 - by * e2) / d, a.Y + (bx * e2 - ex * b2) / d);
        return Math.Abs(d) > 1e-9 * (b2 + e2);
    }
}
