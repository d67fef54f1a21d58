using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>Symbolizers as Symbology Encoding 1.1 elements (SE 1.1, 11).</summary>
internal static class SldSymbolizerWriter
{
    private static readonly XNamespace Se = SldWriter.Se;

    public static IEnumerable<XElement> Write(IEnumerable<Symbolizer> symbolizers) => symbolizers.Select(Write).OfType<XElement>();

    private static XElement? Write(Symbolizer symbolizer) => symbolizer switch
    {
        PolygonSymbolizer polygon when FillElement(polygon.Fill) is { } fill => new(Se + "PolygonSymbolizer", fill),
        LineSymbolizer line => new(Se + "LineSymbolizer", Unit(line.Stroke.Width), StrokeElement(line.Stroke),
            line.PerpendicularOffset.IsZero ? null : new XElement(Se + "PerpendicularOffset", Value(line.PerpendicularOffset))),
        MarkerLineSymbolizer markers when markers.Marks.Count > 0 => MarkerLine(markers),
        PointSymbolizer point => new(Se + "PointSymbolizer", Unit(point.Size), GraphicElement(point)),
        ArrowSymbolizer { Fills.Count: > 0 } arrow =>
            new(Se + "LineSymbolizer", Unit(arrow.Width), StrokeElement(new Stroke { Paint = arrow.Fills[0], Width = arrow.Width })),
        TextSymbolizer text => SldTextWriter.Write(text),
        _ => null,
    };

    private static XElement MarkerLine(MarkerLineSymbolizer markers) => new(Se + "LineSymbolizer", Unit(markers.Interval),
        new XElement(Se + "Stroke", new XElement(Se + "GraphicStroke",
            GraphicElement(markers.Marks[0]),
            new XElement(Se + "Gap",
                Value(new Length(Math.Max(0, Pixels(markers.Interval) - Pixels(markers.Marks[0].Size)), LengthUnit.Pixel))))));

    /// <summary>SE knows one unit for a whole symbolizer: metres on the ground, or pixels.</summary>
    public static XAttribute? Unit(Length length) => IsGround(length) ? new("uom", "http://www.opengeospatial.org/se/units/metre") : null;

    private static bool IsGround(Length length) => length.Unit is LengthUnit.GroundMetre or LengthUnit.MapUnit;

    private static double Pixels(Length length) => new MapScale(1, 1, MapScale.DefaultDpi).ToPixels(length.Value.Constant, length.Unit);

    public static object Value(Length length)
    {
        var factor = IsGround(length) ? 1 : new MapScale(1, 1, MapScale.DefaultDpi).ToPixels(1, length.Unit);
        return Value(length.Value.Times(factor));
    }

    public static object Value(Parameter<double> parameter) =>
        parameter.Expression is { } expression ? SldExpressionWriter.Value(expression) : SldWriter.Number(parameter.Constant);

    public static IEnumerable<XElement> Paint(Paint paint, string color, string opacity)
    {
        var constant = paint.Color.Constant;
        yield return Parameter(color, paint.Color.Expression is { } expression
            ? SldExpressionWriter.Value(expression) : $"#{constant.R:x2}{constant.G:x2}{constant.B:x2}");
        if (!paint.Opacity.IsConstant)
            yield return Parameter(opacity, SldExpressionWriter.Value(paint.Opacity.Expression!));
        else if (constant.A / 255.0 * paint.Opacity.Constant is < 1 and var share)
            yield return Parameter(opacity, SldWriter.Number(share));
    }

    public static XElement Parameter(string name, object value) => new(Se + "SvgParameter", new XAttribute("name", name), value);

    public static XElement FillOf(Paint paint) => new(Se + "Fill", Paint(paint, "fill", "fill-opacity"));

    private static XElement? FillElement(Fill fill) => fill switch
    {
        SolidFill solid => FillOf(solid.Paint),
        BitmapFill bitmap => FillOf(bitmap.Paint.Fade(System.Numerics.BitOperations.PopCount(bitmap.Bits) / 64.0)),
        HatchFill { Strokes.Count: > 0 } hatch => new(Se + "Fill", new XElement(Se + "GraphicFill", new XElement(Se + "Graphic",
            new XElement(Se + "Mark", new XElement(Se + "WellKnownName", "horline"), StrokeElement(hatch.Strokes[0])),
            new XElement(Se + "Size", Value(hatch.Distance)),
            new XElement(Se + "Rotation", Value(hatch.Angle.Times(-1)))))),
        PatternFill { Marks.Count: > 0 } pattern => new(Se + "Fill", new XElement(Se + "GraphicFill", GraphicElement(pattern.Marks[0]))),
        _ => null,
    };

    public static XElement StrokeElement(Stroke stroke) => new(Se + "Stroke",
        Paint(stroke.Paint, "stroke", "stroke-opacity"),
        Parameter("stroke-width", Value(stroke.Width)),
        Parameter("stroke-linejoin", stroke.Join switch { LineJoin.Round => "round", LineJoin.Bevel => "bevel", _ => "mitre" }),
        Parameter("stroke-linecap", stroke.Cap switch { LineCap.Round => "round", LineCap.Square => "square", _ => "butt" }),
        stroke.Dashes is { } dashes
            ? Parameter("stroke-dasharray",
            string.Join(' ', dashes.Lengths.Select(length => SldWriter.Number(DashLength(length, dashes, stroke))))) : null);

    private static double DashLength(double length, DashPattern dashes, Stroke stroke) => dashes.Unit == LengthUnit.Percent
        ? length / 100 * Pixels(stroke.Width)
        : Pixels(new Length(length, dashes.Unit));

    /// <summary>SE's order: what to draw, size, rotation, anchor, displacement (11.3.2), y upwards.</summary>
    private static XElement GraphicElement(PointSymbolizer point) => new(Se + "Graphic",
        MarkElement(point.Graphic),
        new XElement(Se + "Size", Value(point.Size)),
        point.Rotation is { IsConstant: true, Constant: 0 } ? null : new XElement(Se + "Rotation", Value(point.Rotation)),
        point is { AnchorX: 0.5, AnchorY: 0.5 } ? null : new XElement(Se + "AnchorPoint",
            new XElement(Se + "AnchorPointX", SldWriter.Number(point.AnchorX)),
                new XElement(Se + "AnchorPointY", SldWriter.Number(1 - point.AnchorY))),
        point.OffsetX.IsZero && point.OffsetY.IsZero ? null : new XElement(Se + "Displacement",
            new XElement(Se + "DisplacementX", Value(point.OffsetX)), new XElement(Se + "DisplacementY", Value(point.OffsetY.Times(-1)))));

    private static XElement MarkElement(Graphic graphic) => graphic switch
    {
        MarkGraphic mark => new(Se + "Mark",
            new XElement(Se + "WellKnownName", mark.WellKnownName.Length > 0 ? mark.WellKnownName : "square"),
            mark.Fill.IsNone ? null : FillOf(mark.Fill),
            mark.Stroke is { } stroke ? StrokeElement(stroke) : null),
        GlyphGraphic glyph => new(Se + "Mark",
            new XElement(Se + "WellKnownName", $"ttf://{glyph.FontFamily}#0x{glyph.Text.EnumerateRunes().FirstOrDefault().Value:x}"),
            FillOf(glyph.Fill)),
        _ => new(Se + "Mark", new XElement(Se + "WellKnownName", "circle"), FillOf(Rgba.Gray)),
    };
}
