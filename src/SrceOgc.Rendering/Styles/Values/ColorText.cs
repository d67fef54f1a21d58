using System.Buffers.Text;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Values;

/// <summary>
/// Colours as styles and expressions write them: <c>#rgb</c>, <c>#rrggbb</c>, <c>#aarrggbb</c> (Qt's order), <c>r,g,b</c>, <c>r,g,b,a</c>,
/// <c>rgb(…)</c>, the names of SVG, and what QGIS writes since 3.38: <c>r,g,b,a,</c> followed by the same in rgb, hsv, hsl or cmyk with all
/// decimals, which this drawing in eight bits has no use for.
/// </summary>
internal static class ColorText
{
    /// <summary>What is written after the four whole numbers may be as long as it likes.</summary>
    private const int MostCharacters = 64;

    public static bool TryParse(ReadOnlySpan<byte> text, out Rgba color)
    {
        text = text.Trim((byte)' ');
        return text.StartsWith("#"u8) ? TryHex(text[1..], out color)
            : text.StartsWith("rgb"u8) && text.IndexOf((byte)'(') is > 0 and var open ? TryList(text[(open + 1)..], out color)
            : text.Length > 0 && text[0] is >= (byte)'0' and <= (byte)'9' ? TryList(text, out color)
            : TryName(text, out color);
    }

    public static bool TryParse(string? text, out Rgba color)
    {
        color = default;
        Span<byte> utf8 = stackalloc byte[4 * MostCharacters];
        return !string.IsNullOrEmpty(text)
            && System.Text.Encoding.UTF8.TryGetBytes(text.AsSpan(0, Math.Min(text.Length, MostCharacters)), utf8, out var length)
            && TryParse(utf8[..length], out color);
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out Rgba color)
    {
        color = default;
        if (!Utf8Parser.TryParse(digits, out uint value, out var used, 'x') || used != digits.Length)
            return false;
        color = digits.Length switch
        {
            3 => new((byte)((value >> 8) * 17), (byte)((value >> 4 & 15) * 17), (byte)((value & 15) * 17)),
            6 => new((byte)(value >> 16), (byte)(value >> 8), (byte)value),
            8 => new((byte)(value >> 16), (byte)(value >> 8), (byte)value, (byte)(value >> 24)),
            _ => default,
        };
        return digits.Length is 3 or 6 or 8;
    }

    private static bool TryList(ReadOnlySpan<byte> text, out Rgba color)
    {
        color = default;
        Span<byte> parts = stackalloc byte[4];
        parts[3] = 255;
        var count = 0;
        while (count < 4 && TryComponent(ref text, out var value))
            parts[count++] = (byte)Math.Clamp(Math.Round(count == 4 && value < 1 ? value * 255 : value), 0, 255);
        color = new(parts[0], parts[1], parts[2], parts[3]);
        return count >= 3;
    }

    private static bool TryComponent(ref ReadOnlySpan<byte> text, out double value)
    {
        text = text.TrimStart(", "u8);
        if (!Utf8Parser.TryParse(text, out value, out var used))
            return false;
        text = text[used..];
        return true;
    }

    private static bool TryName(ReadOnlySpan<byte> name, out Rgba color)
    {
        color = Rgba.Transparent;
        if (System.Text.Ascii.EqualsIgnoreCase(name, "transparent") || System.Text.Ascii.EqualsIgnoreCase(name, "none"))
            return true;
        foreach (var (known, value) in ColorNames.All)
            if (System.Text.Ascii.EqualsIgnoreCase(name, known))
            {
                color = new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
                return true;
            }

        color = default;
        return false;
    }
}
