using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Tests.Rendering.Rasterization;

/// <summary>Small drawings for tests: white on black, so that a pixel's red is its coverage.</summary>
internal static class Drawing
{
    public static RasterCanvas Canvas(int width, int height)
    {
        var canvas = new RasterCanvas();
        canvas.Begin(width, height, Color.Black);
        return canvas;
    }

    public static PathBuffer Ring(params (double X, double Y)[] vertices) => Path(closed: true, vertices);

    public static PathBuffer Line(params (double X, double Y)[] vertices) => Path(closed: false, vertices);

    private static PathBuffer Path(bool closed, (double X, double Y)[] vertices)
    {
        var path = new PathBuffer();
        foreach (var (x, y) in vertices)
            path.Add(x, y);
        path.EndFigure(closed);
        return path;
    }

    /// <summary>The ink on the image in pixels.</summary>
    public static double Ink(this RasterCanvas canvas)
    {
        var sum = 0L;
        for (var y = 0; y < canvas.Height; y++)
            foreach (var pixel in canvas.Image.Pixels(y))
                sum += pixel & 255;
        return sum / 255.0;
    }

    public static int Red(this RasterCanvas canvas, int x, int y) => (int)(canvas.Image[x, y] & 255);
}
