using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// Figures of straight segments in pixels; curves are flattened on the way in. Reused from feature to feature:
/// after the first few nothing allocates. A closed figure does not repeat its first vertex.
/// </summary>
public sealed class PathBuffer(DrawingLimits? limits = null)
{
    private const int VertexBytes = 16, FigureBytes = 12;

    private Vertex[] _vertices = new Vertex[256];
    private Figure[] _figures = new Figure[8];
    private int _vertexCount;
    private int _figureCount;

    private readonly record struct Figure(int Start, int End, bool IsClosed);

    public int FigureCount => _figureCount;

    public int VertexCount => _vertexCount;

    public bool IsEmpty => _figureCount == 0;

    /// <summary>Vertices were added since the last figure ended.</summary>
    public bool IsFigureOpen => _vertexCount > FigureStart;

    public long CapacityInBytes => _vertices.LongLength * VertexBytes + _figures.LongLength * FigureBytes;

    public ReadOnlySpan<Vertex> Vertices(int figure) =>
        _vertices.AsSpan(_figures[figure].Start, _figures[figure].End - _figures[figure].Start);

    public bool IsClosed(int figure) => _figures[figure].IsClosed;

    public void Clear() => _vertexCount = _figureCount = 0;

    public void Add(Vertex vertex)
    {
        if (_vertexCount == _vertices.Length)
            Grow(_vertices.Length * 2);
        _vertices[_vertexCount++] = vertex;
    }

    public void Add(double x, double y) => Add(new Vertex(x, y));

    /// <summary>Room for that many vertices of the current figure; say how many were written with <see cref="Advance"/>.</summary>
    public Span<Vertex> Reserve(int count)
    {
        if (_vertices.Length - _vertexCount < count)
            Grow(Math.Max(_vertices.Length * 2, _vertexCount + count));
        return _vertices.AsSpan(_vertexCount, count);
    }

    public void Advance(int count) => _vertexCount += count;

    /// <summary>Makes a figure of the vertices added since the last one; of none, nothing.</summary>
    public void EndFigure(bool closed)
    {
        var start = FigureStart;
        if (_vertexCount == start)
            return;
        if (_figureCount == _figures.Length)
            GrowFigures();
        _figures[_figureCount++] = new Figure(start, _vertexCount, closed);
    }

    public void AddRectangle(double left, double top, double right, double bottom)
    {
        Add(left, top);
        Add(right, top);
        Add(right, bottom);
        Add(left, bottom);
        EndFigure(closed: true);
    }

    /// <summary>From the last vertex along a quadratic Bézier, flattened to <paramref name="tolerance"/> pixels.</summary>
    public void AddQuadratic(Vertex control, Vertex end, double tolerance = 0.05)
    {
        var start = _vertices[_vertexCount - 1];
        // The curve departs from its chord by a quarter of |start - 2 control + end|, by 1/n² of that in n pieces.
        var departure = (start - control * 2 + end).Length / 4;
        var pieces = Math.Clamp((int)Math.Ceiling(Math.Sqrt(departure / tolerance)), 1, 64);
        for (var i = 1; i <= pieces; i++)
        {
            var t = (double)i / pieces;
            var u = 1 - t;
            Add(start * (u * u) + control * (2 * u * t) + end * (t * t));
        }
    }

    /// <summary>From the last vertex along a cubic Bézier.</summary>
    public void AddCubic(Vertex control1, Vertex control2, Vertex end, double tolerance = 0.05)
    {
        var start = _vertices[_vertexCount - 1];
        var departure = Math.Max((start - control1 * 2 + control2).Length, (control1 - control2 * 2 + end).Length) * 0.75;
        var pieces = Math.Clamp((int)Math.Ceiling(Math.Sqrt(departure / tolerance)), 1, 64);
        for (var i = 1; i <= pieces; i++)
        {
            var t = (double)i / pieces;
            var u = 1 - t;
            Add(start * (u * u * u) + control1 * (3 * u * u * t) + control2 * (3 * u * t * t) + end * (t * t * t));
        }
    }

    /// <summary>An ellipse as a closed figure, flattened to a tenth of a pixel and never fewer than eight sides.</summary>
    public void AddEllipse(Vertex center, double radiusX, double radiusY)
    {
        var arc = new ArcDivision(Math.Max(radiusX, radiusY));
        Span<Vertex> quarters = [new(1, 0), new(0, 1), new(-1, 0), new(0, -1)];
        for (var i = 0; i < 4; i++)
        {
            AddScaled(center, quarters[i], radiusX, radiusY);
            AddArc(center, quarters[i], quarters[(i + 1) & 3], radiusX, radiusY, arc.Depth(0));
        }
        EndFigure(closed: true);
    }

    private void AddArc(Vertex center, Vertex from, Vertex to, double radiusX, double radiusY, int depth)
    {
        if (depth == 0)
            return;
        var middle = from + to;
        middle *= 1 / middle.Length;
        AddArc(center, from, middle, radiusX, radiusY, depth - 1);
        AddScaled(center, middle, radiusX, radiusY);
        AddArc(center, middle, to, radiusX, radiusY, depth - 1);
    }

    private void AddScaled(Vertex center, Vertex direction, double radiusX, double radiusY) =>
        Add(center.X + direction.X * radiusX, center.Y + direction.Y * radiusY);

    /// <summary>The corners of the rectangle around all vertices; of none, the origin twice. Without a number of every vertex,
    /// any.</summary>
    public (Vertex TopLeft, Vertex BottomRight) Bounds()
    {
        if (_vertexCount == 0)
            return default;
        ref var first = ref Unsafe.As<Vertex, Vector128<double>>(ref _vertices[0]);
        var (low, high) = (first, first);
        for (var i = 1; i < _vertexCount; i++)
        {
            low = Vector128.MinNative(low, Unsafe.Add(ref first, i));
            high = Vector128.MaxNative(high, Unsafe.Add(ref first, i));
        }
        return (new(low[0], low[1]), new(high[0], high[1]));
    }

    public void Append(PathBuffer other, Vertex offset)
    {
        for (var f = 0; f < other.FigureCount; f++)
        {
            foreach (var vertex in other.Vertices(f))
                Add(vertex + offset);
            EndFigure(other.IsClosed(f));
        }
    }

    private void Grow(int count)
    {
        limits?.Take((long)(count - _vertices.Length) * VertexBytes);
        Array.Resize(ref _vertices, count);
    }

    private void GrowFigures()
    {
        limits?.Take((long)_figures.Length * FigureBytes);
        Array.Resize(ref _figures, _figures.Length * 2);
    }

    private int FigureStart => _figureCount == 0 ? 0 : _figures[_figureCount - 1].End;
}
