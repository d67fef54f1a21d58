using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Functions that make colours, as texts "r,g,b,a".</summary>
internal static class ColorFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        new("color_rgb", 3, 3, Rgb), new("color_rgba", 4, 4, Rgb),
        new("color_hsl", 3, 3, Hsl), new("color_hsla", 4, 4, Hsl),
        new("set_color_part", 3, 3, SetPart), new("color_mix_rgb", 3, 3, Mix),
        new("darker", 2, 2, (arguments, context) => Lighten(arguments, context, true)),
        new("lighter", 2, 2, (arguments, context) => Lighten(arguments, context, false)),
    ];

    private static bool TryNumbers(IReadOnlyList<StyleExpression> arguments, EvaluationContext context, Span<double> numbers)
    {
        for (var i = 0; i < arguments.Count; i++)
            if (!Conversion.TryNumber(arguments[i].Evaluate(context), out numbers[i]))
                return false;
        return true;
    }

    private static bool TryColor(StyleExpression argument, EvaluationContext context, out Rgba color) =>
        ColorText.TryParse(argument.Evaluate(context).Bytes, out color);

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);

    private static FieldValue Text(Rgba color, EvaluationContext context)
    {
        var room = context.Scratch.Take(16);
        System.Text.Unicode.Utf8.TryWrite(room, $"{color.R},{color.G},{color.B},{color.A}", out var written);
        return FieldValue.Of(context.Scratch.Shrink(room, written));
    }

    private static FieldValue Rgb(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        Span<double> n = [0, 0, 0, 255];
        return TryNumbers(arguments, context, n)
            ? Text(new Rgba(Byte(n[0]), Byte(n[1]), Byte(n[2]), Byte(n[3])), context) : FieldValue.Null;
    }

    private static FieldValue Hsl(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        Span<double> n = [0, 0, 0, 255];
        return TryNumbers(arguments, context, n) ? Text(FromHsl(n[0] / 360, n[1] / 100, n[2] / 100, Byte(n[3])), context) : FieldValue.Null;
    }

    private static Rgba FromHsl(double hue, double saturation, double lightness, byte alpha)
    {
        var reach = saturation * Math.Min(lightness, 1 - lightness);
        return new(Channel(0), Channel(8), Channel(4), alpha);

        byte Channel(int step)
        {
            var k = (step + hue * 12) % 12;
            return Byte(255 * (lightness - reach * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1))));
        }
    }

    private static FieldValue SetPart(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        if (!TryColor(arguments[0], context, out var color) || !Conversion.TryNumber(arguments[2].Evaluate(context), out var value))
            return FieldValue.Null;
        var part = arguments[1].Evaluate(context).Bytes;
        var changed = part.SequenceEqual("red"u8) ? color with { R = Byte(value) }
            : part.SequenceEqual("green"u8) ? color with { G = Byte(value) }
            : part.SequenceEqual("blue"u8) ? color with { B = Byte(value) }
            : part.SequenceEqual("alpha"u8) ? color with { A = Byte(value) }
            : color;
        return Text(changed, context);
    }

    private static FieldValue Mix(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        if (!TryColor(arguments[0], context, out var a) || !TryColor(arguments[1], context, out var b)
            || !Conversion.TryNumber(arguments[2].Evaluate(context), out var share))
            return FieldValue.Null;
        return Text(new Rgba(Between(a.R, b.R), Between(a.G, b.G), Between(a.B, b.B), Between(a.A, b.A)), context);

        byte Between(byte from, byte to) => Byte(from + (to - from) * share);
    }

    /// <summary>QColor::lighter and darker: the HSV value times or divided by a percentage, which scales the three channels.</summary>
    private static FieldValue Lighten(IReadOnlyList<StyleExpression> arguments, EvaluationContext context, bool inverse)
    {
        if (!TryColor(arguments[0], context, out var color) || !Conversion.TryNumber(arguments[1].Evaluate(context), out var percent)
            || percent <= 0)
            return FieldValue.Null;
        var factor = inverse ? 100 / percent : percent / 100;
        return Text(new Rgba(Byte(color.R * factor), Byte(color.G * factor), Byte(color.B * factor), color.A), context);
    }
}
