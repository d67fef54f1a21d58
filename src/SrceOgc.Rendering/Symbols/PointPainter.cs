using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>Draws a graphic at points; on lines and polygons at a point of theirs. Graphics that look the same everywhere are drawn once,
/// as sprites.</summary>
internal sealed class PointPainter : SymbolPainter
{
    private readonly PointSymbolizer _symbolizer;
    private readonly SymbolContext _context;
    private readonly GraphicPainter? _graphic;
    private readonly MarkSprites? _sprites;
    private readonly Action _drawUnder;
    private FeatureShape? _shape;

    public PointPainter(PointSymbolizer symbolizer, SymbolContext context)
    {
        _symbolizer = symbolizer;
        _context = context;
        _drawUnder = DrawUnderShape;
        _graphic = GraphicPainter.Of(symbolizer.Graphic, context);
        if (_graphic is not null && HasConstantLook(symbolizer) && symbolizer.Graphic is not MarkGraphic { PatternFill: not null })
            _sprites = MarkSprites.Of(_graphic, Placement(0), context);
    }

    public override bool NeedsWholeShape => true;

    /// <summary>Of points drawn as sprites, see <see cref="MarkSprites.HiddenSide"/>; null for others.</summary>
    public int? HiddenSide => _sprites?.HiddenSide;

    /// <summary>How far from its point the graphic may reach, in pixels.</summary>
    public double Radius => _graphic?.Radius(Placement(0)) ?? 0;

    public Color DotColor => _graphic?.DotColor ?? Color.Transparent;

    public static bool HasConstantLook(PointSymbolizer symbolizer) =>
        symbolizer.Size.Value.IsConstant && symbolizer.Aspect.IsConstant && symbolizer.Rotation.IsConstant
        && symbolizer.OffsetX.Value.IsConstant && symbolizer.OffsetY.Value.IsConstant
        && GraphicPainter.HasConstantLook(symbolizer.Graphic);

    public override void Draw(FeatureShape shape)
    {
        if (_graphic is null || shape.Kind == ShapeKind.Empty)
            return;
        if (shape.Kind is ShapeKind.Point or ShapeKind.Dot)
            DrawAll(shape.Path);
        else
            DrawOnShape(shape);
    }

    private void DrawAll(PathBuffer points)
    {
        for (var i = 0; i < points.FigureCount; i++)
            DrawAt(points.Vertices(i)[0], 0);
    }

    private void DrawOnShape(FeatureShape shape)
    {
        _shape = shape;
        if (_symbolizer.ClipToPolygon && shape.Kind == ShapeKind.Polygon)
            _context.Canvas.FillThrough(shape.Path, FillRule.EvenOdd, _drawUnder);
        else
            DrawUnderShape();
    }

    private void DrawUnderShape()
    {
        var shape = _shape!;
        var largest = _symbolizer.EveryPart ? -1 : ShapePoints.LargestPart(shape);
        for (var part = 0; part < shape.PartCount; part++)
            if (_symbolizer.EveryPart || part == largest)
                DrawAt(ShapePoints.Center(shape, part) - _context.Canvas.Corner, 0);
    }

    /// <summary>Draws the graphic turned by so many degrees on top of its own rotation.</summary>
    public void DrawAt(Vertex at, double rotation)
    {
        if (_graphic is null || !double.IsFinite(at.X + at.Y))
            return;
        if (_sprites is not null && rotation == 0)
            _sprites.Draw(at);
        else if (IsNear(at))
            _graphic.Draw(Placement(rotation).Then(Affine.Translation(at.X, at.Y)));
    }

    private bool IsNear(Vertex at)
    {
        var radius = 64 + 4 * _symbolizer.Size.ToPixels(_context.Evaluation);
        return at.X > -radius && at.Y > -radius && at.X < _context.Canvas.Width + radius && at.Y < _context.Canvas.Height + radius;
    }

    /// <summary>From the graphic's square of -1..1 to pixels around the point: scale, anchor, displacement, rotation.</summary>
    private Affine Placement(double rotation)
    {
        var evaluation = _context.Evaluation;
        var height = SymbolBounds.Bounded(_symbolizer.Size.ToPixels(evaluation));
        var width = SymbolBounds.Bounded(height * _symbolizer.Aspect.Evaluate(evaluation));
        return Affine.Scale(width / 2, height / 2)
            .Then(Affine.Translation(
                (0.5 - _symbolizer.AnchorX) * width + _symbolizer.OffsetX.ToPixels(evaluation),
                (0.5 - _symbolizer.AnchorY) * height + _symbolizer.OffsetY.ToPixels(evaluation)))
            .Then(Affine.Rotation(_symbolizer.Rotation.Evaluate(evaluation) + rotation));
    }
}
