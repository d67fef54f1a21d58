using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Images;

/// <summary>Replaces each pixel by its number in a palette that has all of them.</summary>
internal static class PaletteMapping
{
    public static void Map(PixelBuffer image, ColorTable colors, PixelBuffer indexes)
    {
        for (var y = 0; y < image.Height; y++)
            MapRow(image.Pixels(y), colors, indexes.Pixels(y));
    }

    private static void MapRow(ReadOnlySpan<uint> row, ColorTable colors, Span<uint> indexes)
    {
        while (!row.IsEmpty)
        {
            var run = PixelRun.Length(row);
            indexes[..run].Fill((uint)colors.IndexOf(row[0]));
            row = row[run..];
            indexes = indexes[run..];
        }
    }
}
