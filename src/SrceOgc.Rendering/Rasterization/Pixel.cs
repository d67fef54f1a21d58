using System.Runtime.CompilerServices;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>Arithmetic on premultiplied RGBA pixels, red in the low byte. Integers only: the same on every machine.</summary>
internal static class Pixel
{
    /// <summary>value / 255 rounded to nearest, for values up to 255 * 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Divide255(uint value)
    {
        value += 128;
        return (value + (value >> 8)) >> 8;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Alpha(uint pixel) => pixel >> 24;

    /// <summary>The pixel times coverage / 256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Scale(uint pixel, uint coverage)
    {
        var even = ((pixel & 0x00FF00FF) * coverage + 0x00800080) >> 8;
        var odd = ((pixel >> 8) & 0x00FF00FF) * coverage + 0x00800080;
        return (even & 0x00FF00FF) | (odd & 0xFF00FF00);
    }

    /// <summary>Source-over of <paramref name="source"/> seen through coverage 0..256.</summary>
    public static uint Over(uint destination, uint source, uint coverage)
    {
        var scaled = Scale(source, coverage);
        var inverse = 255 - Alpha(scaled);
        return scaled
            + (Divide255((destination & 255) * inverse)
               | Divide255((destination >> 8 & 255) * inverse) << 8
               | Divide255((destination >> 16 & 255) * inverse) << 16
               | Divide255((destination >> 24) * inverse) << 24);
    }

    /// <summary>The straight-alpha colour of a premultiplied pixel.</summary>
    public static uint Unpremultiply(uint pixel)
    {
        var alpha = Alpha(pixel);
        if (alpha == 255)
            return pixel;
        if (alpha == 0)
            return 0;
        var half = alpha >> 1;
        return Math.Min(255, ((pixel & 255) * 255 + half) / alpha)
            | Math.Min(255, ((pixel >> 8 & 255) * 255 + half) / alpha) << 8
            | Math.Min(255, ((pixel >> 16 & 255) * 255 + half) / alpha) << 16
            | alpha << 24;
    }
}
