using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Images;

/// <summary>Rows of pixels as the bytes of a PNG row. Targets have room for a vector past the row's end.</summary>
internal static class PixelPacking
{
    public static void PackIndexes(ReadOnlySpan<uint> pixels, Span<byte> bytes)
    {
        for (var i = 0; i < pixels.Length; i++)
            bytes[i] = (byte)pixels[i];
    }

    public static void PackRgb(ReadOnlySpan<uint> pixels, Span<byte> bytes)
    {
        var i = 0;
        if (Ssse3.IsSupported)
            for (; i + 4 <= pixels.Length; i += 4)
                Ssse3.Shuffle(Vector128.Create(pixels[i..]).AsByte(), WithoutAlpha).CopyTo(bytes[(i * 3)..]);
        for (; i < pixels.Length; i++)
        {
            bytes[i * 3] = (byte)pixels[i];
            bytes[i * 3 + 1] = (byte)(pixels[i] >> 8);
            bytes[i * 3 + 2] = (byte)(pixels[i] >> 16);
        }
    }

    public static void PackRgba(ReadOnlySpan<uint> pixels, Span<byte> bytes)
    {
        var (last, straight) = (0u, 0u);
        for (var i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] != last)
                (last, straight) = (pixels[i], Pixel.Unpremultiply(pixels[i]));
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes[(i * 4)..], straight);
        }
    }

    private static Vector128<byte> WithoutAlpha => Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
}
