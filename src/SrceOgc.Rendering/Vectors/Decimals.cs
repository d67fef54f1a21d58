using System.Buffers.Text;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Vectors;

/// <summary>Numbers as vector files write them: few decimals, never an exponent. The same on every machine.</summary>
internal static class Decimals
{
    /// <summary>A hundredth of a pixel is finer than anything that is seen.</summary>
    private const int Places = 2, Unit = 100;

    /// <summary>In pixels: what lies farther out is drawn there, which nobody sees.</summary>
    private const double Farthest = 1_000_000;

    public static long Rounded(double value) =>
        double.IsFinite(value) ? (long)Math.Round(Math.Clamp(value, -Farthest, Farthest) * Unit) : 0;

    /// <summary>Of a length in hundredths: "-12.3", ".5", "0".</summary>
    public static void Write(ByteSink sink, long hundredths)
    {
        var to = sink.GetSpan(24);
        var at = 0;
        if (hundredths < 0)
            to[at++] = (byte)'-';
        var size = (ulong)Math.Abs(hundredths);
        var (whole, rest) = (size / Unit, (int)(size % Unit));
        if (whole > 0 || rest == 0)
        {
            Utf8Formatter.TryFormat(whole, to[at..], out var written);
            at += written;
        }

        if (rest > 0)
        {
            to[at++] = (byte)'.';
            to[at++] = (byte)('0' + rest / 10);
            if (rest % 10 > 0)
                to[at++] = (byte)('0' + rest % 10);
        }

        sink.Advance(at);
    }

    public static void Write(ByteSink sink, double value) => Write(sink, Rounded(value));

    /// <summary>Of a matrix's part or a share of an opacity: six decimals.</summary>
    public static void WriteFine(ByteSink sink, double value) => sink.Ascii(Fine(value));

    public static string Fine(double value) =>
        (double.IsFinite(value) ? Math.Clamp(value, -Farthest, Farthest) : 0)
        .ToString("0.######", System.Globalization.CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    public static void Ascii(this ByteSink sink, string text)
    {
        var to = sink.GetSpan(text.Length);
        for (var i = 0; i < text.Length; i++)
            to[i] = (byte)text[i];
        sink.Advance(text.Length);
    }

    public static void Utf8(this ByteSink sink, string text) => sink.Write(System.Text.Encoding.UTF8.GetBytes(text));
}
