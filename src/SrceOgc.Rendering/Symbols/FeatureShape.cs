using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Symbols;

public enum ShapeKind : byte
{
    Empty,
    Point,
    Line,
    Polygon,

    /// <summary>A line or polygon below a pixel: one point stands for each part.</summary>
    Dot,
}

/// <summary>
/// A feature's geometry in pixels. Points are figures of one vertex. <see cref="PartCount"/> tells the polygons of a
/// multi-polygon apart: the first figure of a part is its exterior ring. Reused from feature to feature.
/// </summary>
public sealed class FeatureShape(DrawingLimits? limits = null)
{
    private int[] _partStarts = new int[8];

    public PathBuffer Path { get; } = new(limits);

    public ShapeKind Kind { get; private set; }

    public int PartCount { get; private set; }

    public (int First, int End) Part(int part) =>
        (_partStarts[part], part + 1 < PartCount ? _partStarts[part + 1] : Path.FigureCount);

    public void Begin(ShapeKind kind)
    {
        Path.Clear();
        Kind = kind;
        PartCount = 0;
    }

    /// <summary>The figures that follow belong to a new part.</summary>
    public void BeginPart()
    {
        if (PartCount > 0 && _partStarts[PartCount - 1] == Path.FigureCount)
            return;
        if (PartCount == _partStarts.Length)
            Array.Resize(ref _partStarts, PartCount * 2);
        _partStarts[PartCount++] = Path.FigureCount;
    }

    /// <summary>After the last figure: nothing left to draw is an empty shape.</summary>
    public void End()
    {
        if (PartCount > 0 && _partStarts[PartCount - 1] == Path.FigureCount)
            PartCount--;
        if (Path.IsEmpty)
            Kind = ShapeKind.Empty;
    }

    public void SetPoint(ShapeKind kind, Vertex at)
    {
        Begin(kind);
        BeginPart();
        Path.Add(at);
        Path.EndFigure(closed: false);
    }
}
