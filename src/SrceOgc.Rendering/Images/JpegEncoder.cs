using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// Baseline JPEG (ITU-T T.81) in a JFIF envelope, without chroma subsampling, which blurs coloured lines. What is
/// translucent is shown on white. Keeps its tables; one thread at a time.
/// </summary>
public sealed class JpegEncoder
{
    public const int DefaultQuality = 85;

    private const int BlockSide = 8;

    private readonly DrawingLimits? _limits;
    private readonly JpegQuantization _luminance;
    private readonly JpegQuantization _chrominance;

    public JpegEncoder(int quality = DefaultQuality, DrawingLimits? limits = null)
    {
        _limits = limits;
        _luminance = new JpegQuantization(JpegQuantization.Luminance, quality);
        _chrominance = new JpegQuantization(JpegQuantization.Chrominance, quality);
    }

    public void Write(PixelBuffer image, ByteSink sink)
    {
        WriteHeader(image, sink);
        var bits = new JpegBitSink(sink);
        Span<int> previous = stackalloc int[3];
        previous.Clear();
        Span<int> samples = stackalloc int[3 * BlockSide * BlockSide];
        for (var y = 0; y < image.Height; y += BlockSide)
        {
            _limits?.Look();
            for (var x = 0; x < image.Width; x += BlockSide)
            {
                ReadBlock(image, x, y, samples);
                previous[0] = WriteBlock(samples[..64], _luminance, JpegHuffman.Luminance, previous[0], ref bits);
                previous[1] = WriteBlock(samples[64..128], _chrominance, JpegHuffman.Chrominance, previous[1], ref bits);
                previous[2] = WriteBlock(samples[128..], _chrominance, JpegHuffman.Chrominance, previous[2], ref bits);
            }
        }
        bits.Finish();
        sink.Write([0xFF, 0xD9]);
    }

    /// <summary>Y, Cb and Cr of eight by eight pixels around zero (JFIF 1.02, conversion in 16-bit fixed point); the last row and column
    /// are repeated past the image.</summary>
    private static void ReadBlock(PixelBuffer image, int x, int y, Span<int> samples)
    {
        for (var row = 0; row < BlockSide; row++)
        {
            var pixels = image.Pixels(Math.Min(y + row, image.Height - 1));
            for (var column = 0; column < BlockSide; column++)
            {
                var pixel = pixels[Math.Min(x + column, pixels.Length - 1)];
                // Premultiplied on white: what alpha leaves open is white.
                var white = 255 - (int)Pixel.Alpha(pixel);
                int r = (int)(pixel & 255) + white, g = (int)(pixel >> 8 & 255) + white, b = (int)(pixel >> 16 & 255) + white;
                var at = row * BlockSide + column;
                samples[at] = ((19595 * r + 38470 * g + 7471 * b + 32768) >> 16) - 128;
                samples[64 + at] = (-11059 * r - 21709 * g + 32768 * b + 32767) >> 16;
                samples[128 + at] = (32768 * r - 27439 * g - 5329 * b + 32767) >> 16;
            }
        }
    }

    private static int WriteBlock(scoped Span<int> samples, JpegQuantization quantization, JpegHuffman codes, int previous,
        ref JpegBitSink bits)
    {
        CosineTransform.Forward(samples);
        quantization.Apply(samples);
        codes.Write(samples, previous, ref bits);
        return samples[0];
    }

    private void WriteHeader(PixelBuffer image, ByteSink sink)
    {
        sink.Write([0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        _luminance.Write(0, sink);
        _chrominance.Write(1, sink);
        sink.Write([0xFF, 0xC0, 0, 17, 8]);
        sink.Write([(byte)(image.Height >> 8), (byte)image.Height, (byte)(image.Width >> 8), (byte)image.Width]);
        sink.Write([3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]);
        JpegHuffman.Luminance.WriteTables(0, sink);
        JpegHuffman.Chrominance.WriteTables(1, sink);
        sink.Write([0xFF, 0xDA, 0, 12, 3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);
    }
}
