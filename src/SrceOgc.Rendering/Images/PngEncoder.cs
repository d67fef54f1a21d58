using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// PNG (ISO/IEC 15948) of a finished image: a palette when 256 colours say it exactly or were asked for, RGB when
/// nothing shines through, RGBA otherwise. Keeps its tables from image to image; one thread at a time.
/// </summary>
public sealed class PngEncoder(DrawingLimits? limits = null)
{
    private const int MaximumPalette = 256;

    private const byte TrueColor = 2, Indexed = 3, TrueColorWithAlpha = 6;

    private readonly PixelDeflater _deflater = new(limits);
    private readonly ColorTable _colors = new();
    private Quantizer? _quantizer;
    private readonly PixelBuffer _indexes = new(limits);

    public long CapacityInBytes => _indexes.CapacityInBytes;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes the image with all its colours.</summary>
    public void Write(PixelBuffer image, ByteSink sink)
    {
        if (_colors.TryCollect(image, MaximumPalette))
            WriteExactPalette(image, sink);
        else if (IsOpaque(image))
            WriteTrueColor(image, TrueColor, 3, sink);
        else
            WriteTrueColor(image, TrueColorWithAlpha, 4, sink);
    }

    /// <summary>Writes the image with at most 256 colours (PNG8).</summary>
    public void WriteReduced(PixelBuffer image, ByteSink sink)
    {
        if (_colors.TryCollect(image, MaximumPalette))
        {
            WriteExactPalette(image, sink);
            return;
        }
        Span<uint> palette = stackalloc uint[MaximumPalette];
        _indexes.Resize(image.Width, image.Height);
        var count = (_quantizer ??= new Quantizer()).Reduce(image, palette, _indexes);
        WriteIndexed(palette[..count], sink);
    }

    private void WriteExactPalette(PixelBuffer image, ByteSink sink)
    {
        _indexes.Resize(image.Width, image.Height);
        PaletteMapping.Map(image, _colors, _indexes);
        WriteIndexed(_colors.Pixels, sink);
    }

    private void WriteIndexed(ReadOnlySpan<uint> palette, ByteSink sink)
    {
        WriteHeader(_indexes, Indexed, sink);
        WritePalette(palette, sink);
        WriteData(_indexes, 1, sink);
    }

    private void WriteTrueColor(PixelBuffer image, byte colorType, int bytesPerPixel, ByteSink sink)
    {
        WriteHeader(image, colorType, sink);
        WriteData(image, bytesPerPixel, sink);
    }

    private static void WriteHeader(PixelBuffer image, byte colorType, ByteSink sink)
    {
        sink.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        (header[8], header[9]) = (8, colorType);
        header[10..].Clear();
        WriteChunk("IHDR"u8, header, sink);
    }

    private static void WritePalette(ReadOnlySpan<uint> palette, ByteSink sink)
    {
        Span<byte> colors = stackalloc byte[palette.Length * 3];
        Span<byte> alphas = stackalloc byte[palette.Length];
        for (var i = 0; i < palette.Length; i++)
        {
            var pixel = Pixel.Unpremultiply(palette[i]);
            (colors[i * 3], colors[i * 3 + 1], colors[i * 3 + 2], alphas[i]) =
                ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16), (byte)(pixel >> 24));
        }
        WriteChunk("PLTE"u8, colors, sink);
        var translucent = alphas.LastIndexOfAnyExcept((byte)255) + 1;
        if (translucent > 0)
            WriteChunk("tRNS"u8, alphas[..translucent], sink);
    }

    private void WriteData(PixelBuffer image, int bytesPerPixel, ByteSink sink)
    {
        var start = sink.Length;
        sink.WriteUInt32(0);
        sink.Write("IDAT"u8);
        _deflater.Write(image, bytesPerPixel, sink);
        var length = sink.Length - start - 8;
        BinaryPrimitives.WriteInt32BigEndian(sink.Written(start, 4), length);
        sink.WriteUInt32(Crc32.Of(sink.Written(start + 4, length + 4)));
        WriteChunk("IEND"u8, [], sink);
    }

    private static void WriteChunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content, ByteSink sink)
    {
        sink.WriteUInt32((uint)content.Length);
        var start = sink.Length;
        sink.Write(type);
        sink.Write(content);
        sink.WriteUInt32(Crc32.Of(sink.Written(start, content.Length + 4)));
    }

    private static bool IsOpaque(PixelBuffer image)
    {
        for (var y = 0; y < image.Height; y++)
            if (!IsOpaque(image.Pixels(y)))
                return false;
        return true;
    }

    private static bool IsOpaque(ReadOnlySpan<uint> row)
    {
        var all = Vector256<uint>.AllBitsSet;
        var i = 0;
        for (; i + 8 <= row.Length; i += 8)
            all &= Vector256.Create(row[i..]);
        var rest = ~0u;
        for (; i < row.Length; i++)
            rest &= row[i];
        for (var lane = 0; lane < 8; lane++)
            rest &= all[lane];
        return Pixel.Alpha(rest) == 255;
    }
}
