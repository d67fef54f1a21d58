using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Sets marks along lines and rings.</summary>
internal sealed class MarkerLinePainter(MarkerLineSymbolizer symbolizer, SymbolContext context) : SymbolPainter
{
    /// <summary>Marks closer than this, in pixels, are spread: a hostile style must not draw millions of them.</summary>
    private const double ClosestInterval = 2;

    /// <summary>Of marks along a line that would lie over each other.</summary>
    private const double MostOverlaps = 16;

    private readonly PointPainter[] _marks = [.. symbolizer.Marks.Select(mark => new PointPainter(mark, context))];
    private readonly PathBuffer _parallel = new(context.Canvas.Limits);
    private int _drawn;

    public override bool NeedsWholeShape => true;

    public override void Draw(FeatureShape shape)
    {
        if (shape.Kind is not (ShapeKind.Line or ShapeKind.Polygon))
            return;
        var path = shape.Path;
        var offset = SymbolBounds.Bounded(symbolizer.PerpendicularOffset.ToPixels(context.Evaluation));
        if (offset != 0)
        {
            _parallel.Clear();
            ParallelLine.Add(path, -offset, _parallel);
            path = _parallel;
        }
        for (var figure = 0; figure < path.FigureCount; figure++)
            DrawAlong(path.Vertices(figure), path.IsClosed(figure));
    }

    private void DrawAlong(ReadOnlySpan<Vertex> line, bool closed)
    {
        if (line.Length < 2)
            return;
        if (symbolizer.Placement.HasFlag(MarkerPlacement.Interval))
            DrawAtIntervals(line, closed, StartOffset, Math.Max(Closest, symbolizer.Interval.ToPixels(context.Evaluation)));
        if (symbolizer.Placement.HasFlag(MarkerPlacement.CentralPoint))
            DrawAtIntervals(line, closed, TotalLength(line, closed) / 2, double.PositiveInfinity);
        if (symbolizer.Placement.HasFlag(MarkerPlacement.FirstVertex))
            DrawMarks(line[0], line[1] - line[0]);
        if (symbolizer.Placement.HasFlag(MarkerPlacement.InnerVertices))
            for (var i = 1; i + 1 < line.Length; i++)
                DrawMarks(line[i], line[i + 1] - line[i - 1]);
        if (symbolizer.Placement.HasFlag(MarkerPlacement.LastVertex))
            DrawMarks(line[^1], line[^1] - line[^2]);
        if (symbolizer.Placement.HasFlag(MarkerPlacement.SegmentCenters))
            for (var i = 1; i < line.Length; i++)
                DrawMarks((line[i - 1] + line[i]) * 0.5, line[i] - line[i - 1]);
    }

    /// <summary>The least interval: where marks overlap so many times, fewer show the same.</summary>
    private double Closest
    {
        get
        {
            var size = 0.0;
            foreach (var mark in symbolizer.Marks)
                size = Math.Max(size, mark.Size.ToPixels(context.Evaluation));
            return Math.Max(ClosestInterval, size / MostOverlaps);
        }
    }

    private double StartOffset => Math.Max(0, symbolizer.StartOffset.ToPixels(context.Evaluation));

    private static double TotalLength(ReadOnlySpan<Vertex> line, bool closed)
    {
        var length = closed ? (line[0] - line[^1]).Length : 0;
        for (var i = 1; i < line.Length; i++)
            length += (line[i] - line[i - 1]).Length;
        return length;
    }

    /// <summary>Steps along the line; the part of a segment that cannot be seen is stepped over at once.</summary>
    private void DrawAtIntervals(ReadOnlySpan<Vertex> line, bool closed, double next, double interval)
    {
        for (var i = closed ? 0 : 1; i < line.Length; i++)
        {
            var from = line[i == 0 ? ^1 : i - 1];
            var step = line[i] - from;
            var length = step.Length;
            if (!(length > 0 && length < 1e9))
                continue;
            if (!IsNear(from, line[i]) && length > next && double.IsFinite(interval))
                next += Math.Ceiling((length - next) / interval) * interval;
            for (; next <= length; next += interval)
                DrawMarks(from + step * (next / length), step);
            next -= length;
        }
    }

    private bool IsNear(Vertex a, Vertex b)
    {
        const double Margin = 128;
        return Math.Max(a.X, b.X) > -Margin && Math.Min(a.X, b.X) < context.Canvas.Width + Margin
            && Math.Max(a.Y, b.Y) > -Margin && Math.Min(a.Y, b.Y) < context.Canvas.Height + Margin;
    }

    private void DrawMarks(Vertex at, Vertex direction)
    {
        if ((++_drawn & 1023) == 0)
            context.Canvas.Limits.Look();
        var rotation = symbolizer.Rotate ? Math.Atan2(direction.Y, direction.X) * (180 / Math.PI) : 0;
        foreach (var mark in _marks)
            mark.DrawAt(at, rotation);
    }
}
