using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Sld;

internal static class SldFills
{
    /// <summary>A polygon without Fill has no inside (SE 1.1, 11.2.2); a cross of hatches makes two fills.</summary>
    public static IEnumerable<Fill> Read(XElement? fill, SldSymbolizer symbolizer)
    {
        if (fill is null)
            return [];
        if (SldContext.Child(SldContext.Child(fill, "GraphicFill"), "Graphic") is { } graphic)
            return Pattern(graphic, symbolizer);
        var paint = Paint(fill, symbolizer);
        return paint.IsNone ? [] : [new SolidFill(paint)];
    }

    public static Paint Paint(XElement? fill, SldSymbolizer symbolizer) => symbolizer.Paint(fill, "fill", "fill-opacity", Rgba.Gray);

    private static IEnumerable<Fill> Pattern(XElement graphic, SldSymbolizer symbolizer)
    {
        var marks = SldGraphics.Read(graphic, symbolizer).ToList();
        return marks.Count == 1 && marks[0].Graphic is MarkGraphic { Stroke: { } stroke } mark
            && HatchAngles(mark.WellKnownName) is { Length: > 0 } angles
            ? angles.Select(angle => Hatch(marks[0], stroke, angle))
            : marks.Count > 0 ? [Tiled(marks, symbolizer)] : [];
    }

    /// <summary>Line marks repeated side by side are hatches; in degrees counterclockwise.</summary>
    private static int[] HatchAngles(string name) => name switch
    {
        "horline" => [0],
        "line" => [90],
        "slash" => [45],
        "backslash" => [135],
        "cross" => [0, 90],
        "cross2" => [45, 135],
        _ => [],
    };

    /// <summary>Diagonals of square tiles are closer to each other than the tiles' size; SE turns clockwise.</summary>
    private static HatchFill Hatch(PointSymbolizer mark, Stroke stroke, int angle)
    {
        var isDiagonal = angle % 90 != 0;
        var rotation = mark.Rotation.Times(-1);
        Parameter<double> total = rotation.IsConstant
            ? rotation.Constant + angle
            : new Parameter<double>(angle, new Arithmetic(ArithmeticOperator.Add, rotation.Expression!, Literal.Of((double)angle)));
        return new(total, isDiagonal ? mark.Size.Times(Math.Sqrt(0.5)) : mark.Size, Length.Zero, [stroke]);
    }

    /// <summary>GeoServer's <c>graphic-margin</c> spaces the tiles: top, right, bottom, left, the last given standing for the
    /// rest.</summary>
    private static PatternFill Tiled(List<PointSymbolizer> marks, SldSymbolizer symbolizer)
    {
        var margins = SldContext.Vendor(symbolizer.Element, "graphic-margin").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => SldContext.TryNumber(part, out var margin) ? margin : 0).ToList();
        var vertical = margins.Count == 0 ? 0 : margins[0] + (margins.Count > 2 ? margins[2] : margins[0]);
        var horizontal = margins.Count == 0 ? 0 : margins.Count == 1 ? 2 * margins[0] : margins[1]
            + (margins.Count > 3 ? margins[3] : margins[1]);
        var size = marks[0].Size;
        return new(marks, Plus(size, horizontal), Plus(size, vertical));
    }

    private static Length Plus(Length length, double margin) => margin == 0 ? length : new(length.Value.Constant + margin, length.Unit);
}
