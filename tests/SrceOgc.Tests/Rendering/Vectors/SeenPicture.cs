using System.Text;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Tests.Server.Browser;

namespace SrceOgc.Tests.Rendering.Vectors;

/// <summary>
/// What another program shows of a vector file, in red, green and blue. Edges are smoothed otherwise by each: what is compared is the
/// mean of squares of four by four pixels.
/// </summary>
internal sealed class SeenPicture
{
    private const int Square = 4;

    /// <summary>Of 255, by which a square's mean may differ in a channel.</summary>
    private const double Tolerance = 26;

    private readonly byte[] _colors;

    private SeenPicture(int width, int height, byte[] colors) => (Width, Height, _colors) = (width, height, colors);

    public int Width { get; }

    public int Height { get; }

    public static SeenPicture OfPdf(ReadOnlySpan<byte> pdf, double dpi) => OfPixelMap(PdfTool.Draw(pdf, dpi));

    /// <summary>Skips where there is no Chromium.</summary>
    public static SeenPicture OfSvg(ReadOnlySpan<byte> svg, int width, int height)
    {
        using var folder = new TemporaryFolder();
        var picture = Path.Combine(folder.Path, "a.ppm");
        BrowserScript.Run("svg.mjs", folder.Write("a.svg", svg), picture, $"{width}", $"{height}");
        return OfPixelMap(File.ReadAllBytes(picture));
    }

    public static SeenPicture Of(PixelBuffer image)
    {
        var colors = new byte[3 * image.Width * image.Height];
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                for (var channel = 0; channel < 3; channel++)
                    colors[3 * (y * image.Width + x) + channel] = (byte)(image[x, y] >> 8 * channel);
        return new(image.Width, image.Height, colors);
    }

    /// <summary>Of what the server answered as PNG.</summary>
    public static SeenPicture Of(Images.PngDecoder image) => new(image.Width, image.Height,
        [.. image.Pixels.SelectMany(pixel => new[] { (byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16) })]);

    /// <summary>The share of squares that differ by more than a tenth.</summary>
    public double ShareUnlike(SeenPicture other)
    {
        Assert.Equal((other.Width, other.Height), (Width, Height));
        var unlike = 0;
        for (var y = 0; y + Square <= Height; y += Square)
            for (var x = 0; x + Square <= Width; x += Square)
                unlike += Enumerable.Range(0, 3).Any(c => Math.Abs(Mean(x, y, c) - other.Mean(x, y, c)) > Tolerance) ? 1 : 0;
        return unlike / (double)(Width / Square * (Height / Square));
    }

    /// <summary>The share of pixels that are not of the colour of the first.</summary>
    public double ShareInked() => Enumerable.Range(0, Width * Height)
        .Count(i => !_colors.AsSpan(3 * i, 3).SequenceEqual(_colors.AsSpan(0, 3))) / (double)(Width * Height);

    private double Mean(int left, int top, int channel)
    {
        var sum = 0.0;
        for (var y = top; y < top + Square; y++)
            for (var x = left; x < left + Square; x++)
                sum += _colors[3 * (y * Width + x) + channel];
        return sum / (Square * Square);
    }

    private static SeenPicture OfPixelMap(byte[] file)
    {
        // "P6", width and height, 255, each ended by one white character.
        var words = Encoding.ASCII.GetString(file, 0, 40).Split([' ', '\n'], 5);
        var (width, height) = (int.Parse(words[1]), int.Parse(words[2]));
        Assert.Equal(("P6", "255"), (words[0], words[3]));
        return new(width, height, file[^(3 * width * height)..]);
    }
}
