using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Tests.Rendering.Rasterization;

public sealed class FillTests
{
    [Fact]
    public void A_rectangle_covers_pixels_by_its_exact_share_of_them()
    {
        var canvas = Drawing.Canvas(20, 10);
        canvas.Fill(Drawing.Ring((2.25, 3.5), (5.5, 3.5), (5.5, 6), (2.25, 6)), Color.White);
        Assert.Equal(255 * 3 / 8, canvas.Red(2, 3), 1.0);
        Assert.Equal(128, canvas.Red(3, 3), 1.0);
        Assert.Equal(64, canvas.Red(5, 3), 1.0);
        Assert.Equal(191, canvas.Red(2, 4), 1.0);
        Assert.Equal(255, canvas.Red(4, 5));
        Assert.Equal(0, canvas.Red(4, 6));
        Assert.Equal(0, canvas.Red(6, 4));
    }

    [Fact]
    public void The_ink_of_any_triangle_is_its_area()
    {
        var random = new Random(3);
        for (var i = 0; i < 300; i++)
        {
            var (a, b, c) = (RandomPoint(random, 0, 64), RandomPoint(random, 0, 64), RandomPoint(random, 0, 64));
            var canvas = Drawing.Canvas(64, 64);
            canvas.Fill(Drawing.Ring(a, b, c), Color.White);
            var area = Math.Abs((b.X - a.X) * (c.Y - a.Y) - (c.X - a.X) * (b.Y - a.Y)) / 2;
            Assert.Equal(area, canvas.Ink(), 1.0);
        }
    }

    [Fact]
    public void A_polygon_beyond_the_borders_looks_as_on_a_larger_image()
    {
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
        {
            var ring = Enumerable.Range(0, 5).Select(_ => RandomPoint(random, -80, 160)).ToArray();
            var small = Drawing.Canvas(64, 64);
            small.Fill(Drawing.Ring(ring), Color.White);
            var large = Drawing.Canvas(320, 320);
            large.Fill(Drawing.Ring([.. ring.Select(p => (p.X + 96, p.Y + 96))]), Color.White);
            for (var y = 0; y < 64; y++)
                for (var x = 0; x < 64; x++)
                    Assert.Equal(large.Red(x + 96, y + 96), small.Red(x, y), 2.0);
        }
    }

    [Fact]
    public void Neighbours_on_a_shared_border_cover_each_pixel_once()
    {
        var random = new Random(5);
        for (var i = 0; i < 200; i++)
        {
            (double, double) a = (20 + random.NextDouble(), 0), b = RandomPoint(random, 10, 30), c = (20 + random.NextDouble(), 40);
            var coverage = new CoverageBuffer();
            coverage.Resize(40, 40);
            coverage.Add(Drawing.Ring((0, 0), a, b, c, (0, 40)));
            coverage.Add(Drawing.Ring(a, (40, 0), (40, 40), c, b));
            var image = new PixelBuffer();
            image.Resize(40, 40);
            image.Clear(0);
            var paint = new SolidPaint(Color.White);
            coverage.Sweep(image, ref paint, FillRule.NonZero);
            for (var y = 0; y < 40; y++)
                Assert.All(image.Pixels(y).ToArray(), pixel => Assert.Equal(Color.White.Premultiplied, pixel));
        }
    }

    [Fact]
    public void Coordinates_far_beyond_any_map_draw_what_is_in_sight()
    {
        var canvas = Drawing.Canvas(32, 32);
        canvas.Fill(Drawing.Ring((-1e12, 16), (1e12, 16), (1e12, 1e12), (-1e12, 1e12)), Color.White);
        Assert.Equal(0, canvas.Red(10, 15));
        Assert.Equal(255, canvas.Red(0, 16));
        Assert.Equal(255, canvas.Red(31, 31));
        Assert.Equal(32 * 16, canvas.Ink(), 0.01);
    }

    [Fact]
    public void What_is_not_a_number_draws_nothing_and_harms_nothing()
    {
        var canvas = Drawing.Canvas(32, 32);
        canvas.Fill(Drawing.Ring((double.NaN, 1), (3, double.PositiveInfinity), (3, 3)), Color.White);
        canvas.Begin(32, 32, Color.Black);
        canvas.Fill(Drawing.Ring((1, 1), (2, 1), (2, 2), (1, 2)), Color.White);
        Assert.Equal(1, canvas.Ink(), 0.01);
    }

    [Fact]
    public void A_hole_is_left_out_by_either_rule_when_it_runs_the_other_way()
    {
        foreach (var rule in new[] { FillRule.EvenOdd, FillRule.NonZero })
        {
            var path = Drawing.Ring((0, 0), (10, 0), (10, 10), (0, 10));
            foreach (var (x, y) in new[] { (3, 3), (3, 7), (7, 7), (7, 3) })
                path.Add(x, y);
            path.EndFigure(closed: true);
            var canvas = Drawing.Canvas(16, 16);
            canvas.Fill(path, Color.White, rule);
            Assert.Equal(84, canvas.Ink(), 0.01);
        }
    }

    [Fact]
    public void A_group_is_blended_as_a_whole()
    {
        var canvas = new RasterCanvas();
        canvas.Begin(8, 8, Color.White);
        canvas.BeginGroup(0.5);
        canvas.Fill(Drawing.Ring((0, 0), (8, 0), (8, 8), (0, 8)), new Color(255, 0, 0));
        canvas.Fill(Drawing.Ring((0, 0), (8, 0), (8, 8), (0, 8)), new Color(0, 0, 255));
        canvas.EndGroup();
        Assert.Equal(new Color(127, 127, 255).Premultiplied, canvas.Image[4, 4]);
    }

    [Fact]
    public void A_pattern_repeats_from_the_corner_whatever_the_shape()
    {
        var tile = new PixelBuffer();
        tile.Resize(3, 2);
        for (var i = 0; i < 6; i++)
            tile.Pixels(i / 3)[i % 3] = new Color((byte)(i * 40), 0, 0).Premultiplied;
        var canvas = Drawing.Canvas(32, 16);
        canvas.Fill(Drawing.Ring((4, 4), (30, 4), (30, 14), (4, 14)), new Pattern(tile));
        for (var y = 4; y < 14; y++)
            for (var x = 4; x < 30; x++)
                Assert.Equal((y % 2 * 3 + x % 3) * 40, canvas.Red(x, y));
    }

    [Fact]
    public void Drawing_allocates_nothing_once_warm()
    {
        var canvas = Drawing.Canvas(128, 128);
        var path = Drawing.Ring((10, 10), (100, 20), (90, 110), (20, 80));
        double[] dashes = [5, 3];
        // Warm is when code is compiled to the end, too: what is on its way there may box.
        var allocated = long.MaxValue;
        for (var batch = 0; batch < 20 && allocated > 0; batch++)
            allocated = AllocatedBy(100);
        Assert.Equal(0, allocated);

        long AllocatedBy(int times)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < times; i++)
                Draw();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Draw()
        {
            canvas.Fill(path, Color.White);
            canvas.Stroke(path, new StrokeStyle(3, LineCap.Round, LineJoin.Round), Color.Black, 1, dashes, 0);
            canvas.Dot(50.3, 60.7, Color.White);
        }
    }

    private static (double X, double Y) RandomPoint(Random random, double low, double high) =>
        (low + random.NextDouble() * (high - low), low + random.NextDouble() * (high - low));
}
