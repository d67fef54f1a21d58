using System.Buffers.Binary;
using System.IO.Compression;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Tests.Rendering.Fidelity;

/// <summary>An image as red, green, blue bytes over white, for comparison: read from any 8-bit PNG that is not interlaced.</summary>
internal sealed record Picture(int Width, int Height, byte[] Rgb)
{
    public static Picture Of(PixelBuffer pixels)
    {
        var rgb = new byte[pixels.Width * pixels.Height * 3];
        for (var y = 0; y < pixels.Height; y++)
            for (var x = 0; x < pixels.Width; x++)
                Put(rgb, (y * pixels.Width + x) * 3, At(pixels, x, y));
        return new(pixels.Width, pixels.Height, rgb);
    }

    private static unsafe uint At(PixelBuffer pixels, int x, int y) => pixels.Pixels(y)[x];

    private static void Put(byte[] rgb, int at, uint premultiplied)
    {
        var missing = 255 - (premultiplied >> 24);
        for (var channel = 0; channel < 3; channel++)
            rgb[at + channel] = (byte)Math.Min(255, (premultiplied >> 8 * channel & 255) + missing);
    }

    public static Picture ReadPng(string path)
    {
        var file = File.ReadAllBytes(path);
        using var packed = new MemoryStream();
        int width = 0, height = 0, channels = 0;
        var palette = Array.Empty<byte>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var content = file.AsSpan(at + 8, length);
            switch (System.Text.Encoding.ASCII.GetString(file, at + 4, 4))
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
                    Assert.Equal(8, content[8]);
                    channels = content[9] switch { 0 or 3 => 1, 2 => 3, 4 => 2, _ => 4 };
                    break;
                case "PLTE":
                    palette = content.ToArray();
                    break;
                case "IDAT":
                    packed.Write(content);
                    break;
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        return new(width, height, ToRgb(Unfilter(zlib, width, height, channels), channels, palette));
    }

    private static byte[] Unfilter(Stream stream, int width, int height, int channels)
    {
        var stride = width * channels;
        var result = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = stream.ReadByte();
            var row = result.AsSpan(y * stride, stride);
            stream.ReadExactly(row);
            var above = y > 0 ? result.AsSpan((y - 1) * stride, stride) : new byte[stride];
            for (var x = 0; x < stride; x++)
            {
                var (left, up, corner) = (x >= channels ? row[x - channels] : 0, above[x], x >= channels ? above[x - channels] : 0);
                row[x] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
            }
        }

        return result;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private static byte[] ToRgb(byte[] samples, int channels, byte[] palette)
    {
        var rgb = new byte[samples.Length / channels * 3];
        for (int from = 0, to = 0; from < samples.Length; from += channels, to += 3)
            for (var channel = 0; channel < 3; channel++)
                rgb[to + channel] = channels switch
                {
                    1 when palette.Length > 0 => palette[samples[from] * 3 + channel],
                    1 => samples[from],
                    2 => Over(samples[from], samples[from + 1]),
                    3 => samples[from + channel],
                    _ => Over(samples[from + channel], samples[from + 3]),
                };
        return rgb;
    }

    private static byte Over(byte color, byte alpha) => (byte)((color * alpha + 255 * (255 - alpha) + 127) / 255);

    /// <summary>The mean absolute difference per channel, of 255.</summary>
    public double DifferenceFrom(Picture other)
    {
        Assert.Equal((other.Width, other.Height), (Width, Height));
        var total = 0L;
        for (var i = 0; i < Rgb.Length; i++)
            total += Math.Abs(Rgb[i] - other.Rgb[i]);
        return (double)total / Rgb.Length;
    }

    /// <summary>A square of the picture, smaller at its edges.</summary>
    public Picture Square(int left, int top, int size)
    {
        var (width, height) = (Math.Min(size, Width - left), Math.Min(size, Height - top));
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            Array.Copy(Rgb, ((top + y) * Width + left) * 3, rgb, y * width * 3, width * 3);
        return new(width, height, rgb);
    }
}
