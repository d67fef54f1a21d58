using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Symbols;

/// <summary>A fill and the outline that follows it, what most polygons of most maps are: small ones are drawn in one go.</summary>
internal sealed class OutlinedPolygonPainter : SymbolPainter
{
    private readonly PolygonPainter _fill;
    private readonly LinePainter _outline;
    private readonly Canvas _canvas;
    private readonly Color _color;
    private readonly Pen _pen;

    private OutlinedPolygonPainter(PolygonPainter fill, Color color, LinePainter outline, Pen pen, Canvas canvas) =>
        (_fill, _color, _outline, _pen, _canvas) = (fill, color, outline, pen, canvas);

    /// <summary>Null unless both look the same for every feature, one colour each.</summary>
    public static OutlinedPolygonPainter? Of(SymbolPainter below, SymbolPainter above, SymbolContext context) =>
        below is PolygonPainter { PlainColor: { } color } fill && above is LinePainter { PlainPen: { } pen } outline
            ? new OutlinedPolygonPainter(fill, color, outline, pen, context.Canvas)
            : null;

    public override void Draw(FeatureShape shape)
    {
        if (shape.Kind == ShapeKind.Polygon && _canvas.TryDrawOutlined(shape.Path, _color, FillRule.EvenOdd, _pen.Style, _pen.Color))
            return;
        _fill.Draw(shape);
        _outline.Draw(shape);
    }
}
