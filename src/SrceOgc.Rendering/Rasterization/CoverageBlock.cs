using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>From signed areas to coverage, eight pixels at once. Both forms of each step give the same bits.</summary>
internal static class CoverageBlock
{
    /// <summary>Twice the area of a pixel in fixed-point units: what one full winding sums to.</summary>
    public const int Full = 2 << CoverageBuffer.Shift << CoverageBuffer.Shift;

    /// <summary>From <see cref="Full"/> to 256.</summary>
    private const int CoverageShift = 1 + CoverageBuffer.Shift;

    /// <summary>Running sums of the cells after the carry of the blocks before; the carry becomes the last of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> PrefixSum(Vector256<int> cells, ref Vector256<int> carry) =>
        Avx2.IsSupported ? PrefixSumAvx2(cells, ref carry) : PrefixSumScalar(cells, ref carry);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> PrefixSumAvx2(Vector256<int> cells, ref Vector256<int> carry)
    {
        cells = Avx2.Add(cells, Avx2.ShiftLeftLogical128BitLane(cells, 4));
        cells = Avx2.Add(cells, Avx2.ShiftLeftLogical128BitLane(cells, 8));
        var lowTotal = Avx2.Shuffle(Avx2.Permute2x128(cells, cells, 0x08), 0xFF);
        cells = Avx2.Add(Avx2.Add(cells, lowTotal), carry);
        carry = Avx2.PermuteVar8x32(cells, Vector256.Create(7));
        return cells;
    }

    public static Vector256<int> PrefixSumScalar(Vector256<int> cells, ref Vector256<int> carry)
    {
        var sum = carry[0];
        for (var i = 0; i < 8; i++)
            cells = cells.WithElement(i, sum += cells[i]);
        carry = Vector256.Create(sum);
        return cells;
    }

    /// <summary>Coverage of 0..256 of signed areas.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ToCoverage(Vector256<int> sums, FillRule rule)
    {
        var area = rule == FillRule.NonZero ? NonZero(sums) : EvenOdd(sums);
        return Vector256.ShiftRightLogical(area, CoverageShift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> NonZero(Vector256<int> sums) => Vector256.Min(Vector256.Abs(sums), Vector256.Create(Full));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> EvenOdd(Vector256<int> sums)
    {
        var within = sums & Vector256.Create(2 * Full - 1);
        return Vector256.Min(within, Vector256.Create(2 * Full) - within);
    }
}
