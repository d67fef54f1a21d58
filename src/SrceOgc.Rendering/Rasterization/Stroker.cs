using System.Runtime.CompilerServices;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// Turns a line of some width into edges of a coverage buffer, in one pass. Edges may come in any order, so both
/// sides are walked at once: the left one forwards, the right one backwards. The outline runs the same way round
/// everywhere: overlaps only add winding, which the non-zero rule ignores.
/// </summary>
internal ref struct Stroker
{
    /// <summary>How far, in pixels, a shared mitre may overshoot the join that was asked for.</summary>
    private const double SharedMiterTolerance = 0.2;

    /// <summary>Vertices, or figures: round joins and caps of a wide line are many edges each.</summary>
    private const int LookEvery = 64;

    private readonly CoverageBuffer _coverage;
    private readonly StrokeStyle _style;
    private readonly ArcDivision _arc;
    private readonly double _half;
    private readonly double _sharedMiterDot;
    private readonly double _sharedMiterLength;
    private readonly double _miterDot;
    private int _leftX;
    private int _leftY;
    private int _rightX;
    private int _rightY;

    public Stroker(CoverageBuffer coverage, in StrokeStyle style)
    {
        _coverage = coverage;
        _style = style;
        _half = style.Width / 2;
        _arc = new ArcDivision(_half);
        // A mitre between directions t apart is 1 / cos(t/2) half-widths long, and cos(t) = 2 cos²(t/2) - 1.
        var cosine = 1 / (1 + SharedMiterTolerance / Math.Max(_half, 1e-6));
        _sharedMiterDot = 2 * cosine * cosine - 1;
        _sharedMiterLength = _half * Math.Sqrt(1 - cosine * cosine) / cosine;
        _miterDot = 2 / Math.Max(1, style.MiterLimit * style.MiterLimit) - 1;
    }

    public void Add(PathBuffer path)
    {
        for (var f = 0; f < path.FigureCount; f++)
        {
            if (f % LookEvery == 0)
                _coverage.Limits.Look();
            Add(path.Vertices(f), path.IsClosed(f));
        }
    }

    /// <summary>
    /// 1. Find the first segment that has a length; without one, draw a dot if the caps show one.
    /// 2. Start both sides at its beginning.
    /// 3. At each further vertex, end the segment before with a join.
    /// 4. Close the ring with a last join, or cap both ends.
    /// </summary>
    public void Add(ReadOnlySpan<Vertex> line, bool closed)
    {
        var i = 1;
        while (i < line.Length && IsSame(line[0], line[i]))
            i++;
        if (i >= line.Length)
        {
            AddPoint(line);
            return;
        }
        var (firstNormal, firstLength) = Direction(line[0], line[i]);
        var (normal, length, at) = (firstNormal, firstLength, line[i]);
        MoveTo(line[0], normal);
        for (i++; i < line.Length; i++)
        {
            if (i % LookEvery == 0)
                _coverage.Limits.Look();
            if (IsSame(at, line[i]))
                continue;
            var (nextNormal, nextLength) = Direction(at, line[i]);
            AddJoin(at, normal, nextNormal, Math.Min(length, nextLength));
            (normal, length, at) = (nextNormal, nextLength, line[i]);
        }
        if (closed)
            CloseRing(line[0], at, normal, length, firstNormal, firstLength);
        else
            CapEnds(line[0], firstNormal, at, normal);
    }

    private void CloseRing(Vertex start, Vertex at, Vertex normal, double length, Vertex firstNormal, double firstLength)
    {
        if (!IsSame(at, start))
        {
            var (closing, closingLength) = Direction(at, start);
            AddJoin(at, normal, closing, Math.Min(length, closingLength));
            (normal, length) = (closing, closingLength);
        }
        AddJoin(start, normal, firstNormal, Math.Min(length, firstLength));
        LeftTo(start + firstNormal * _half);
        RightTo(start - firstNormal * _half);
    }

    private void CapEnds(Vertex start, Vertex startNormal, Vertex end, Vertex endNormal)
    {
        LeftTo(end + endNormal * _half);
        RightTo(end - endNormal * _half);
        // The left pen walks the cap to the right side, so that the outline is closed there.
        AddCap(end, endNormal);
        var (x, y) = (_rightX, _rightY);
        _coverage.AddEdge(_leftX, _leftY, x, y);
        SetLeft(start - startNormal * _half);
        AddCap(start, -startNormal);
        var left = start + startNormal * _half;
        _coverage.AddEdge(_leftX, _leftY, CoverageBuffer.ToFixed(left.X), CoverageBuffer.ToFixed(left.Y));
    }

    /// <summary>From <paramref name="at"/> + normal round to the other side, all but the last edge.</summary>
    private void AddCap(Vertex at, Vertex normal)
    {
        var outward = -normal.Normal;
        if (_style.Cap == LineCap.Square)
        {
            LeftTo(at + (normal + outward) * _half);
            LeftTo(at + (outward - normal) * _half);
        }
        else if (_style.Cap == LineCap.Round)
        {
            AddLeftArc(at, normal, outward, _arc.Depth(0));
            LeftTo(at + outward * _half);
            AddLeftArc(at, outward, -normal, _arc.Depth(0));
        }
    }

    private void AddPoint(ReadOnlySpan<Vertex> line)
    {
        if (line.IsEmpty || _style.Cap == LineCap.Butt)
            return;
        MoveTo(line[0], new Vertex(0, 1));
        CapEnds(line[0], new Vertex(0, 1), line[0], new Vertex(0, 1));
    }

    private void AddJoin(Vertex at, Vertex before, Vertex after, double shorter)
    {
        var dot = Vertex.Dot(before, after);
        if (dot > _sharedMiterDot && shorter > _sharedMiterLength)
        {
            var miter = (before + after) * (_half / (1 + dot));
            LeftTo(at + miter);
            RightTo(at - miter);
        }
        else if (Vertex.Cross(before, after) > 0)
            AddRightTurn(at, before, after, dot);
        else
            AddLeftTurn(at, before, after, dot);
    }

    /// <summary>The normal points to the left side (as y points down, to the right of who walks): turning to it, the right side is the
    /// outer one.</summary>
    private void AddRightTurn(Vertex at, Vertex before, Vertex after, double dot)
    {
        LeftTo(at + before * _half);
        LeftTo(at);
        LeftTo(at + after * _half);
        RightTo(at - before * _half);
        if (_style.Join == LineJoin.Round)
            AddRightArc(at, -before, -after, _arc.Depth(dot));
        else if (IsMitered(dot))
            RightTo(at - (before + after) * (_half / (1 + dot)));
        RightTo(at - after * _half);
    }

    private void AddLeftTurn(Vertex at, Vertex before, Vertex after, double dot)
    {
        RightTo(at - before * _half);
        RightTo(at);
        RightTo(at - after * _half);
        LeftTo(at + before * _half);
        if (_style.Join == LineJoin.Round)
            AddLeftArc(at, before, after, _arc.Depth(dot));
        else if (IsMitered(dot))
            LeftTo(at + (before + after) * (_half / (1 + dot)));
        LeftTo(at + after * _half);
    }

    private readonly bool IsMitered(double dot) => _style.Join == LineJoin.Miter && dot > _miterDot && dot > -0.9999;

    private void AddLeftArc(Vertex at, Vertex from, Vertex to, int depth)
    {
        if (depth == 0)
            return;
        var middle = Middle(from, to);
        AddLeftArc(at, from, middle, depth - 1);
        LeftTo(at + middle * _half);
        AddLeftArc(at, middle, to, depth - 1);
    }

    private void AddRightArc(Vertex at, Vertex from, Vertex to, int depth)
    {
        if (depth == 0)
            return;
        var middle = Middle(from, to);
        AddRightArc(at, from, middle, depth - 1);
        RightTo(at + middle * _half);
        AddRightArc(at, middle, to, depth - 1);
    }

    /// <summary>The unit vector between two; of opposite ones, the normal of the first.</summary>
    private static Vertex Middle(Vertex from, Vertex to)
    {
        var sum = from + to;
        var length = sum.Length;
        return length < 1e-6 ? -from.Normal : sum * (1 / length);
    }

    private void MoveTo(Vertex at, Vertex normal)
    {
        SetLeft(at + normal * _half);
        var right = at - normal * _half;
        _rightX = CoverageBuffer.ToFixed(right.X);
        _rightY = CoverageBuffer.ToFixed(right.Y);
    }

    private void SetLeft(Vertex to)
    {
        _leftX = CoverageBuffer.ToFixed(to.X);
        _leftY = CoverageBuffer.ToFixed(to.Y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LeftTo(Vertex to)
    {
        int x = CoverageBuffer.ToFixed(to.X), y = CoverageBuffer.ToFixed(to.Y);
        _coverage.AddEdge(_leftX, _leftY, x, y);
        (_leftX, _leftY) = (x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RightTo(Vertex to)
    {
        int x = CoverageBuffer.ToFixed(to.X), y = CoverageBuffer.ToFixed(to.Y);
        _coverage.AddEdge(x, y, _rightX, _rightY);
        (_rightX, _rightY) = (x, y);
    }

    private static (Vertex Normal, double Length) Direction(Vertex from, Vertex to)
    {
        var vector = to - from;
        var length = vector.Length;
        return ((vector * (1 / length)).Normal, length);
    }

    private static bool IsSame(Vertex a, Vertex b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y) < 1e-3;
}
