using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Vectors;

/// <summary>The pixels of a small tile as squares, by colour.</summary>
internal static class PatternSquares
{
    public static IEnumerable<(Color Color, PathBuffer Squares)> Of(Pattern pattern)
    {
        var colors = new SortedDictionary<uint, PathBuffer>();
        for (var y = 0; y < pattern.Height; y++)
            for (var x = 0; x < pattern.Width; x++)
            {
                if (Pixel.Unpremultiply(pattern.Block(x, y)[0]) is not (not 0 and var pixel))
                    continue;
                if (!colors.TryGetValue(pixel, out var squares))
                    colors.Add(pixel, squares = new());
                squares.AddRectangle(x, y, x + 1, y + 1);
            }

        return colors.Select(pair => (
            new Color((byte)pair.Key, (byte)(pair.Key >> 8), (byte)(pair.Key >> 16), (byte)(pair.Key >> 24)), pair.Value));
    }
}
