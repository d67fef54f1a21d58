using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Tests.Rendering.Rasterization;

public sealed class BlockTests
{
    [Fact]
    public void Blending_gives_the_same_bits_with_and_without_vectors()
    {
        Assert.SkipUnless(Avx2.IsSupported, "Pas d'AVX2 ici : une seule des deux formes existe.");
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            Vector256<uint> destination = RandomPixels(random), source = RandomPixels(random);
            var coverage = Vector256.Create([.. Enumerable.Range(0, 8).Select(_ => random.Next(257))]);
            Assert.Equal(PixelBlock.OverScalar(destination, source, coverage), PixelBlock.OverAvx2(destination, source, coverage));
            Assert.Equal(PixelBlock.OverScalar(destination, source, Vector256.Create(256)), PixelBlock.Over(destination, source));
        }
    }

    [Theory]
    [InlineData(FillRule.NonZero, 2, 256)]
    [InlineData(FillRule.NonZero, -1, 256)]
    [InlineData(FillRule.EvenOdd, 1, 256)]
    [InlineData(FillRule.EvenOdd, 2, 0)]
    [InlineData(FillRule.EvenOdd, -3, 256)]
    internal void Windings_become_coverage_by_the_rule(FillRule rule, int windings, int expected) =>
        Assert.Equal(Vector256.Create(expected), CoverageBlock.ToCoverage(Vector256.Create(windings * CoverageBlock.Full), rule));

    [Fact]
    public void A_pixel_unpremultiplied_and_back_changes_by_rounding_only()
    {
        for (var alpha = 1; alpha < 256; alpha++)
        {
            var color = new Color((byte)(alpha * 7), (byte)(255 - alpha), 128, (byte)alpha);
            var straight = Pixel.Unpremultiply(color.Premultiplied);
            var again = new Color((byte)straight, (byte)(straight >> 8), (byte)(straight >> 16), (byte)(straight >> 24));
            Assert.Equal(color.Premultiplied, again.Premultiplied);
        }
    }

    private static Vector256<uint> RandomPixels(Random random) =>
        Vector256.Create([.. Enumerable.Range(0, 8).Select(_ => new Color((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)).Premultiplied)]);
}
