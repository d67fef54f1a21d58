using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Tests.Rendering.Rasterization;

public sealed class StrokeTests
{
    [Theory]
    [InlineData(LineCap.Butt, 40)]
    [InlineData(LineCap.Square, 56)]
    [InlineData(LineCap.Round, 40 + Math.PI * 4)]
    internal void Caps_add_what_they_are(LineCap cap, double ink) =>
        Assert.Equal(ink, Ink(Drawing.Line((10, 20), (20, 20)), new StrokeStyle(4, cap)), 0.35);

    [Theory]
    [InlineData(LineJoin.Bevel, 2 * 80 + 2)]
    [InlineData(LineJoin.Miter, 2 * 80 + 4)]
    [InlineData(LineJoin.Round, 2 * 80 + Math.PI)]
    internal void Joins_add_what_they_are_at_a_right_angle(LineJoin join, double inkWithOverlap) =>
        Assert.Equal(inkWithOverlap - 4, Ink(Drawing.Line((10, 10), (30, 10), (30, 30)), new StrokeStyle(4, LineCap.Butt, join)), 0.3);

    [Fact]
    public void A_mitre_beyond_the_limit_is_cut_off()
    {
        var line = Drawing.Line((10, 30), (40, 32), (10, 34));
        var bevelled = Ink(line, new StrokeStyle(4, LineCap.Butt, LineJoin.Bevel));
        Assert.Equal(bevelled, Ink(line, new StrokeStyle(4, LineCap.Butt, LineJoin.Miter, 4)), 0.01);
        Assert.True(Ink(line, new StrokeStyle(4, LineCap.Butt, LineJoin.Miter, 100)) > bevelled + 10);
    }

    [Fact]
    public void A_ring_is_as_wide_at_its_first_vertex_as_at_others()
    {
        var ring = Ink(Drawing.Ring((10, 10), (40, 10), (40, 40), (10, 40)), new StrokeStyle(2));
        Assert.Equal(32 * 32 - 28 * 28, ring, 0.3);
    }

    [Fact]
    public void Gentle_turns_keep_the_width()
    {
        var points = Enumerable.Range(0, 200).Select(i => (32 + 20 * Math.Cos(i * Math.PI / 100), 32 + 20 * Math.Sin(i * Math.PI / 100)));
        foreach (var width in new[] { 0.5, 1, 3, 8 })
            Assert.Equal(2 * Math.PI * 20 * width, Ink(Drawing.Ring([.. points]), new StrokeStyle(width)), 2 * Math.PI * 20 * width * 0.01);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void A_line_of_one_pixel_on_pixel_centres_is_crisp(double shift)
    {
        var canvas = Drawing.Canvas(32, 16);
        canvas.Stroke(Drawing.Line((4, 8.5 + shift), (28, 8.5 + shift)), new StrokeStyle(1), Color.White);
        Assert.Equal(shift == 0 ? 255 : 128, canvas.Red(16, 8), 1.0);
        Assert.Equal(shift == 0 ? 0 : 128, canvas.Red(16, 9), 1.0);
    }

    [Fact]
    public void Dashes_follow_the_pattern_from_its_offset()
    {
        var canvas = Drawing.Canvas(64, 8);
        canvas.Stroke(Drawing.Line((0, 4.5), (64, 4.5)), new StrokeStyle(1), Color.White, 0, [6, 4], 2);
        var row = Enumerable.Range(0, 64).Select(x => canvas.Red(x, 4) > 128);
        Assert.Equal(Enumerable.Range(0, 64).Select(x => (x + 2) % 10 < 6), row);
    }

    [Fact]
    public void Dashes_go_on_round_corners_and_over_what_cannot_be_seen()
    {
        var near = Drawing.Canvas(64, 64);
        near.Stroke(Drawing.Line((-1000, 4.5), (32.5, 4.5), (32.5, 60)), new StrokeStyle(1), Color.White, 0, [7, 3], 0);
        for (var x = 0; x < 30; x++)
            Assert.Equal((1000 + x) % 10 < 7, near.Red(x, 4) > 128);
        for (var y = 7; y < 58; y++)
            Assert.Equal((1032.5 + (y + 0.5 - 4.5)) % 10 < 7, near.Red(32, y) > 128);
    }

    [Fact]
    public void Dashes_of_an_endless_line_take_no_endless_time()
    {
        var canvas = Drawing.Canvas(64, 64);
        canvas.Stroke(Drawing.Line((-1e12, 32), (1e12, 32)), new StrokeStyle(1), Color.White, 0, [4, 4], 0);
        Assert.InRange(canvas.Ink(), 20, 50);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-6)]
    public void An_offset_line_runs_beside_its_axis(double offset)
    {
        var canvas = Drawing.Canvas(40, 40);
        canvas.Stroke(Drawing.Line((0, 20.5), (40, 20.5)), new StrokeStyle(1), Color.White, offset, [], 0);
        Assert.Equal(255, canvas.Red(20, 20 + (int)offset));
        Assert.Equal(40, canvas.Ink(), 0.1);
    }

    [Fact]
    public void A_dot_spreads_one_pixel_of_ink_where_it_lies()
    {
        var canvas = Drawing.Canvas(8, 8);
        canvas.Dot(4, 4.25, Color.White);
        Assert.Equal(1, canvas.Ink(), 0.02);
        Assert.Equal(canvas.Red(3, 3), canvas.Red(4, 3));
        Assert.True(canvas.Red(3, 4) > canvas.Red(3, 3));
    }

    private static double Ink(PathBuffer path, StrokeStyle style)
    {
        var canvas = Drawing.Canvas(128, 64);
        canvas.Stroke(path, style, Color.White);
        return canvas.Ink();
    }
}
