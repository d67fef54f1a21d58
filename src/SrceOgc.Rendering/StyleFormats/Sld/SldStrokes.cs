using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Sld;

internal static class SldStrokes
{
    /// <summary>The outline a symbolizer asks for: a stroke, or graphics along the line.</summary>
    public static IEnumerable<Symbolizer> Along(SldSymbolizer symbolizer)
    {
        if (SldContext.Child(symbolizer.Element, "Stroke") is not { } element)
            return symbolizer.Element.Name.LocalName == "LineSymbolizer"
                ? [new LineSymbolizer(new Stroke { Join = LineJoin.Miter }) { Source = symbolizer.Source }] : [];
        var offset = symbolizer.Length(SldContext.Child(symbolizer.Element, "PerpendicularOffset"), 0);
        if (SldContext.Child(element, "GraphicStroke") is { } graphic)
            return [Graphics(graphic, element, offset, symbolizer)];
        if (SldContext.Child(element, "GraphicFill") is not null)
            symbolizer.Context.Losses.Approximate("trait rempli d'un motif « GraphicFill »", "trait uni");
        var stroke = Read(element, symbolizer);
        return stroke.Paint.IsNone ? [] : [new LineSymbolizer(stroke) { PerpendicularOffset = offset, Source = symbolizer.Source }];
    }

    public static Stroke Read(XElement element, SldSymbolizer symbolizer) => new()
    {
        Paint = symbolizer.Paint(element, "stroke", "stroke-opacity", Rgba.Black),
        Width = symbolizer.Length(SldContext.Svg(element, "stroke-width"), 1),
        Dashes = Dashes(element, symbolizer),
        Cap = SldContext.SvgText(element, "stroke-linecap") switch
        {
            "round" => LineCap.Round,
            "square" => LineCap.Square,
            _ => LineCap.Butt,
        },
        Join = SldContext.SvgText(element, "stroke-linejoin") switch
        {
            "round" => LineJoin.Round,
            "bevel" => LineJoin.Bevel,
            _ => LineJoin.Miter,
        },
    };

    /// <summary>An odd list is repeated to make it even, as SVG does.</summary>
    private static DashPattern? Dashes(XElement element, SldSymbolizer symbolizer)
    {
        var lengths = SldContext.SvgText(element, "stroke-dasharray").Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => SldContext.TryNumber(part, out var length) ? Math.Max(length, 0) : 0).Take(32).ToList();
        if (lengths.Count % 2 == 1)
            lengths.AddRange([.. lengths]);
        SldContext.TryNumber(SldContext.SvgText(element, "stroke-dashoffset"), out var offset);
        return lengths.Sum() > 0 ? symbolizer.Dashes(lengths, offset) : null;
    }

    /// <summary>SE 1.1, 11.1.3: graphics end to end, with a gap between them.</summary>
    private static MarkerLineSymbolizer Graphics(XElement graphic, XElement stroke, Length offset, SldSymbolizer symbolizer)
    {
        var marks = SldGraphics.Read(SldContext.Child(graphic, "Graphic"), symbolizer).ToList();
        var size = marks.Count > 0 ? marks[0].Size.Value.Constant : 6;
        SldContext.TryNumber(SldContext.Text(graphic, "InitialGap"), out var initial);
        var hasGap = SldContext.TryNumber(SldContext.Text(graphic, "Gap"), out var gap);
        return new(marks)
        {
            Interval = symbolizer.Length(hasGap ? size + gap : Period(stroke, size)),
            StartOffset = symbolizer.Length(initial + size / 2),
            PerpendicularOffset = offset,
            Source = symbolizer.Source,
        };
    }

    /// <summary>GeoServer spaces graphics by a dash array of two lengths.</summary>
    private static double Period(XElement stroke, double size)
    {
        var total = SldContext.SvgText(stroke, "stroke-dasharray").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Sum(part => SldContext.TryNumber(part, out var length) ? length : 0);
        return total > 0 ? total : size;
    }
}
