namespace SrceOgc.Rendering.Symbols;

/// <summary>Cuts polygons out of what is drawn.</summary>
internal sealed class EraserPainter(SymbolContext context) : SymbolPainter
{
    public override void Draw(FeatureShape shape)
    {
        if (shape.Kind == ShapeKind.Polygon)
            context.Canvas.Erase(shape.Path);
    }
}
