using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

/// <summary>
/// Draws features with one symbolizer at one scale. Made once per layer and map: whatever is constant is computed
/// then. The legend draws with the same painters.
/// </summary>
public abstract class SymbolPainter
{
    /// <summary>The whole geometry is needed, not only what the window shows: dashes are counted from the line's start, centres found in the whole polygon.</summary>
    public virtual bool NeedsWholeShape => false;

    public abstract void Draw(FeatureShape shape);

    /// <summary>The painter of a symbolizer; null when there is nothing to see of it, or it is not drawn here (text).</summary>
    public static SymbolPainter? Of(Symbolizer symbolizer, SymbolContext context)
    {
        SymbolPainter? painter = symbolizer switch
        {
            PolygonSymbolizer polygon => new PolygonPainter(polygon, context),
            LineSymbolizer { Stroke.Paint.IsNone: true } => null,
            LineSymbolizer line => new LinePainter(line, context),
            PointSymbolizer point => new PointPainter(point, context),
            MarkerLineSymbolizer marks => new MarkerLinePainter(marks, context),
            ArrowSymbolizer arrow => new ArrowPainter(arrow, context),
            _ => null,
        };
        if (painter is not null && symbolizer.Source != GeometrySource.Feature)
            painter = new DerivedShapePainter(symbolizer.Source, painter, context);
        return painter is null || symbolizer.Condition is not { } condition ? painter : new ConditionalPainter(condition, painter, context);
    }

    public static SymbolPainter[] Of(IEnumerable<Symbolizer> symbolizers, SymbolContext context)
    {
        var painters = new List<SymbolPainter>();
        foreach (var painter in symbolizers.Select(symbolizer => Of(symbolizer, context)).OfType<SymbolPainter>())
            if (painters.LastOrDefault() is { } below && OutlinedPolygonPainter.Of(below, painter, context) is { } both)
                painters[^1] = both;
            else
                painters.Add(painter);
        return [.. painters];
    }
}

/// <summary>Colours of styles as the rasteriser takes them.</summary>
internal static class ColorConversion
{
    public static Color ToColor(this SrceOgc.Rendering.Styles.Values.Rgba color) => new(color.R, color.G, color.B, color.A);
}
