using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Strokes lines and rings.</summary>
internal sealed class LinePainter(LineSymbolizer symbolizer, SymbolContext context) : SymbolPainter
{
    private readonly Pen _pen = new(symbolizer.Stroke, context.Evaluation);

    public override bool NeedsWholeShape => _pen.IsDashed || symbolizer.InsideOnly;

    /// <summary>The pen that draws every line along its course, if one does.</summary>
    public Pen? PlainPen =>
        _pen.IsConstant && !_pen.IsDashed && !symbolizer.InsideOnly && !IsMoved && symbolizer.PerpendicularOffset.IsZero ? _pen : null;

    private bool IsMoved => !symbolizer.OffsetX.IsZero || !symbolizer.OffsetY.IsZero;

    public override void Draw(FeatureShape shape)
    {
        if (shape.Kind is ShapeKind.Empty or ShapeKind.Point)
            return;
        _pen.Prepare(context.Evaluation);
        if (shape.Kind == ShapeKind.Dot)
            DrawDots(shape.Path);
        else if (symbolizer.InsideOnly && shape.Kind == ShapeKind.Polygon)
            DrawInside(shape);
        else
            DrawPath(Moved(shape.Path));
    }

    private void DrawPath(PathBuffer path) =>
        // SE 1.1, 11.1.5: positive to the left of the line; the rasteriser counts to the right, as y points down.
        _pen.Draw(context.Canvas, path, -symbolizer.PerpendicularOffset.ToPixels(context.Evaluation));

    private void DrawInside(FeatureShape shape)
    {
        var texture = context.Textures.Of(this, out _);
        context.Canvas.BeginTexture(texture);
        DrawPath(shape.Path);
        context.Canvas.EndTexture();
        context.Canvas.Fill(shape.Path, texture);
    }

    private void DrawDots(PathBuffer points)
    {
        // A stroke thinner than a pixel covers that much less of it.
        var color = _pen.Color.WithOpacity(Math.Min(1, _pen.Style.Width));
        for (var i = 0; i < points.FigureCount; i++)
            context.Canvas.Dot(points.Vertices(i)[0].X, points.Vertices(i)[0].Y, color);
    }

    private PathBuffer Moved(PathBuffer path)
    {
        if (!IsMoved)
            return path;
        context.Outline.Clear();
        context.Outline.Append(path, new Vertex(symbolizer.OffsetX.ToPixels(context.Evaluation), symbolizer.OffsetY.ToPixels(context.Evaluation)));
        return context.Outline;
    }
}
