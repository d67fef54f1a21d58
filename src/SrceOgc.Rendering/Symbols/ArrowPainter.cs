using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Draws lines as arrows: one outline of both sides of the shaft and the heads, filled and stroked.</summary>
internal sealed class ArrowPainter(ArrowSymbolizer symbolizer, SymbolContext context) : SymbolPainter
{
    private readonly Paint[] _fills = [.. symbolizer.Fills.Where(fill => !fill.IsNone)];
    private readonly Pen[] _pens =
        [.. symbolizer.Strokes.Where(stroke => !stroke.Paint.IsNone).Select(stroke => new Pen(stroke, context.Evaluation))];
    private readonly PathBuffer _shaft = new(context.Canvas.Limits);
    private readonly PathBuffer _trimmed = new(context.Canvas.Limits);

    public override bool NeedsWholeShape => true;

    public override void Draw(FeatureShape shape)
    {
        if (shape.Kind is not (ShapeKind.Line or ShapeKind.Polygon))
            return;
        for (var figure = 0; figure < shape.Path.FigureCount; figure++)
            DrawLine(shape.Path.Vertices(figure));
    }

    private void DrawLine(ReadOnlySpan<Vertex> line)
    {
        if (line.Length < 2)
            return;
        if (!symbolizer.PerSegment)
            DrawSpan(line[0], symbolizer.Curved ? line[line.Length / 2] : line[0], line[^1]);
        else if (!symbolizer.Curved)
            for (var i = 1; i < line.Length; i++)
                DrawSpan(line[i - 1], line[i - 1], line[i]);
        else
            for (var i = 0; i + 1 < line.Length; i += 2)
                DrawSpan(line[i], i + 2 < line.Length ? line[i + 1] : line[i], line[Math.Min(i + 2, line.Length - 1)]);
    }

    /// <summary>One arrow: along the circle through the three points, or straight when they lie on a line.</summary>
    private void DrawSpan(Vertex from, Vertex through, Vertex to)
    {
        _shaft.Clear();
        _shaft.Add(from);
        AddArc(from, through, to);
        _shaft.Add(to);
        _shaft.EndFigure(closed: false);
        DrawArrow(_shaft.Vertices(0));
    }

    private void AddArc(Vertex from, Vertex through, Vertex to)
    {
        const int pieces = 32;
        Vertex a = through - from, b = to - from;
        var cross = 2 * Vertex.Cross(a, b);
        if (Math.Abs(cross) < 1e-3)
            return;
        var center = from + new Vertex(b.Y * Vertex.Dot(a, a) - a.Y * Vertex.Dot(b, b),
            a.X * Vertex.Dot(b, b) - b.X * Vertex.Dot(a, a)) * (1 / cross);
        var radius = from - center;
        var sweep = Math.Atan2(Vertex.Cross(radius, to - center), Vertex.Dot(radius, to - center));
        sweep += cross > 0 && sweep < 0 ? 2 * Math.PI : cross < 0 && sweep > 0 ? -2 * Math.PI : 0;
        for (var i = 1; i < pieces; i++)
            _shaft.Add(center + Affine.Rotation(sweep * i / pieces * 180 / Math.PI).Apply(radius));
    }

    private void DrawArrow(ReadOnlySpan<Vertex> line)
    {
        if (line.Length < 2)
            return;
        var outline = context.Outline;
        outline.Clear();
        AddOutline(line, outline);
        foreach (var fill in _fills)
            context.Canvas.Fill(outline, fill.Evaluate(context.Evaluation).ToColor(), FillRule.NonZero);
        foreach (var pen in _pens)
        {
            pen.Prepare(context.Evaluation);
            pen.Draw(context.Canvas, outline);
        }
    }

    /// <summary>The shaft stops where its heads begin; tips lie on the line's ends.</summary>
    private void AddOutline(ReadOnlySpan<Vertex> line, PathBuffer outline)
    {
        double start = Pixels(symbolizer.StartWidth) / 2, end = Pixels(symbolizer.Width) / 2, head = Pixels(symbolizer.HeadLength);
        Trim(line, symbolizer.Heads == ArrowHeads.End ? 0 : head, symbolizer.Heads == ArrowHeads.Start ? 0 : head);
        var shaft = _trimmed.Vertices(0);
        for (var i = 0; i < shaft.Length; i++)
            outline.Add(shaft[i] + NormalAt(shaft, i) * Half(start, end, i, shaft.Length));
        if (symbolizer.Heads != ArrowHeads.Start)
            AddHead(shaft[^1], line[^1], outline);
        for (var i = shaft.Length - 1; i >= 0; i--)
            outline.Add(shaft[i] - NormalAt(shaft, i) * Half(start, end, i, shaft.Length));
        if (symbolizer.Heads != ArrowHeads.End)
            AddHead(shaft[0], line[0], outline);
        outline.EndFigure(closed: true);
    }

    /// <summary>The line without this much of both ends, at least a short piece of its middle.</summary>
    private void Trim(ReadOnlySpan<Vertex> line, double fromStart, double fromEnd)
    {
        var total = 0.0;
        for (var i = 1; i < line.Length; i++)
            total += (line[i] - line[i - 1]).Length;
        var share = Math.Min(1, 0.98 * total / Math.Max(fromStart + fromEnd, 1e-9));
        double first = fromStart * share, last = total - fromEnd * share, walked = 0;
        _trimmed.Clear();
        for (var i = 1; i < line.Length; i++)
        {
            var step = line[i] - line[i - 1];
            var length = Math.Max(step.Length, 1e-9);
            if (walked <= first && first < walked + length)
                _trimmed.Add(line[i - 1] + step * ((first - walked) / length));
            if (walked + length > first && walked + length < last)
                _trimmed.Add(line[i]);
            if (walked < last && last <= walked + length + 1e-6)
                _trimmed.Add(line[i - 1] + step * Math.Min(1, (last - walked) / length));
            walked += length;
        }

        if (_trimmed.IsFigureOpen)
            _trimmed.EndFigure(closed: false);
    }

    private static double Half(double start, double end, int index, int count) => start + (end - start) * index / Math.Max(count - 1, 1);

    /// <summary>A triangle from its base on the shaft to its tip; the walk goes round with the outline.</summary>
    private void AddHead(Vertex @base, Vertex tip, PathBuffer outline)
    {
        var side = Unit(tip - @base).Normal * Pixels(symbolizer.HeadThickness);
        outline.Add(@base + side);
        outline.Add(tip);
        outline.Add(@base - side);
    }

    private static Vertex NormalAt(ReadOnlySpan<Vertex> line, int index) =>
        Unit(line[Math.Min(index + 1, line.Length - 1)] - line[Math.Max(index - 1, 0)]).Normal;

    private static Vertex Unit(Vertex vector) => vector.Length is var length and > 1e-9 ? vector * (1 / length) : new Vertex(1, 0);

    private double Pixels(Length length) => length.ToPixels(context.Evaluation);
}
