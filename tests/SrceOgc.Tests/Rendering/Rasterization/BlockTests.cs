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

    /// <summary>The longest edges of the largest image, nearly level ones, and upright ones on its borders leave what lies beside their row
    /// alone.</summary>
    [Fact]
    public unsafe void Edges_stay_between_their_ends()
    {
        const int Side = 16384 << CoverageBuffer.Shift, Blocks = 16384 / 8 + 1;
        var cells = new int[(Blocks + 2) * 8];
        var carries = new int[Blocks + 2];
        var random = new Random(6);
        fixed (int* firstCell = &cells[8], firstCarry = &carries[1])
            for (var i = 0; i < 3_000; i++)
            {
                int y0 = random.Next(Side - 2_000), y1 = y0 + random.Next(1, 1_500);
                int x0 = Place(), x1 = Place();
                EdgeCells.Add(new SameRow(firstCell, firstCarry), x0, y0, x1, y1, 1);
                EdgeCells.Add(new SameRow(firstCell, firstCarry), x1, y0, x0, y1, -1);
                Assert.Equal(0, cells.AsSpan(0, 8).IndexOfAnyExcept(0) + 1);
                Assert.Equal(0, cells.AsSpan((Blocks + 1) * 8).IndexOfAnyExcept(0) + 1);
                Assert.Equal((0, 0), (carries[0], carries[^1]));
                Assert.Equal(0, carries.Sum());
            }

        int Place() => random.Next(4) switch { 0 => random.Next(3), 1 => Side - random.Next(3), 2 => random.Next(Side), _ => 0 };
    }

    /// <summary>All rows of an edge in one.</summary>
    private unsafe struct SameRow(int* cells, int* carries) : ICellRow
    {
        public readonly int* Cells => cells;

        public readonly int* Carries => carries;

        public readonly void MoveDown()
        {
        }

        public readonly void Mark(int first, int last) => Assert.InRange(first, 0, last);
    }

    private static Vector256<uint> RandomPixels(Random random) =>
        Vector256.Create([.. Enumerable.Range(0, 8)
            .Select(_ => new Color((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256),
            (byte)random.Next(256)).Premultiplied)]);
}
