using System.Runtime.Intrinsics;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Tests.Rendering.Images;

public sealed class ChecksumTests
{
    [Fact]
    public void Crc_is_that_of_the_definition_at_every_length()
    {
        var bytes = new byte[700];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
            Assert.Equal(ByBits(bytes.AsSpan(0, length)), Crc32.Of(bytes.AsSpan(0, length)));
    }

    /// <summary>ISO/IEC 15948, annex D, one bit at a time.</summary>
    private static uint ByBits(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = crc >> 1 ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }
        return ~crc;
    }

    [Fact]
    public void Straight_alpha_by_vectors_is_that_of_single_pixels()
    {
        for (var alpha = 0u; alpha < 256; alpha++)
            for (var channel = 0u; channel <= alpha; channel++)
            {
                var pixel = alpha << 24 | channel << 16 | (alpha - channel) << 8 | channel;
                Assert.Equal(Pixel.Unpremultiply(pixel), PixelPacking.Unpremultiply(Vector256.Create(pixel))[3]);
            }
    }
}
