using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Colours as texts "r,g,b,a" or "r,g,b", and ramps.</summary>
internal static class ShadeFunctions
{
    public static IEnumerable<ObjectFunction> All =>
    [
        new("color_rgb", "red green blue", (in Arguments a) => Opaque(new(Byte(a.Number(0)), Byte(a.Number(1)), Byte(a.Number(2))))),
        new("color_hsl", "hue saturation lightness", (in Arguments a) =>
            Opaque(ShadeModels.Hsl(a.Number(0) / 360, a.Number(1) / 100, a.Number(2) / 100, 255))),
        new("color_hsla", "hue saturation lightness alpha", (in Arguments a) =>
            Text(ShadeModels.Hsl(a.Number(0) / 360, a.Number(1) / 100, a.Number(2) / 100, Byte(a.Number(3))))),
        new("color_hslf", "hue saturation lightness alpha?", (in Arguments a) =>
            Text(ShadeModels.Hsl(a.Number(0), a.Number(1), a.Number(2), Byte(255 * a.Number(3, 1))))),
        new("color_hsv", "hue saturation value", (in Arguments a) =>
            Opaque(ShadeModels.Hsv(a.Number(0) / 360, a.Number(1) / 100, a.Number(2) / 100, 255))),
        new("color_hsva", "hue saturation value alpha", (in Arguments a) =>
            Text(ShadeModels.Hsv(a.Number(0) / 360, a.Number(1) / 100, a.Number(2) / 100, Byte(a.Number(3))))),
        new("color_hsvf", "hue saturation value alpha?", (in Arguments a) =>
            Text(ShadeModels.Hsv(a.Number(0), a.Number(1), a.Number(2), Byte(255 * a.Number(3, 1))))),
        new("color_rgbf", "red green blue alpha?", (in Arguments a) =>
            Text(new(Byte(255 * a.Number(0)), Byte(255 * a.Number(1)), Byte(255 * a.Number(2)), Byte(255 * a.Number(3, 1))))),
        new("color_cmyk", "cyan magenta yellow black", (in Arguments a) =>
            Opaque(ShadeModels.Cmyk(a.Number(0) / 100, a.Number(1) / 100, a.Number(2) / 100, a.Number(3) / 100, 255))),
        new("color_cmyka", "cyan magenta yellow black alpha", (in Arguments a) =>
            Text(ShadeModels.Cmyk(a.Number(0) / 100, a.Number(1) / 100, a.Number(2) / 100, a.Number(3) / 100, Byte(a.Number(4))))),
        new("color_cmykf", "cyan magenta yellow black alpha?", (in Arguments a) =>
            Text(ShadeModels.Cmyk(a.Number(0), a.Number(1), a.Number(2), a.Number(3), Byte(255 * a.Number(4, 1))))),
        new("color_grayscale_average", "color", (in Arguments a) => a.Color(0) is var c
            && Byte(Math.Floor((c.R + c.G + c.B) / 3.0)) is var gray ? Text(new(gray, gray, gray, c.A)) : null),
        new("color_mix", "color1 color2 ratio", (in Arguments a) => Mix(a, 0.5)),
        new("color_mix_rgb", "color1 color2 ratio", (in Arguments a) => Mix(a, 0)),
        new("color_part", "color component", (in Arguments a) => ShadeModels.Part(a.Color(0), a.Text(1).ToLowerInvariant())),
        new("set_color_part", "color component value", (in Arguments a) =>
            Text(ShadeModels.WithPart(a.Color(0), a.Text(1).ToLowerInvariant(), a.Number(2)))),
        new("darker", "color factor", (in Arguments a) =>
            Text(ShadeModels.Lighter(a.Color(0), a.Whole(1) is > 0 and var by ? 100.0 / by : 1))),
        new("lighter", "color factor", (in Arguments a) =>
            Text(ShadeModels.Lighter(a.Color(0), a.Whole(1) is > 0 and var by ? by / 100.0 : 1))),
        new("create_ramp", "map discrete?", (in Arguments a) => Ramp(a.Map(0), a.Flag(1, false))),
        new("ramp_color", "ramp_name value", RampColor), new("ramp_color_object", "ramp_name value", RampColor),
    ];

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), 0, 255);

    private static string Text(Rgba color) => $"{color.R},{color.G},{color.B},{color.A}";

    private static string Opaque(Rgba color) => $"{color.R},{color.G},{color.B}";

    private static object? Mix(in Arguments arguments, double rounding)
    {
        var (a, b, share) = (arguments.Color(0), arguments.Color(1), Math.Clamp(arguments.Number(2), 0, 1));
        return Text(new(Between(a.R, b.R), Between(a.G, b.G), Between(a.B, b.B), Between(a.A, b.A)));

        byte Between(byte from, byte to) => (byte)(from * (1 - share) + to * share + rounding);
    }

    private static ColorScale Ramp(SortedDictionary<string, object?> map, bool isDiscrete)
    {
        var stops = new List<(double, Rgba)>();
        foreach (var (place, color) in map)
            if (ObjectValues.TryNumber(place, out var at) && ColorText.TryParse(ObjectValues.Text(color), out var parsed))
                stops.Add((at, parsed));
        return new([.. stops.OrderBy(stop => stop.Item1)], isDiscrete);
    }

    private static object? RampColor(in Arguments arguments)
    {
        var scale = arguments.Value(0) as ColorScale ?? NamedRamps.Find(arguments.Text(0)) ?? throw new EvaluationFailure();
        return Text(scale.At(arguments.Number(1)));
    }
}
