using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Colours in terms of hue, saturation, lightness, value and inks; shares from 0 to 1.</summary>
internal static class ShadeModels
{
    public static Rgba Hsl(double hue, double saturation, double lightness, byte alpha)
    {
        var reach = saturation * Math.Min(lightness, 1 - lightness);
        return new(Channel(0), Channel(8), Channel(4), alpha);

        byte Channel(int step)
        {
            var k = (step + hue * 12) % 12;
            return Byte(lightness - reach * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1)));
        }
    }

    public static Rgba Hsv(double hue, double saturation, double value, byte alpha)
    {
        return new(Channel(5), Channel(3), Channel(1), alpha);

        byte Channel(int step)
        {
            var k = (step + hue * 6) % 6;
            return Byte(value - value * saturation * Math.Max(0, Math.Min(Math.Min(k, 4 - k), 1)));
        }
    }

    public static Rgba Cmyk(double cyan, double magenta, double yellow, double black, byte alpha) =>
        new(Below(cyan, black), Below(magenta, black), Below(yellow, black), alpha);

    /// <summary>Qt computes with 16 bits: halves round down.</summary>
    private static byte Below(double ink, double black) => Byte((1 - ink) * (1 - black) - 1e-5);

    /// <summary>Hue in degrees, the other parts in hundredths; red, green, blue and alpha up to 255.</summary>
    public static object? Part(Rgba color, string name)
    {
        var (hue, saturation, value, lightness, lightSaturation) = Parts(color);
        var black = 1 - value;
        return name switch
        {
            "red" or "r" => (long)color.R,
            "green" or "g" => (long)color.G,
            "blue" or "b" => (long)color.B,
            "alpha" or "a" => (long)color.A,
            "hue" => hue * 360,
            "saturation" => saturation * 100,
            "value" => value * 100,
            "hsl_hue" => hue * 360,
            "hsl_saturation" => lightSaturation * 100,
            "lightness" => lightness * 100,
            "cyan" => Ink(color.R, black) * 100,
            "magenta" => Ink(color.G, black) * 100,
            "yellow" => Ink(color.B, black) * 100,
            "black" => black * 100,
            _ => throw new EvaluationFailure(),
        };
    }

    public static Rgba WithPart(Rgba color, string name, double part)
    {
        var (hue, saturation, value, lightness, lightSaturation) = Parts(color);
        var black = 1 - value;
        return name switch
        {
            "red" or "r" => color with { R = Byte(part / 255) },
            "green" or "g" => color with { G = Byte(part / 255) },
            "blue" or "b" => color with { B = Byte(part / 255) },
            "alpha" or "a" => color with { A = Byte(part / 255) },
            "hue" => Hsv(part / 360, saturation, value, color.A),
            "saturation" => Hsv(hue, part / 100, value, color.A),
            "value" => Hsv(hue, saturation, part / 100, color.A),
            "hsl_hue" => Hsl(part / 360, lightSaturation, lightness, color.A),
            "hsl_saturation" => Hsl(hue, part / 100, lightness, color.A),
            "lightness" => Hsl(hue, lightSaturation, part / 100, color.A),
            "cyan" => Cmyk(part / 100, Ink(color.G, black), Ink(color.B, black), black, color.A),
            "magenta" => Cmyk(Ink(color.R, black), part / 100, Ink(color.B, black), black, color.A),
            "yellow" => Cmyk(Ink(color.R, black), Ink(color.G, black), part / 100, black, color.A),
            "black" => Cmyk(Ink(color.R, black), Ink(color.G, black), Ink(color.B, black), part / 100, color.A),
            _ => throw new EvaluationFailure(),
        };
    }

    /// <summary>QColor::lighter: the value times the factor; beyond its end saturation gives way.</summary>
    public static Rgba Lighter(Rgba color, double factor)
    {
        var (hue, saturation, value, _, _) = Parts(color);
        value *= factor;
        if (value <= 1)
            return Hsv(hue, saturation, value, color.A);
        return Hsv(hue, Math.Max(0, saturation - (value - 1)), 1, color.A);
    }

    private static double Ink(byte channel, double black) => black >= 1 ? 0 : (1 - channel / 255.0 - black) / (1 - black);

    private static (double Hue, double Saturation, double Value, double Lightness, double LightSaturation) Parts(Rgba color)
    {
        double r = color.R / 255.0, g = color.G / 255.0, b = color.B / 255.0;
        var (most, least) = (Math.Max(r, Math.Max(g, b)), Math.Min(r, Math.Min(g, b)));
        var (reach, lightness) = (most - least, (most + least) / 2);
        var hue = reach == 0 ? 0 : most == r ? (g - b) / reach % 6 : most == g ? (b - r) / reach + 2 : (r - g) / reach + 4;
        hue = (hue < 0 ? hue + 6 : hue) / 6;
        var lightSaturation = reach == 0 ? 0 : reach / (1 - Math.Abs(2 * lightness - 1));
        return (Math.Round(hue * 36_000) / 36_000, Kept(most == 0 ? 0 : reach / most), most, lightness, Kept(lightSaturation));

        // As Qt keeps them: hues in hundredths of degrees, shares in 16 bits.
        static double Kept(double share) => Math.Round(share * 65_535) / 65_535;
    }

    private static byte Byte(double share) => (byte)Math.Clamp(Math.Round(share * 255, MidpointRounding.AwayFromZero), 0, 255);
}
