using System.Xml.Linq;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Rendering.Symbols;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>TextSymbolizer (SE 1.1, 11.4) with the vendor options GeoServer and QGIS write.</summary>
internal static class SldText
{
    public static IEnumerable<Symbolizer> Read(SldSymbolizer symbolizer)
    {
        var element = symbolizer.Element;
        if (symbolizer.Context.Parameter(SldContext.Child(element, "Label")) is not { } label || label == Literal.Null)
            return [];
        if (label is Literal { Text: "Placeholder" })
        {
            symbolizer.Context.Losses.Refuse("étiquette que QGIS n'a pas su écrire en SLD", "pas d'étiquettes");
            return [];
        }

        var font = SldContext.Child(element, "Font");
        var text = new TextSymbolizer(label)
        {
            Font = new(
                Family(font),
                SldContext.SvgText(font, "font-weight") is "bold" or "bolder" or "700" or "800" or "900",
                SldContext.SvgText(font, "font-style") is "italic" or "oblique"),
            Size = symbolizer.Length(SldContext.Svg(font, "font-size"), 10),
            Fill = symbolizer.Paint(SldContext.Child(element, "Fill"), "fill", "fill-opacity", Rgba.Black),
            Halo = Halo(SldContext.Child(element, "Halo"), symbolizer),
            Priority = symbolizer.Context.Number(SldContext.Child(element, "Priority"), 5),
            AllowOverlap = SldContext.Vendor(element, "conflictResolution") == "false",
            Source = symbolizer.Source,
        };
        return [Placed(Wrapped(text, symbolizer), symbolizer)];
    }

    private static string Family(XElement? font) =>
        SldContext.SvgText(font, "font-family") is { Length: > 0 } family ? family : "DejaVu Sans";

    private static Halo? Halo(XElement? halo, SldSymbolizer symbolizer) => halo is null ? null : new(
        symbolizer.Length(SldContext.Child(halo, "Radius"), 1, RequestLimits.HaloPixels, SymbolBounds.Halo),
        symbolizer.Paint(SldContext.Child(halo, "Fill"), "fill", "fill-opacity", Rgba.White));

    private static TextSymbolizer Wrapped(TextSymbolizer text, SldSymbolizer symbolizer)
    {
        if (!SldContext.TryNumber(SldContext.Vendor(symbolizer.Element, "autoWrap"), out var pixels) || pixels <= 0)
            return text;
        const double meanAdvance = 0.55;
        return text with { WrapLength = (int)Math.Max(pixels / (meanAdvance * Math.Max(text.Size.Value.Constant, 1)), 1) };
    }

    private static TextSymbolizer Placed(TextSymbolizer text, SldSymbolizer symbolizer)
    {
        var placement = SldContext.Child(symbolizer.Element, "LabelPlacement");
        if (SldContext.Child(placement, "LinePlacement") is { } line)
            return OnLine(text, line, symbolizer);
        if (SldContext.Child(placement, "PointPlacement") is { } point)
            return AtPoint(text, point, symbolizer);
        return symbolizer.Context.Type.Family switch
        {
            GeometryFamily.Line => text with { Placement = LabelPlacement.Parallel, Sides = LineSides.OnLine },
            GeometryFamily.Point => text with { Placement = LabelPlacement.OverPoint, AnchorX = 0.0, AnchorY = 0.5 },
            _ => text with { Placement = LabelPlacement.Horizontal },
        };
    }

    /// <summary>SE 1.1, 11.4.4: without an anchor, the label's left edge, at mid-height, lies on the point.</summary>
    private static TextSymbolizer AtPoint(TextSymbolizer text, XElement point, SldSymbolizer symbolizer)
    {
        var anchor = SldContext.Child(point, "AnchorPoint");
        var displacement = SldContext.Child(point, "Displacement");
        var isPolygon = symbolizer.Context.Type.Family == GeometryFamily.Polygon;
        return text with
        {
            Placement = LabelPlacement.OverPoint,
            AnchorX = symbolizer.Context.Number(SldContext.Child(anchor, "AnchorPointX"), isPolygon ? 0.5 : 0),
            AnchorY = symbolizer.Context.Number(SldContext.Child(anchor, "AnchorPointY"), 0.5),
            OffsetX = symbolizer.Length(SldContext.Child(displacement, "DisplacementX"), 0),
            OffsetY = symbolizer.Length(SldContext.Child(displacement, "DisplacementY"), 0),
            Rotation = symbolizer.Context.Number(SldContext.Child(point, "Rotation"), 0),
        };
    }

    private static TextSymbolizer OnLine(TextSymbolizer text, XElement line, SldSymbolizer symbolizer)
    {
        var offset = symbolizer.Length(SldContext.Child(line, "PerpendicularOffset"), 0);
        var constant = offset.Value.Constant;
        var isRepeated = SldContext.Text(line, "IsRepeated") is "true" or "1";
        SldContext.TryNumber(SldContext.Vendor(symbolizer.Element, "repeat"), out var repeat);
        SldContext.TryNumber(SldContext.Text(line, "Gap"), out var gap);
        return text with
        {
            Placement = SldContext.Vendor(symbolizer.Element, "followLine") == "true" || SldContext.Text(line, "GeneralizeLine").Length > 0
                ? LabelPlacement.Curved
                : LabelPlacement.Parallel,
            Sides = constant == 0 ? LineSides.OnLine : constant > 0 ? LineSides.Above : LineSides.Below,
            Distance = offset.Times(Math.Sign(constant)),
            RepeatDistance = symbolizer.Length(repeat > 0 ? repeat : isRepeated ? Math.Max(gap, 1) : 0),
        };
    }
}
