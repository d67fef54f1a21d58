using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Tests.Rendering.Images;

public sealed class JpegTests
{
    [Theory]
    [InlineData(64, 64)]
    [InlineData(1, 1)]
    [InlineData(61, 35)]
    public void A_decoded_image_is_close_to_the_original(int width, int height)
    {
        var image = Scene(width, height);
        using var sink = new ByteSink();
        new JpegEncoder(95).Write(image, sink);
        var decoded = JpegDecoder.Decode(sink.Span);
        Assert.Equal((width, height), (decoded.Width, decoded.Height));
        var error = 0.0;
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var channel = 0; channel < 3; channel++)
                    error += Math.Abs((int)(image[x, y] >> 8 * channel & 255) - decoded.Channel(x, y, channel));
        Assert.InRange(error / (3 * width * height), 0, 3);
    }

    [Fact]
    public void What_is_transparent_is_shown_on_white()
    {
        var image = new PixelBuffer();
        image.Resize(16, 16);
        image.Clear(0);
        using var sink = new ByteSink();
        new JpegEncoder().Write(image, sink);
        Assert.Equal(255, JpegDecoder.Decode(sink.Span).Channel(8, 8, 1), 1.0);
    }

    [Fact]
    public void A_higher_quality_takes_more_bytes()
    {
        Assert.True(Size(95) > Size(60));

        static int Size(int quality)
        {
            using var sink = new ByteSink();
            new JpegEncoder(quality).Write(Scene(100, 100), sink);
            return sink.Length;
        }
    }

    private static PixelBuffer Scene(int width, int height)
    {
        var canvas = new RasterCanvas();
        canvas.Begin(width, height, new Color(220, 240, 230));
        var path = new PathBuffer();
        path.AddEllipse(new Vertex(width / 2.0, height / 2.0), width / 3.0, height / 3.0);
        canvas.Fill(path, new Color(200, 40, 60));
        canvas.Stroke(path, new StrokeStyle(3), new Color(20, 60, 160));
        return canvas.Image;
    }
}
