using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Tests.Rendering.Rasterization;

/// <summary>The quick ways of small shapes and thin lines against the general ones.</summary>
public sealed class SmallShapeTests
{
    [Fact]
    public void A_small_shape_looks_the_same_in_its_tile_and_in_the_map()
    {
        var random = new Random(3);
        // The second canvas is too narrow for a tile.
        RasterCanvas wide = Drawing.Canvas(256, 64), narrow = Drawing.Canvas(64, 64);
        for (var i = 0; i < 300; i++)
        {
            var path = Scribble(random, 60, random.Next(3, 12), closed: true);
            wide.Begin(256, 64, Color.Black);
            narrow.Begin(64, 64, Color.Black);
            wide.Fill(path, Color.White);
            narrow.Fill(path, Color.White);
            for (var y = 0; y < 64; y++)
                Assert.Equal(narrow.Image.Pixels(y).ToArray(), wide.Image.Pixels(y)[..64].ToArray());
        }
    }

    [Fact]
    public void Fill_and_outline_at_once_are_fill_and_outline()
    {
        var random = new Random(4);
        var (fill, line) = (new Color(46, 125, 50, 180), new Color(20, 30, 200));
        RasterCanvas once = Drawing.Canvas(256, 64), twice = Drawing.Canvas(256, 64);
        for (var i = 0; i < 100; i++)
        {
            var path = Scribble(random, 50, random.Next(3, 12), closed: true);
            Assert.True(once.TryDrawOutlined(path, fill, FillRule.EvenOdd, new StrokeStyle(1), line));
            twice.Fill(path, fill);
            twice.Stroke(path, new StrokeStyle(1), line);
        }
        for (var y = 0; y < 64; y++)
            Assert.Equal(twice.Image.Pixels(y).ToArray(), once.Image.Pixels(y).ToArray());
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void Thin_lines_by_distance_are_near_those_by_outline(double width)
    {
        var random = new Random(5);
        var canvas = Drawing.Canvas(64, 64);
        for (var i = 0; i < 100; i++)
        {
            var path = Round(random, closed: i % 2 == 0);
            var style = new StrokeStyle(width, LineCap.Square, LineJoin.Bevel);
            canvas.Begin(64, 64, Color.Black);
            canvas.Stroke(path, style, Color.White);
            var exact = canvas.BeginPicture(64, 64);
            canvas.Stroke(path, style, Color.White);
            canvas.EndPicture();
            var (ink, expected) = (0.0, 0.0);
            for (var y = 0; y < 64; y++)
                for (var x = 0; x < 64; x++)
                {
                    ink += canvas.Red(x, y);
                    expected += exact[x, y] & 255;
                    Assert.InRange(canvas.Red(x, y) - (int)(exact[x, y] & 255), -128, 128);
                }
            Assert.Equal(expected, ink, expected * 0.04);
        }
    }

    [Fact]
    public void What_is_no_number_harms_nothing()
    {
        var canvas = Drawing.Canvas(256, 64);
        foreach (var bad in new[] { double.NaN, double.PositiveInfinity, -1e300 })
        {
            var path = Drawing.Ring((10, 10), (bad, 20), (30, 30), (20, bad));
            canvas.Fill(path, Color.White);
            canvas.Stroke(path, new StrokeStyle(1), Color.White);
            canvas.TryDrawOutlined(path, Color.White, FillRule.EvenOdd, new StrokeStyle(1), Color.White);
        }
        canvas.Begin(256, 64, Color.Black);
        canvas.Fill(Drawing.Ring((100, 10), (110, 10), (110, 20), (100, 20)), Color.White);
        Assert.Equal(100, canvas.Ink(), 0.1);
    }

    [Fact]
    public void A_sprite_is_hidden_when_later_ones_cover_all_of_its_ink()
    {
        var canvas = Drawing.Canvas(200, 100);
        var (small, large) = (Disc(canvas, 3), Disc(canvas, 8));
        var hidden = new HiddenPixels();
        hidden.Begin(200, 100);
        var sprites = new PlacedSprites();
        sprites.Add(small, 50, 50);
        sprites.Add(small, 50, 60);
        sprites.Add(large, 50, 50);
        Assert.Equal(1, sprites.DropHidden(0, hidden));
        Assert.True(hidden.Covers(48, 48, 53, 53));
        Assert.False(hidden.Covers(48, 48, 53, 70));
        Assert.True(hidden.Covers(-20, -20, 0, 300));
    }

    private static Sprite Disc(RasterCanvas canvas, double radius)
    {
        var picture = canvas.BeginPicture(32, 32);
        var path = new PathBuffer();
        path.AddEllipse(new Vertex(16, 16), radius, radius);
        canvas.Fill(path, Color.White);
        canvas.EndPicture();
        return new Sprite(picture, -16, -16);
    }

    /// <summary>A dozen vertices round the middle, as coasts and borders are: no needles, no crossings.</summary>
    private static PathBuffer Round(Random random, bool closed)
    {
        var path = new PathBuffer();
        for (var i = 0; i < 12; i++)
        {
            var (sine, cosine) = Math.SinCos(i * Math.PI / 6);
            var radius = 16 + 8 * random.NextDouble();
            path.Add(32 + radius * cosine, 32 + radius * sine);
        }
        path.EndFigure(closed);
        return path;
    }

    private static PathBuffer Scribble(Random random, int size, int vertices, bool closed)
    {
        var path = new PathBuffer();
        double Place() => 2 + random.NextDouble() * (size - 4);
        for (var i = 0; i < vertices; i++)
            path.Add(Place(), Place());
        path.EndFigure(closed);
        return path;
    }
}
