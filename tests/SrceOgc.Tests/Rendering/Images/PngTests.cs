using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Tests.Rendering.Images;

public sealed class PngTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(3, 2)]
    [InlineData(257, 9)]
    [InlineData(256, 256)]
    [InlineData(1100, 300)]
    public void Images_of_few_and_many_colours_come_back_as_they_were(int width, int height)
    {
        foreach (var (colors, alpha) in new[] { (1, false), (2, true), (40, false), (300, false), (5000, true), (1 << 24, false) })
        {
            var image = RandomImage(width, height, colors, alpha);
            using var sink = new ByteSink();
            new PngEncoder().Write(image, sink);
            AssertSame(image, PngDecoder.Decode(sink.Span));
        }
    }

    [Fact]
    public void The_colour_type_is_the_smallest_that_is_exact()
    {
        Assert.Equal(3, Encode(RandomImage(64, 64, 200, true)).ColorType);
        Assert.Equal(2, Encode(RandomImage(64, 64, 2000, false)).ColorType);
        Assert.Equal(6, Encode(RandomImage(64, 64, 2000, true)).ColorType);
    }

    [Fact]
    public void A_blank_tile_takes_a_few_hundred_bytes()
    {
        var image = new PixelBuffer();
        image.Resize(256, 256);
        image.Clear(0);
        using var sink = new ByteSink();
        new PngEncoder().Write(image, sink);
        Assert.InRange(sink.Length, 60, 200);
        AssertSame(image, PngDecoder.Decode(sink.Span));
    }

    [Fact]
    public void An_encoder_used_again_remembers_nothing()
    {
        var encoder = new PngEncoder();
        using var sink = new ByteSink();
        foreach (var colors in new[] { 3000, 10, 3000 })
        {
            var image = RandomImage(120, 80, colors, true);
            sink.Clear();
            encoder.Write(image, sink);
            AssertSame(image, PngDecoder.Decode(sink.Span));
        }
    }

    [Fact]
    public void Reduced_images_keep_flat_colours_and_stay_near_the_others()
    {
        var image = Gradient();
        using var sink = new ByteSink();
        new PngEncoder().WriteReduced(image, sink);
        var decoded = PngDecoder.Decode(sink.Span);
        Assert.Equal(3, decoded.ColorType);
        var error = 0.0;
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                error += Distance(Pixel.Unpremultiply(image[x, y]), decoded.Pixels[y * image.Width + x]);
        Assert.InRange(error / (image.Width * image.Height), 0, 6);
        Assert.Equal(new Color(46, 125, 50).Premultiplied, decoded.Pixels[5 * image.Width + 5]);
    }

    [Fact]
    public void More_colours_than_the_table_holds_are_reduced_too()
    {
        var image = RandomImage(400, 300, 1 << 24, true);
        using var sink = new ByteSink();
        new PngEncoder().WriteReduced(image, sink);
        Assert.Equal(3, PngDecoder.Decode(sink.Span).ColorType);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(120)]
    public void Flats_that_hardly_differ_stay_apart_in_a_reduced_image(byte alpha)
    {
        var (one, other) = (new Color(253, 253, 253, alpha), new Color(249, 250, 251, alpha));
        var image = RandomImage(400, 300, 1 << 24, true);
        for (var y = 0; y < 60; y++)
            image.Pixels(y).Fill((y < 30 ? one : other).Premultiplied);
        using var sink = new ByteSink();
        new PngEncoder().WriteReduced(image, sink);
        var decoded = PngDecoder.Decode(sink.Span);
        Assert.Equal(Pixel.Unpremultiply(one.Premultiplied), decoded.Pixels[10 * image.Width + 10]);
        Assert.Equal(Pixel.Unpremultiply(other.Premultiplied), decoded.Pixels[40 * image.Width + 10]);
    }

    [Fact]
    public void A_colour_only_in_rows_that_are_not_counted_gets_one_near_it()
    {
        var image = new PixelBuffer();
        image.Resize(512, 512);
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                image.Pixels(y)[x] = new Color((byte)(y % 4 == 1 ? 200 : x / 2), (byte)(x * 7), 40).Premultiplied;
        using var sink = new ByteSink();
        new PngEncoder().WriteReduced(image, sink);
        var decoded = PngDecoder.Decode(sink.Span);
        for (var i = 0; i < decoded.Pixels.Length; i++)
            Assert.InRange(Distance(Pixel.Unpremultiply(image[i % 512, i / 512]), decoded.Pixels[i]), 0, 60);
    }

    [Fact]
    public void An_encoder_reducing_again_writes_the_same()
    {
        var encoder = new PngEncoder();
        using ByteSink first = new(), second = new();
        encoder.WriteReduced(Gradient(), first);
        encoder.WriteReduced(RandomImage(400, 300, 1 << 24, true), second);
        second.Clear();
        encoder.WriteReduced(Gradient(), second);
        Assert.Equal(first.Span.ToArray(), second.Span.ToArray());
    }

    private static double Distance(uint a, uint b) =>
        Math.Abs((int)(a & 255) - (int)(b & 255)) + Math.Abs((int)(a >> 8 & 255) - (int)(b >> 8 & 255))
            + Math.Abs((int)(a >> 16 & 255) - (int)(b >> 16 & 255));

    private static PngDecoder Encode(PixelBuffer image)
    {
        using var sink = new ByteSink();
        new PngEncoder().Write(image, sink);
        return PngDecoder.Decode(sink.Span);
    }

    /// <summary>Runs, repeats of the row above, and noise, as maps have them.</summary>
    private static PixelBuffer RandomImage(int width, int height, int colors, bool translucent)
    {
        var random = new Random(width * 31 + colors);
        var image = new PixelBuffer();
        image.Resize(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var mode = random.Next(4);
                image.Pixels(y)[x] = mode == 0 && x > 0 ? image[x - 1, y]
                    : mode == 1 && y > 0 ? image[x, y - 1]
                    : ColorOf(random.Next(colors), translucent).Premultiplied;
            }
        return image;
    }

    private static Color ColorOf(int number, bool translucent) =>
        new((byte)(number * 37), (byte)(number >> 3), (byte)(number >> 9), translucent ? (byte)(255 - number % 200) : (byte)255);

    private static PixelBuffer Gradient()
    {
        var canvas = new RasterCanvas();
        canvas.Begin(200, 100, new Color(46, 125, 50));
        for (var y = 20; y < 80; y++)
            for (var x = 20; x < 180; x++)
                canvas.Image.Pixels(y)[x] = new Color((byte)x, (byte)(y * 2), (byte)(x ^ y)).Premultiplied;
        return canvas.Image;
    }

    private static void AssertSame(PixelBuffer image, PngDecoder decoded)
    {
        Assert.Equal((image.Width, image.Height), (decoded.Width, decoded.Height));
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                if (Pixel.Unpremultiply(image[x, y]) != decoded.Pixels[y * image.Width + x])
                    Assert.Fail($"({x}, {y}) : {Pixel.Unpremultiply(image[x, y]):x8} devenu {decoded.Pixels[y * image.Width + x]:x8}");
    }
}
