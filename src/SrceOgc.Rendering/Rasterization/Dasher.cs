namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// Cuts lines into dashes, only where they may be seen: a segment's part outside the window moves the dash's phase
/// on and costs nothing, so that neighbouring maps agree.
/// </summary>
internal readonly ref struct Dasher
{
    /// <summary>Below this period in pixels, or this part of the line's width, dashes cannot be told apart: the line is whole.</summary>
    private const double ShortestPeriod = 0.5, ShortestShare = 1 / 64.0;

    /// <summary>Of one path; what comes after them is drawn whole.</summary>
    private const int MostDashes = 200_000;

    /// <summary>Along a segment, in pixels: farther out a dash is less than the last digit of its place.</summary>
    private const double Farthest = 1e15;

    private readonly ReadOnlySpan<double> _pattern;
    private readonly double _period;
    private readonly double _shortest;
    private readonly double _offset;
    private readonly Vertex _topLeft;
    private readonly Vertex _bottomRight;

    /// <param name="pattern">Lengths of dash, gap, dash… in pixels; an odd number of them is walked twice by the caller.</param>
    public Dasher(ReadOnlySpan<double> pattern, double offset, double width, Vertex topLeft, Vertex bottomRight)
    {
        _pattern = pattern[..(pattern.Length & ~1)];
        foreach (var length in _pattern)
            _period += Math.Max(0, length);
        _offset = _period > 0 ? offset % _period : 0;
        _shortest = Math.Max(ShortestPeriod, width * ShortestShare);
        (_topLeft, _bottomRight) = (topLeft, bottomRight);
    }

    public bool IsSolid => !(_period >= _shortest && _period < 1e6);

    public void Add(PathBuffer path, PathBuffer dashes)
    {
        for (var f = 0; f < path.FigureCount; f++)
            Add(path.Vertices(f), path.IsClosed(f), dashes);
    }

    private void Add(ReadOnlySpan<Vertex> line, bool closed, PathBuffer dashes)
    {
        var distance = _offset < 0 ? _offset + _period : _offset;
        var count = closed ? line.Length : line.Length - 1;
        for (var i = 0; i < count; i++)
            distance = AddSegment(line[i], line[i + 1 == line.Length ? 0 : i + 1], distance, dashes);
        dashes.EndFigure(closed: false);
    }

    /// <summary>Returns the distance along the pattern, in 0..period, at the segment's end.</summary>
    private double AddSegment(Vertex from, Vertex to, double distance, PathBuffer dashes)
    {
        var length = (to - from).Length;
        if (length == 0 || !double.IsFinite(length))
            return distance;
        var (enter, leave) = VisiblePart(from, to);
        if (enter < leave)
            AddVisible(from, (to - from) * (1 / length), enter * length, leave * length, distance, dashes);
        if (leave < 1 || enter >= leave)
            dashes.EndFigure(closed: false);
        return (distance + length) % _period;
    }

    private void AddVisible(Vertex from, Vertex direction, double enter, double leave, double distance, PathBuffer dashes)
    {
        if (enter > 0)
            dashes.EndFigure(closed: false);
        var (index, rest) = Locate((distance + enter) % _period);
        for (var at = enter; ;)
        {
            var isWhole = dashes.FigureCount >= MostDashes || leave > Farthest;
            var end = isWhole ? leave : Math.Min(at + rest, leave);
            if ((index & 1) == 0 || isWhole)
                AddDash(from + direction * at, from + direction * end, dashes);
            if (isWhole || at + rest >= leave)
                return;
            dashes.EndFigure(closed: false);
            at += rest;
            index = index + 1 == _pattern.Length ? 0 : index + 1;
            rest = Math.Max(0, _pattern[index]);
        }
    }

    /// <summary>A dash goes on with the one the segment before left open.</summary>
    private static void AddDash(Vertex start, Vertex end, PathBuffer dashes)
    {
        if (!dashes.IsFigureOpen)
            dashes.Add(start);
        dashes.Add(end);
    }

    private (int Index, double Left) Locate(double distance)
    {
        for (var i = 0; i < _pattern.Length; i++)
        {
            var length = Math.Max(0, _pattern[i]);
            if (distance < length)
                return (i, length - distance);
            distance -= length;
        }
        return (0, Math.Max(0, _pattern[0]));
    }

    /// <summary>The part of the segment within the window, as fractions of its length; empty when enter is not below leave.</summary>
    private (double Enter, double Leave) VisiblePart(Vertex from, Vertex to)
    {
        var (enter, leave) = (0.0, 1.0);
        Clip(from.X, to.X, _topLeft.X, _bottomRight.X, ref enter, ref leave);
        Clip(from.Y, to.Y, _topLeft.Y, _bottomRight.Y, ref enter, ref leave);
        return (enter, leave);
    }

    private static void Clip(double from, double to, double low, double high, ref double enter, ref double leave)
    {
        var delta = to - from;
        if (delta == 0)
        {
            if (from < low || from > high)
                leave = -1;
            return;
        }
        double a = (low - from) / delta, b = (high - from) / delta;
        enter = Math.Max(enter, Math.Min(a, b));
        leave = Math.Min(leave, Math.Max(a, b));
    }
}
