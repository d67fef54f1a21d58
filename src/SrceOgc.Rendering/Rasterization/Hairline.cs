namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// Lines of a pixel or two, by far the most on a map, without building their outline: every pixel near a segment is
/// covered by what its distance from it says, eight at once, and where segments meet the larger coverage counts.
/// Corners come out round, which nobody can tell at this width.
/// </summary>
internal readonly ref struct Hairline
{
    /// <summary>In pixels: beyond these widths a corner's shape can be seen, of mitres sooner.</summary>
    private const double Widest = 2.1, WidestMitered = 1.5;

    /// <summary>Pixels from the origin up to which single precision tells hundredths.</summary>
    private const double Farthest = 32768;

    private readonly CoverageBuffer _coverage;
    private readonly CoverageTile? _tile;

    /// <summary>Half of the width, and half of the pixel through which it fades.</summary>
    private readonly float _reach;

    /// <summary>What a line thinner than a pixel covers of one at most.</summary>
    private readonly float _most;

    /// <summary>By how much ends move outwards, so that a round end is about as long as the one asked for.</summary>
    private readonly double _lead;

    /// <param name="coverage">Where lines are drawn.</param>
    /// <param name="tile">Where instead, when it was placed.</param>
    /// <param name="style">How wide, and with what ends.</param>
    public Hairline(CoverageBuffer coverage, CoverageTile? tile, in StrokeStyle style)
    {
        (_coverage, _tile) = (coverage, tile);
        _reach = (float)(style.Width / 2 + 0.5);
        _most = (float)Math.Min(1, style.Width);
        _lead = style.Cap == LineCap.Butt ? -style.Width * (Math.PI / 8) : style.Cap == LineCap.Square
            ? style.Width * (0.5 - Math.PI / 8) : 0;
    }

    /// <summary>Not what is too wide, nor many lines of one segment, as hatches are, whose outlines have but four edges each.</summary>
    public static bool IsFor(PathBuffer path, in StrokeStyle style) =>
        style.Width <= (style.Join == LineJoin.Miter ? WidestMitered : Widest)
            && (path.FigureCount == 1 || path.VertexCount > 2 * path.FigureCount);

    /// <summary>Whether nothing runs too far out for single precision.</summary>
    public static bool Reaches(PathBuffer path)
    {
        var (topLeft, bottomRight) = path.Bounds();
        return topLeft.X > -Farthest && topLeft.Y > -Farthest && bottomRight.X < Farthest && bottomRight.Y < Farthest;
    }

    public void Add(PathBuffer path)
    {
        for (var f = 0; f < path.FigureCount; f++)
            if (path.IsClosed(f))
                AddRing(path.Vertices(f));
            else
                AddLine(path.Vertices(f));
    }

    private void AddRing(ReadOnlySpan<Vertex> ring)
    {
        var last = ring[^1];
        for (; ring.Length > DrawingLimits.Stretch; ring = ring[DrawingLimits.Stretch..])
        {
            last = AddSegments(last, ring[..DrawingLimits.Stretch]);
            _coverage.Limits.Look();
        }
        AddSegments(last, ring);
    }

    private Vertex AddSegments(Vertex last, ReadOnlySpan<Vertex> vertices)
    {
        foreach (var vertex in vertices)
        {
            AddSegment(last, vertex);
            last = vertex;
        }
        return last;
    }

    private void AddLine(ReadOnlySpan<Vertex> line)
    {
        var last = line.Length - 1;
        for (var i = 1; i <= last; i++)
        {
            if (i % DrawingLimits.Stretch == 0)
                _coverage.Limits.Look();
            AddSegment(i == 1 ? Led(line[0], line[1]) : line[i - 1], i == last ? Led(line[i], line[i - 1]) : line[i]);
        }
    }

    private Vertex Led(Vertex end, Vertex inner)
    {
        var vector = end - inner;
        var length = vector.Length;
        return length > -2 * _lead && length > 0 ? end + vector * (_lead / length) : end;
    }

    private void AddSegment(Vertex a, Vertex b)
    {
        var segment = new HairlineSegment(a, b, _reach, _most);
        if (_tile is not null)
            _tile.Raise(segment);
        else
            _coverage.Raise(segment);
    }
}
