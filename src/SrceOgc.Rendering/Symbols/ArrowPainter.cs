using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Draws lines as arrows: one outline of both sides of the shaft and the heads, filled and stroked.</summary>
internal sealed class ArrowPainter(ArrowSymbolizer symbolizer, SymbolContext context) : SymbolPainter
{
    private readonly Paint[] _fills = [.. symbolizer.Fills.Where(fill => !fill.IsNone)];
    private readonly Pen[] _pens = [.. symbolizer.Strokes.Where(stroke => !stroke.Paint.IsNone).Select(stroke => new Pen(stroke, context.Evaluation))];
    private readonly PathBuffer _shaft = new();

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
        if (symbolizer.Curved && line.Length > 2)
        {
            // Through the middle vertex: its control point lies twice as far from the chord.
            _shaft.Clear();
            _shaft.Add(line[0]);
            _shaft.AddQuadratic(line[line.Length / 2] * 2 - (line[0] + line[^1]) * 0.5, line[^1]);
            _shaft.EndFigure(closed: false);
            DrawArrow(_shaft.Vertices(0));
        }
        else if (symbolizer.PerSegment)
            for (var i = 1; i < line.Length; i++)
                DrawArrow(line.Slice(i - 1, 2));
        else
            DrawArrow(line);
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

    private void AddOutline(ReadOnlySpan<Vertex> line, PathBuffer outline)
    {
        double start = Pixels(symbolizer.StartWidth) / 2, end = Pixels(symbolizer.Width) / 2;
        AddSide(line, start, end, outline);
        if (symbolizer.Heads != ArrowHeads.Start)
            AddHead(line[^1], line[^2], end, outline);
        for (var i = line.Length - 1; i >= 0; i--)
            outline.Add(line[i] - NormalAt(line, i) * Half(start, end, i, line.Length));
        if (symbolizer.Heads != ArrowHeads.End)
            AddHead(line[0], line[1], start, outline);
        outline.EndFigure(closed: true);
    }

    private static void AddSide(ReadOnlySpan<Vertex> line, double start, double end, PathBuffer outline)
    {
        for (var i = 0; i < line.Length; i++)
            outline.Add(line[i] + NormalAt(line, i) * Half(start, end, i, line.Length));
    }

    private static double Half(double start, double end, int index, int count) => start + (end - start) * index / (count - 1);

    /// <summary>The head's base stands on the line's end, its tip beyond; the walk goes round with the outline.</summary>
    private void AddHead(Vertex end, Vertex before, double half, PathBuffer outline)
    {
        var along = Unit(end - before);
        var normal = along.Normal;
        var side = half + Pixels(symbolizer.HeadThickness);
        outline.Add(end + normal * side);
        outline.Add(end + along * Pixels(symbolizer.HeadLength));
        outline.Add(end - normal * side);
    }

    private static Vertex NormalAt(ReadOnlySpan<Vertex> line, int index) =>
        Unit(line[Math.Min(index + 1, line.Length - 1)] - line[Math.Max(index - 1, 0)]).Normal;

    private static Vertex Unit(Vertex vector) => vector.Length is var length and > 1e-9 ? vector * (1 / length) : new Vertex(1, 0);

    private double Pixels(Length length) => length.ToPixels(context.Evaluation);
}
