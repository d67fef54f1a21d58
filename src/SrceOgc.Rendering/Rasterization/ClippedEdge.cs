namespace SrceOgc.Rendering.Rasterization;

/// <summary>Edges that leave the buffer: what of them it needs, so that every pixel in it is what it would be in a larger one.</summary>
internal readonly ref struct ClippedEdge(CoverageBuffer buffer)
{
    private readonly int _right = buffer.Width << CoverageBuffer.Shift;
    private readonly int _floor = buffer.Height << CoverageBuffer.Shift;

    /// <summary>Coordinates too large for fixed point: brought near the buffer first, keeping what is above, below and left of
    /// it.</summary>
    public void AddFar(Vertex a, Vertex b)
    {
        if (!double.IsFinite(a.X + a.Y + b.X + b.Y))
            return;
        double top = Math.Clamp(Math.Min(a.Y, b.Y), 0, buffer.Height), bottom = Math.Clamp(Math.Max(a.Y, b.Y), 0, buffer.Height);
        if (top >= bottom)
            return;
        var slope = (b.X - a.X) / (b.Y - a.Y);
        double xTop = a.X + (top - a.Y) * slope, xBottom = a.X + (bottom - a.Y) * slope;
        if (Math.Min(xTop, xBottom) >= buffer.Width)
            return;
        var limit = 1 << 20;
        var upper = new Vertex(Math.Clamp(xTop, -limit, limit), top);
        var lower = new Vertex(Math.Clamp(xBottom, -limit, limit), bottom);
        var (from, to) = a.Y < b.Y ? (upper, lower) : (lower, upper);
        buffer.AddEdge(CoverageBuffer.ToFixed(from.X), CoverageBuffer.ToFixed(from.Y), CoverageBuffer.ToFixed(to.X),
            CoverageBuffer.ToFixed(to.Y));
    }

    /// <summary>
    /// What lies above, below or right of the buffer changes no pixel; what lies left of it counts as if it ran
    /// down the left border.
    /// </summary>
    public void Add(int x0, int y0, int x1, int y1)
    {
        if (Math.Max(y0, y1) <= 0 || Math.Min(y0, y1) >= _floor || Math.Min(x0, x1) >= _right)
            return;
        (long dx, long dy) = ((long)x1 - x0, (long)y1 - y0);
        int xa = x0, ya = Math.Clamp(y0, 0, _floor), xb = x1, yb = Math.Clamp(y1, 0, _floor);
        if (ya != y0)
            xa = (int)(x0 + dx * (ya - y0) / dy);
        if (yb != y1)
            xb = (int)(x0 + dx * (yb - y0) / dy);
        AddBetweenSides(xa, ya, xb, yb);
    }

    private void AddBetweenSides(int x0, int y0, int x1, int y1)
    {
        if (x0 > x1)
        {
            // Direction matters only for the sign: draw it left to right with the rows as they are.
            AddLeftToRight(x1, y1, x0, y0, reversed: true);
            return;
        }
        AddLeftToRight(x0, y0, x1, y1, reversed: false);
    }

    private void AddLeftToRight(int x0, int y0, int x1, int y1, bool reversed)
    {
        (long dx, long dy) = ((long)x1 - x0, (long)y1 - y0);
        if (x0 >= _right)
            return;
        if (x1 <= 0)
        {
            AddOriented(0, y0, 0, y1, reversed);
            return;
        }
        if (x0 < 0)
        {
            var y = (int)(y0 - dy * x0 / dx);
            AddOriented(0, y0, 0, y, reversed);
            (x0, y0) = (0, y);
        }
        if (x1 > _right)
            (x1, y1) = (_right, (int)(y1 - dy * (x1 - _right) / dx));
        AddOriented(x0, y0, x1, y1, reversed);
    }

    private void AddOriented(int x0, int y0, int x1, int y1, bool reversed)
    {
        if (y0 == y1)
            return;
        if (reversed)
            buffer.Accumulate(x1, y1, x0, y0);
        else
            buffer.Accumulate(x0, y0, x1, y1);
    }
}
