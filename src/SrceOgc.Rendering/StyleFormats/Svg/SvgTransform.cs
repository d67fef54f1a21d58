using System.Globalization;
using System.Numerics;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Svg;

internal static class SvgTransform
{
    /// <summary>The <c>transform</c> attribute (SVG 1.1, 7.6): the last written acts first.</summary>
    public static Matrix3x2 Parse(string text)
    {
        var result = Matrix3x2.Identity;
        foreach (var part in text.Split(')', StringSplitOptions.RemoveEmptyEntries))
        {
            var open = part.IndexOf('(');
            if (open > 0)
                result = One(part[..open].Trim(' ', ',', '\n', '\t'), Numbers(part[(open + 1)..])) * result;
        }

        return result;
    }

    public static float[] Numbers(string text) =>
        [.. text.Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => float.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : 0)];

    private static Matrix3x2 One(string name, float[] n) => (name, n.Length) switch
    {
        ("translate", 1) => Matrix3x2.CreateTranslation(n[0], 0),
        ("translate", 2) => Matrix3x2.CreateTranslation(n[0], n[1]),
        ("scale", 1) => Matrix3x2.CreateScale(n[0]),
        ("scale", 2) => Matrix3x2.CreateScale(n[0], n[1]),
        ("rotate", 1) => Matrix3x2.CreateRotation(n[0] * MathF.PI / 180),
        ("rotate", 3) => Matrix3x2.CreateRotation(n[0] * MathF.PI / 180, new(n[1], n[2])),
        ("skewX", 1) => Matrix3x2.CreateSkew(n[0] * MathF.PI / 180, 0),
        ("skewY", 1) => Matrix3x2.CreateSkew(0, n[0] * MathF.PI / 180),
        ("matrix", 6) => new(n[0], n[1], n[2], n[3], n[4], n[5]),
        _ => Matrix3x2.Identity,
    };
}
