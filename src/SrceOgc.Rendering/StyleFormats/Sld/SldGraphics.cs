using System.Globalization;
using System.Xml.Linq;
using SrceOgc.Rendering.StyleFormats.Svg;
using SrceOgc.Rendering.Styles.Marks;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>Graphics: marks by name, characters of a font, SVG held in the document. Nothing is ever fetched.</summary>
internal static class SldGraphics
{
    private const double DefaultSize = 6;
    private const string SquareInstead = "remplacé par un carré gris";

    public static IEnumerable<PointSymbolizer> Read(XElement? graphic, SldSymbolizer symbolizer)
    {
        if (graphic is null || Content(graphic, symbolizer) is not { } content)
            return [];
        var (x, y) = symbolizer.Displacement(graphic);
        var anchor = SldContext.Child(graphic, "AnchorPoint");
        return
        [
            new PointSymbolizer(content)
            {
                Size = symbolizer.Length(SldContext.Child(graphic, "Size"), DefaultSize),
                Rotation = symbolizer.Context.Number(SldContext.Child(graphic, "Rotation"), 0),
                OffsetX = x,
                OffsetY = y,
                AnchorX = Number(anchor, "AnchorPointX", 0.5),
                AnchorY = 1 - Number(anchor, "AnchorPointY", 0.5),
                Source = GeometrySource.Feature,
            },
        ];
    }

    private static double Number(XElement? parent, string name, double missing) =>
        SldContext.TryNumber(SldContext.Text(parent, name), out var number) ? number : missing;

    /// <summary>Alternatives are listed by preference (SE 1.1, 11.3.2): the first the server can draw.</summary>
    private static Graphic? Content(XElement graphic, SldSymbolizer symbolizer)
    {
        var opacity = Number(graphic, "Opacity", 1);
        foreach (var choice in graphic.Elements())
        {
            if (choice.Name.LocalName == "Mark" && Mark(choice, opacity, symbolizer) is { } mark)
                return mark;
            if (choice.Name.LocalName == "ExternalGraphic" && External(choice, opacity, symbolizer) is { } external)
                return external;
        }

        return graphic.Elements().Any(child => child.Name.LocalName == "ExternalGraphic")
            ? Default(Rgba.Gray, null, opacity)
            : Default(Rgba.Gray, new Stroke { Join = LineJoin.Miter }, opacity);
    }

    private static MarkGraphic Default(Rgba fill, Stroke? stroke, double opacity) => new(WellKnownMarks.Square.Path)
    {
        WellKnownName = "square",
        Fill = ((Paint)fill).Fade(opacity),
        Stroke = stroke,
    };

    private static Graphic? Mark(XElement mark, double opacity, SldSymbolizer symbolizer)
    {
        var name = SldContext.Text(mark, "WellKnownName");
        var stroke = Faded(SldContext.Child(mark, "Stroke") is { } element ? SldStrokes.Read(element, symbolizer) : null, opacity);
        var hasFill = SldContext.Child(mark, "Fill") is not null;
        var fill = hasFill ? SldFills.Paint(SldContext.Child(mark, "Fill"), symbolizer).Fade(opacity) : Paint.None;
        if (Glyph(mark, name) is { } glyph)
            return glyph with { Fill = hasFill || stroke is not null ? fill : Rgba.Black, Stroke = stroke };
        if (name.Length == 0 && SldContext.Child(mark, "OnlineResource") is not null)
            return Refused(mark, symbolizer);
        if (!WellKnownMarks.TryFind(name.Length == 0 ? "square" : name, out var known))
        {
            symbolizer.Context.Losses.Approximate($"forme « {name} »", "remplacée par un carré");
            known = WellKnownMarks.Square;
        }

        return new MarkGraphic(known.Path)
        {
            WellKnownName = known.Name,
            Fill = known.IsOpen ? Paint.None : hasFill || stroke is not null ? fill : ((Paint)Rgba.Gray).Fade(opacity),
            Stroke = stroke ?? (hasFill && !known.IsOpen ? null : new Stroke { Join = LineJoin.Miter }),
        };
    }

    private static Stroke? Faded(Stroke? stroke, double opacity) =>
        stroke is null ? null : stroke with { Paint = stroke.Paint.Fade(opacity) };

    private static Graphic? Refused(XElement mark, SldSymbolizer symbolizer)
    {
        var resource = SldContext.Child(mark, "OnlineResource");
        symbolizer.Context.Losses.Approximate($"symbole extérieur « {Qml.QmlContext.Shorten(Link(resource))} »",
            $"ressource jamais ouverte, {SquareInstead}");
        return null;
    }

    private static string Link(XElement? resource) =>
        resource?.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "href")?.Value ?? "";

    /// <summary><c>ttf://Font#0x41</c> in the name (GeoServer), or OnlineResource and MarkIndex (QGIS).</summary>
    private static GlyphGraphic? Glyph(XElement mark, string name)
    {
        var link = name.Length > 0 ? name : Link(SldContext.Child(mark, "OnlineResource"));
        if (!link.StartsWith("ttf://", StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = Uri.UnescapeDataString(link["ttf://".Length..]).Split('#', 2);
        var code = parts.Length > 1 ? parts[1] : SldContext.Text(mark, "MarkIndex");
        var isHex = code.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || code.StartsWith("U+", StringComparison.OrdinalIgnoreCase);
        return int.TryParse(isHex ? code[2..] : code, isHex ? NumberStyles.HexNumber : NumberStyles.Integer, CultureInfo.InvariantCulture,
            out var rune) && System.Text.Rune.IsValid(rune)
            ? new(parts[0], new System.Text.Rune(rune).ToString())
            : null;
    }

    private static DrawingGraphic? External(XElement external, double opacity, SldSymbolizer symbolizer)
    {
        var inline = SldContext.Child(external, "InlineContent")?.Value.Trim() ?? "";
        var link = Link(SldContext.Child(external, "OnlineResource"));
        var embedded = link.StartsWith("base64:", StringComparison.Ordinal) ? link["base64:".Length..]
            : link.StartsWith("data:image/svg+xml;base64,", StringComparison.Ordinal) ? link["data:image/svg+xml;base64,".Length..]
            : inline;
        if (embedded.Length > 0)
            return SvgReader.TryRead(embedded, new SvgPalette(Rgba.Gray, Rgba.Black, 0.05, opacity), symbolizer.Context.Losses);
        symbolizer.Context.Losses.Approximate($"image extérieure « {Qml.QmlContext.Shorten(link)} »",
            $"ressource jamais ouverte, {SquareInstead}");
        return null;
    }
}
