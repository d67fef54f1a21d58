using System.Runtime.CompilerServices;

namespace SrceOgc.Features.Geometries;

/// <summary>
/// How coarse a map may be that still shows a vertex of generalised geometry: a number of 0 to 255, a sixteenth of a
/// doubling a step, which rides in the last eight bits of the vertex's x. They are worth less than a thousandth of a
/// millimetre anywhere on Earth, and cost neither room nor reading.
/// </summary>
internal static class VertexWeight
{
    /// <summary>Of vertices that stay at every scale.</summary>
    public const int Always = 255;

    /// <summary>Bits of a single's mantissa that are dropped: four are left, which is sixteen steps.</summary>
    private const int StepShift = 19;

    private static readonly int One = BitConverter.SingleToInt32Bits(1) >> StepShift;

    /// <summary>The weight of a ratio of at least one, rounded down. Piecewise linear, and so the same on every machine.</summary>
    public static int Of(float ratio) =>
        float.IsInfinity(ratio) ? Always : Math.Clamp((BitConverter.SingleToInt32Bits(ratio) >> StepShift) - One, 0, Always - 1);

    public static double Tag(double x, int weight) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & ~255L | (uint)weight);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int On(double x) => (int)(BitConverter.DoubleToInt64Bits(x) & 255);
}
