namespace SrceOgc.Rendering.Rasterization;

/// <summary>A small immutable image drawn many times, such as a marker; (<paramref name="left"/>, <paramref name="top"/>) is where its corner goes, relative to the pixel of its anchor.</summary>
internal sealed class Sprite
{
    private readonly uint[] _pixels;

    public Sprite(PixelBuffer image, int left, int top)
    {
        (Width, Height, Left, Top) = (image.Width, image.Height, left, top);
        _pixels = new uint[Width * Height];
        for (var y = 0; y < Height; y++)
            image.Pixels(y).CopyTo(_pixels.AsSpan(y * Width));
    }

    public int Width { get; }

    public int Height { get; }

    public int Left { get; }

    public int Top { get; }

    public ReadOnlySpan<uint> Row(int y) => _pixels.AsSpan(y * Width, Width);

    /// <summary>Draws the sprite with its anchor in the pixel (x, y), clipped to the target.</summary>
    public void Draw(PixelBuffer target, int x, int y)
    {
        x += Left;
        y += Top;
        int from = Math.Max(0, -x), to = Math.Min(Width, target.Width - x);
        if (from >= to)
            return;
        for (var row = Math.Max(0, -y); row < Height && y + row < target.Height; row++)
            DrawRow(target.Pixels(y + row)[(x + from)..(x + to)], Row(row)[from..to]);
    }

    private static void DrawRow(Span<uint> target, ReadOnlySpan<uint> source)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var pixel = source[i];
            if (Pixel.Alpha(pixel) == 255)
                target[i] = pixel;
            else if (pixel != 0)
                target[i] = Pixel.Over(target[i], pixel, 256);
        }
    }
}
