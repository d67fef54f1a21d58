using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>A data-defined opacity of a whole symbol, in hundredths, laid on each of its paints.</summary>
internal static class SymbolOpacity
{
    public static Symbolizer Apply(Symbolizer symbolizer, StyleExpression percent)
    {
        var opacity = FunctionCatalog.Call("coalesce",
            [new Arithmetic(ArithmeticOperator.Divide, percent, Literal.Of(100.0)), Literal.Of(1.0)]);
        return symbolizer switch
        {
            PolygonSymbolizer polygon => polygon with { Fill = Fade(polygon.Fill, opacity) },
            LineSymbolizer line => line with { Stroke = Fade(line.Stroke, opacity) },
            MarkerLineSymbolizer markers => markers with { Marks = Fade(markers.Marks, opacity) },
            PointSymbolizer point => Fade(point, opacity),
            ArrowSymbolizer arrow => arrow with
            {
                Fills = [.. arrow.Fills.Select(paint => Fade(paint, opacity))],
                Strokes = [.. arrow.Strokes.Select(stroke => Fade(stroke, opacity))],
            },
            _ => symbolizer,
        };
    }

    private static Paint Fade(Paint paint, StyleExpression opacity) => paint with
    {
        Opacity = new(paint.Opacity.Constant, new Arithmetic(ArithmeticOperator.Multiply, opacity, Literal.Of(paint.Opacity.Constant))),
    };

    private static Stroke Fade(Stroke stroke, StyleExpression opacity) => stroke with { Paint = Fade(stroke.Paint, opacity) };

    private static Fill Fade(Fill fill, StyleExpression opacity) => fill switch
    {
        SolidFill solid => new SolidFill(Fade(solid.Paint, opacity)),
        BitmapFill bitmap => bitmap with { Paint = Fade(bitmap.Paint, opacity) },
        HatchFill hatch => hatch with { Strokes = [.. hatch.Strokes.Select(stroke => Fade(stroke, opacity))] },
        PatternFill pattern => pattern with { Marks = Fade(pattern.Marks, opacity) },
        _ => fill,
    };

    private static PointSymbolizer[] Fade(IReadOnlyList<PointSymbolizer> marks, StyleExpression opacity) =>
        [.. marks.Select(mark => Fade(mark, opacity))];

    private static PointSymbolizer Fade(PointSymbolizer point, StyleExpression opacity) => point with
    {
        Graphic = point.Graphic switch
        {
            MarkGraphic mark => mark with
            {
                Fill = Fade(mark.Fill, opacity),
                Stroke = mark.Stroke is { } stroke ? Fade(stroke, opacity) : null,
                PatternFill = mark.PatternFill is { } fill ? Fade(fill, opacity) : null,
            },
            GlyphGraphic glyph => glyph with { Fill = Fade(glyph.Fill, opacity) },
            DrawingGraphic drawing => new DrawingGraphic(
                [.. drawing.Paths.Select(path => path with { Fill = Fade(path.Fill, opacity), Stroke = Fade(path.Stroke, opacity) })]),
            var other => other,
        },
    };
}
