using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Strokes lines and rings.</summary>
internal sealed class LinePainter : SymbolPainter
{
    private readonly LineSymbolizer _symbolizer;
    private readonly SymbolContext _context;
    private readonly Pen _pen;
    private readonly Action _drawInside;
    private FeatureShape? _shape;
    private PathBuffer? _trimmed;

    public LinePainter(LineSymbolizer symbolizer, SymbolContext context)
    {
        (_symbolizer, _context) = (symbolizer, context);
        _pen = new Pen(symbolizer.Stroke, context.Evaluation);
        _drawInside = DrawUnderShape;
    }

    public override bool NeedsWholeShape => _pen.IsDashed || _symbolizer.InsideOnly || _symbolizer.IsTrimmed;

    /// <summary>The pen that draws every line along its course, if one does.</summary>
    public Pen? PlainPen =>
        _pen.IsConstant && !_pen.IsDashed && !_symbolizer.InsideOnly && !IsMoved && !_symbolizer.IsTrimmed
            && _symbolizer.PerpendicularOffset.IsZero ? _pen : null;

    private bool IsMoved => !_symbolizer.OffsetX.IsZero || !_symbolizer.OffsetY.IsZero;

    public override void Draw(FeatureShape shape)
    {
        if (shape.Kind is ShapeKind.Empty or ShapeKind.Point)
            return;
        _pen.Prepare(_context.Evaluation);
        if (shape.Kind == ShapeKind.Dot)
            DrawDots(shape.Path);
        else if (_symbolizer.InsideOnly && shape.Kind == ShapeKind.Polygon)
            DrawInside(shape);
        else
            DrawPath(Moved(shape.Path));
    }

    private void DrawPath(PathBuffer path) =>
        // SE 1.1, 11.1.5: positive to the left of the line; the rasteriser counts to the right, as y points down.
        _pen.Draw(_context.Canvas, Trimmed(path), -SymbolBounds.Bounded(_symbolizer.PerpendicularOffset.ToPixels(_context.Evaluation)));

    private PathBuffer Trimmed(PathBuffer path)
    {
        if (!_symbolizer.IsTrimmed)
            return path;
        _trimmed ??= new PathBuffer(_context.Canvas.Limits);
        _trimmed.Clear();
        LineTrimming.Trim(path, _trimmed, _symbolizer, _context.Evaluation);
        return _trimmed;
    }

    private void DrawInside(FeatureShape shape)
    {
        _shape = shape;
        _context.Canvas.FillThrough(shape.Path, FillRule.EvenOdd, _drawInside);
    }

    private void DrawUnderShape()
    {
        _context.Outline.Clear();
        _context.Outline.Append(_shape!.Path, -_context.Canvas.Corner);
        DrawPath(_context.Outline);
    }

    private void DrawDots(PathBuffer points)
    {
        // A stroke thinner than a pixel covers that much less of it.
        var color = _pen.Color.WithOpacity(Math.Min(1, _pen.Style.Width));
        for (var i = 0; i < points.FigureCount; i++)
            _context.Canvas.Dot(points.Vertices(i)[0].X, points.Vertices(i)[0].Y, color);
    }

    private PathBuffer Moved(PathBuffer path)
    {
        if (!IsMoved)
            return path;
        _context.Outline.Clear();
        var evaluation = _context.Evaluation;
        _context.Outline.Append(path, new Vertex(_symbolizer.OffsetX.ToPixels(evaluation), _symbolizer.OffsetY.ToPixels(evaluation)));
        return _context.Outline;
    }
}
