using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>From signed areas to coverage, eight pixels at once.</summary>
internal static class CoverageBlock
{
    /// <summary>Twice the area of a pixel in fixed-point units: what one full winding sums to.</summary>
    public const int Full = 2 << CoverageBuffer.Shift << CoverageBuffer.Shift;

    /// <summary>From <see cref="Full"/> to 256.</summary>
    private const int CoverageShift = 1 + CoverageBuffer.Shift;

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
