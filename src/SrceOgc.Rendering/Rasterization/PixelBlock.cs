using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>Source-over of eight pixels at once. Both forms give the same bits; a test compares them.</summary>
internal static class PixelBlock
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Over(Vector256<uint> destination, Vector256<uint> source, Vector256<int> coverage) =>
        Avx2.IsSupported ? OverAvx2(destination, source, coverage) : OverScalar(destination, source, coverage);

    public static Vector256<uint> OverScalar(Vector256<uint> destination, Vector256<uint> source, Vector256<int> coverage)
    {
        for (var i = 0; i < 8; i++)
            destination = destination.WithElement(i, Pixel.Over(destination[i], source[i], (uint)coverage[i]));
        return destination;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> OverAvx2(Vector256<uint> destination, Vector256<uint> source, Vector256<int> coverage)
    {
        var zero = Vector256<byte>.Zero;
        var low = OverHalf(
            Avx2.UnpackLow(destination.AsByte(), zero).AsUInt16(),
            Avx2.UnpackLow(source.AsByte(), zero).AsUInt16(),
            Avx2.Shuffle(coverage.AsByte(), LowCoverage).AsUInt16());
        var high = OverHalf(
            Avx2.UnpackHigh(destination.AsByte(), zero).AsUInt16(),
            Avx2.UnpackHigh(source.AsByte(), zero).AsUInt16(),
            Avx2.Shuffle(coverage.AsByte(), HighCoverage).AsUInt16());
        return Avx2.PackUnsignedSaturate(low.AsInt16(), high.AsInt16()).AsUInt32();
    }

    /// <summary>Four pixels as 16-bit channels: every intermediate fits in 16 bits without sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> OverHalf(Vector256<ushort> destination, Vector256<ushort> source, Vector256<ushort> coverage)
    {
        var half = Vector256.Create((ushort)128);
        var scaled = Avx2.ShiftRightLogical(Avx2.Add(Avx2.MultiplyLow(source, coverage), half), 8);
        var alpha = Avx2.Shuffle(scaled.AsByte(), AlphaOfPixel).AsUInt16();
        var rest = Avx2.MultiplyLow(destination, Avx2.Subtract(Vector256.Create((ushort)255), alpha));
        rest = Avx2.Add(rest, half);
        rest = Avx2.ShiftRightLogical(Avx2.Add(rest, Avx2.ShiftRightLogical(rest, 8)), 8);
        return Avx2.Add(scaled, rest);
    }

    private static Vector256<byte> LowCoverage
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
        (byte)0, 1, 0, 1, 0, 1, 0, 1, 4, 5, 4, 5, 4, 5, 4, 5, 0, 1, 0, 1, 0, 1, 0, 1, 4, 5, 4, 5, 4, 5, 4, 5);
    }

    private static Vector256<byte> HighCoverage
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
        (byte)8, 9, 8, 9, 8, 9, 8, 9, 12, 13, 12, 13, 12, 13, 12, 13, 8, 9, 8, 9, 8, 9, 8, 9, 12, 13, 12, 13, 12, 13, 12, 13);
    }

    private static Vector256<byte> AlphaOfPixel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
        (byte)6, 7, 6, 7, 6, 7, 6, 7, 14, 15, 14, 15, 14, 15, 14, 15, 6, 7, 6, 7, 6, 7, 6, 7, 14, 15, 14, 15, 14, 15, 14, 15);
    }
}
