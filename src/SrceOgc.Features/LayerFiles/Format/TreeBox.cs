using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.LayerFiles.Format;

/// <summary>
/// A rectangle of the index: single precision, rounded outwards, the maxima negated so that one vector comparison
/// tells whether two rectangles meet.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TreeBox(float MinX, float MinY, float NegatedMaxX, float NegatedMaxY)
{
    public static readonly TreeBox Nothing =
        new(float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity);

    public static readonly TreeBox Everything =
        new(float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity);

    public static TreeBox Of(in Envelope envelope) =>
        new(Down(envelope.MinX), Down(envelope.MinY), Down(-envelope.MaxX), Down(-envelope.MaxY));

    public Envelope ToEnvelope() => new(MinX, MinY, -NegatedMaxX, -NegatedMaxY);

    public TreeBox Union(in TreeBox other) => new(
        Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Min(NegatedMaxX, other.NegatedMaxX),
            Math.Min(NegatedMaxY, other.NegatedMaxY));

    /// <summary>The vector every box meeting this window is below: (maxX, maxY, -minX, -minY).</summary>
    public Vector128<float> Limits => Vector128.Create(-NegatedMaxX, -NegatedMaxY, -MinX, -MinY);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Meets(Vector128<float> limits) => Vector128.LessThanOrEqualAll(Unsafe.BitCast<TreeBox, Vector128<float>>(this), limits);

    /// <summary>Whether this box lies inside <paramref name="window"/>.</summary>
    public bool Within(in TreeBox window) =>
        MinX >= window.MinX && MinY >= window.MinY && NegatedMaxX >= window.NegatedMaxX && NegatedMaxY >= window.NegatedMaxY;

    private static float Down(double value)
    {
        var single = (float)value;
        return single > value ? MathF.BitDecrement(single) : single;
    }
}
