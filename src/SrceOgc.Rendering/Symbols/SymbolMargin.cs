using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Symbols;

/// <summary>How far, in pixels, symbols reach beyond their features: features that far outside the map are drawn too.</summary>
internal static class SymbolMargin
{
    /// <summary>For what depends on the feature and is unknown yet.</summary>
    private const double Unknown = 32;

    private const double Largest = 256;

    public static double Of(IEnumerable<StylePass> passes, MapScale scale)
    {
        var margin = 1.0;
        foreach (var pass in passes)
            foreach (var rule in pass.Rules)
                if (rule.Scales.Contains(scale.Denominator))
                    foreach (var symbolizer in rule.Symbolizers)
                        margin = Math.Max(margin, Of(symbolizer, scale));
        return Math.Min(margin, Largest) + 1;
    }

    private static double Of(Symbolizer symbolizer, MapScale scale) => symbolizer switch
    {
        LineSymbolizer line => Of(line.Stroke, scale) + Of(line.PerpendicularOffset, scale) + Of(line.OffsetX, scale)
            + Of(line.OffsetY, scale),
        PolygonSymbolizer polygon => Of(polygon.OffsetX, scale) + Of(polygon.OffsetY, scale),
        PointSymbolizer point => Of(point, scale),
        MarkerLineSymbolizer marks =>
            Of(marks.PerpendicularOffset, scale) + marks.Marks.Select(mark => Of(mark, scale)).DefaultIfEmpty().Max(),
        ArrowSymbolizer arrow =>
            Of(arrow.Width, scale) + Of(arrow.StartWidth, scale) + Of(arrow.HeadLength, scale) + Of(arrow.HeadThickness, scale),
        _ => Unknown,
    };

    /// <summary>A mark's corners are half a diagonal away; its stroke and an anchor at its edge may double that.</summary>
    private static double Of(PointSymbolizer point, MapScale scale) =>
        Of(point.Size, scale) * (point.AnchorX == 0.5 && point.AnchorY == 0.5 ? 0.75 : 1.5) * Math.Max(1, point.Aspect.Constant)
        + Of(point.OffsetX, scale) + Of(point.OffsetY, scale)
        + (point.Graphic is MarkGraphic { Stroke: { } stroke } ? Of(stroke, scale) : 0);

    /// <summary>Half the width, four times that at a mitred corner.</summary>
    private static double Of(Stroke stroke, MapScale scale) =>
        Of(stroke.Width, scale) / 2 * (stroke.Join == LineJoin.Miter ? 4 : 1) + 1;

    private static double Of(Length length, MapScale scale) =>
        length.Value.IsConstant && length.Unit != LengthUnit.Percent
            ? Math.Abs(scale.ToPixels(length.Value.Constant, length.Unit)) : Unknown;
}
