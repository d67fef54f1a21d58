using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Images;

/// <summary>Rows of pixels as the bytes of a PNG row. Targets have room for a vector past the row's end.</summary>
internal static class PixelPacking
{
    public static void PackIndexes(ReadOnlySpan<uint> pixels, Span<byte> bytes)
    {
        var i = 0;
        for (; i + 16 <= pixels.Length; i += 16)
            Vector128.Narrow(
                Vector128.Narrow(Vector128.Create(pixels[i..]), Vector128.Create(pixels[(i + 4)..])),
                Vector128.Narrow(Vector128.Create(pixels[(i + 8)..]), Vector128.Create(pixels[(i + 12)..]))).CopyTo(bytes[i..]);
        for (; i < pixels.Length; i++)
            bytes[i] = (byte)pixels[i];
    }

    public static void PackRgb(ReadOnlySpan<uint> pixels, Span<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes.Length, pixels.Length * 3 + Vector128<byte>.Count, nameof(bytes));
        ref var from = ref MemoryMarshal.GetReference(pixels);
        ref var to = ref MemoryMarshal.GetReference(bytes);
        var i = 0;
        if (Ssse3.IsSupported)
            for (; i + 4 <= pixels.Length; i += 4)
                Ssse3.Shuffle(Vector128.LoadUnsafe(ref from, (nuint)i).AsByte(), WithoutAlpha).StoreUnsafe(ref to, (nuint)(i * 3));
        for (; i < pixels.Length; i++)
        {
            bytes[i * 3] = (byte)pixels[i];
            bytes[i * 3 + 1] = (byte)(pixels[i] >> 8);
            bytes[i * 3 + 2] = (byte)(pixels[i] >> 16);
        }
    }

    public static void PackRgba(ReadOnlySpan<uint> pixels, Span<byte> bytes)
    {
        var straight = MemoryMarshal.Cast<byte, uint>(bytes);
        var i = 0;
        for (; i + 8 <= pixels.Length; i += 8)
            Unpremultiply(Vector256.Create(pixels[i..])).CopyTo(straight[i..]);
        for (; i < pixels.Length; i++)
            straight[i] = Pixel.Unpremultiply(pixels[i]);
    }

    /// <summary>
    /// The same as <see cref="Pixel.Unpremultiply"/>. Single precision is exact here: numerators stay below 2^16, and a
    /// quotient that is no whole number lies at least a 255th below the next.
    /// </summary>
    public static Vector256<uint> Unpremultiply(Vector256<uint> pixels)
    {
        var alpha = Vector256.ShiftRightLogical(pixels, 24);
        var isPlain = Vector256.Equals(alpha, Vector256.Create(255u)) | Vector256.Equals(alpha, Vector256<uint>.Zero);
        if (isPlain == Vector256<uint>.AllBitsSet)
            return pixels;
        var half = Vector256.ShiftRightLogical(alpha, 1);
        var divisor = Vector256.ConvertToSingle(alpha.AsInt32());
        var straight = Straight(pixels, 0, half, divisor) | Straight(pixels, 8, half, divisor) | Straight(pixels, 16, half,
            divisor) | pixels & Vector256.Create(0xFF000000u);
        return Vector256.ConditionalSelect(isPlain, pixels, straight);
    }

    private static Vector256<uint> Straight(Vector256<uint> pixels, int shift, Vector256<uint> half, Vector256<float> divisor)
    {
        var channel = Vector256.ShiftRightLogical(pixels, shift) & Vector256.Create(255u);
        var quotient = Vector256.ConvertToSingle((channel * Vector256.Create(255u) + half).AsInt32()) / divisor;
        var whole = Vector256.ConvertToInt32Native(quotient).AsUInt32();
        return Vector256.ShiftLeft(Vector256.Min(whole, Vector256.Create(255u)), shift);
    }

    private static Vector128<byte> WithoutAlpha
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, 255);
    }
}
