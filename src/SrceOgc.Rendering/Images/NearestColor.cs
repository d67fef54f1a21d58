using System.Runtime.Intrinsics;

namespace SrceOgc.Rendering.Images;

/// <summary>The palette entry whose channels differ least from a pixel's, in sum; the first of several.</summary>
internal static class NearestColor
{
    public static uint IndexOf(uint pixel, ReadOnlySpan<uint> palette)
    {
        var best = Vector256.Create(uint.MaxValue);
        var i = 0;
        for (; i + 8 <= palette.Length; i += 8)
            best = Vector256.Min(best, Distances(pixel, Vector256.Create(palette[i..])) << 8 | Vector256<uint>.Indices
                + Vector256.Create((uint)i));
        var nearest = uint.MaxValue;
        for (var lane = 0; lane < 8; lane++)
            nearest = Math.Min(nearest, best[lane]);
        for (; i < palette.Length; i++)
            nearest = Math.Min(nearest, Distances(pixel, Vector256.Create(palette[i]))[0] << 8 | (uint)i);
        return nearest & 255;
    }

    private static Vector256<uint> Distances(uint pixel, Vector256<uint> colors)
    {
        Vector256<byte> a = Vector256.Create(pixel).AsByte(), b = colors.AsByte();
        var difference = (Vector256.Max(a, b) - Vector256.Min(a, b)).AsUInt32();
        var pairs = (difference & Vector256.Create(0x00FF00FFu)) + (difference >> 8 & Vector256.Create(0x00FF00FFu));
        return (pairs & Vector256.Create(0xFFFFu)) + (pairs >> 16);
    }
}
