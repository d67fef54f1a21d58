using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// Source-over of eight pixels at once. Both forms give the same bits; a test compares them. The channels of a pixel
/// are taken as two pairs of 16 bits, first and third, second and fourth, so that nothing is unpacked or packed again;
/// every intermediate fits in 16 bits without sign.
/// </summary>
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
        var both = Avx2.Or(coverage, Avx2.ShiftLeftLogical(coverage, 16)).AsUInt16();
        return OverAvx2(destination, Scale(Even(source), both), Scale(Odd(source), both));
    }

    /// <summary>Through full coverage: the source as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Over(Vector256<uint> destination, Vector256<uint> source) =>
        Avx2.IsSupported ? OverAvx2(destination, Even(source), Odd(source)) : OverScalar(destination, source, Vector256.Create(256));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> OverAvx2(Vector256<uint> destination, Vector256<ushort> even, Vector256<ushort> odd)
    {
        // Alpha is the upper channel of the odd pair.
        var alpha = Avx2.Shuffle(odd.AsByte(), Vector256.Create(
            (byte)2, 3, 2, 3, 6, 7, 6, 7, 10, 11, 10, 11, 14, 15, 14, 15, 2, 3, 2, 3, 6, 7, 6, 7, 10, 11, 10, 11, 14, 15, 14, 15));
        var rest = Avx2.Subtract(Vector256.Create((ushort)255), alpha.AsUInt16());
        even = Avx2.Add(even, ScaleBy255(Even(destination), rest));
        odd = Avx2.Add(odd, ScaleBy255(Odd(destination), rest));
        return Avx2.Or(even, Avx2.ShiftLeftLogical(odd, 8)).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Even(Vector256<uint> pixels) => Avx2.And(pixels, Vector256.Create(0x00FF00FFu)).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Odd(Vector256<uint> pixels) => Avx2.ShiftRightLogical(pixels.AsUInt16(), 8);

    /// <summary>Channels times coverage / 256, as <see cref="Pixel.Scale"/> rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Scale(Vector256<ushort> channels, Vector256<ushort> coverage) =>
        Avx2.ShiftRightLogical(Avx2.Add(Avx2.MultiplyLow(channels, coverage), Vector256.Create((ushort)128)), 8);

    /// <summary>As <see cref="Pixel.Divide255"/>: the upper half of a product with 257 is the sum of a number and its 256th, divided by
    /// 256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> ScaleBy255(Vector256<ushort> channels, Vector256<ushort> factor) =>
        Avx2.MultiplyHigh(Avx2.Add(Avx2.MultiplyLow(channels, factor), Vector256.Create((ushort)128)), Vector256.Create((ushort)257));
}
