using System.Buffers.Text;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Values;

/// <summary>
/// Colours as styles and expressions write them: <c>#rgb</c>, <c>#rrggbb</c>, <c>#rrggbbaa</c> (SVG order),
/// <c>r,g,b</c>, <c>r,g,b,a</c>, QGIS 3.40's <c>r,g,b,a,rgb:…</c>, <c>rgb(…)</c>, and the common names.
/// </summary>
internal static class ColorText
{
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
        Span<byte> utf8 = stackalloc byte[64];
        var usable = text is { Length: > 0 and < 64 } && System.Text.Encoding.UTF8.TryGetBytes(text, utf8, out _);
        color = default;
        return usable && TryParse(utf8[..System.Text.Encoding.UTF8.GetByteCount(text!)], out color);
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
            8 => new((byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value),
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
        foreach (var (known, value) in Names)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(name, known))
            {
                color = value;
                return true;
            }
        }

        color = default;
        return false;
    }

    private static readonly (string Name, Rgba Color)[] Names =
    [
        ("black", Rgba.Black), ("white", Rgba.White), ("red", new(255, 0, 0)), ("green", new(0, 128, 0)), ("blue", new(0, 0, 255)),
        ("yellow", new(255, 255, 0)), ("cyan", new(0, 255, 255)), ("magenta", new(255, 0, 255)), ("gray", Rgba.Gray), ("grey", Rgba.Gray),
        ("orange", new(255, 165, 0)), ("purple", new(128, 0, 128)), ("brown", new(165, 42, 42)), ("pink", new(255, 192, 203)),
        ("lime", new(0, 255, 0)), ("navy", new(0, 0, 128)), ("teal", new(0, 128, 128)), ("olive", new(128, 128, 0)),
        ("maroon", new(128, 0, 0)), ("silver", new(192, 192, 192)), ("transparent", Rgba.Transparent), ("none", Rgba.Transparent),
    ];
}
