using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Fills polygons.</summary>
internal sealed class PolygonPainter(PolygonSymbolizer symbolizer, SymbolContext context) : SymbolPainter
{
    private readonly FillPainter? _fill = FillPainter.Of(symbolizer.Fill, context);

    /// <summary>The colour that fills every polygon where it lies, if one does.</summary>
    public Color? PlainColor => IsMoved || symbolizer.Fill is not SolidFill { Paint.IsConstant: true } ? null : _fill?.DotColor;

    private bool IsMoved => !symbolizer.OffsetX.IsZero || !symbolizer.OffsetY.IsZero;

    public override void Draw(FeatureShape shape)
    {
        if (_fill is null || shape.Kind is ShapeKind.Empty or ShapeKind.Point or ShapeKind.Line)
            return;
        _fill.Prepare();
        if (shape.Kind == ShapeKind.Polygon)
            _fill.Fill(Moved(shape.Path), FillRule.EvenOdd);
        else
            for (var i = 0; i < shape.Path.FigureCount; i++)
                context.Canvas.Dot(shape.Path.Vertices(i)[0].X, shape.Path.Vertices(i)[0].Y, _fill.DotColor);
    }

    private PathBuffer Moved(PathBuffer path)
    {
        if (!IsMoved)
            return path;
        context.Outline.Clear();
        context.Outline.Append(path,
            new Vertex(symbolizer.OffsetX.ToPixels(context.Evaluation), symbolizer.OffsetY.ToPixels(context.Evaluation)));
        return context.Outline;
    }
}
