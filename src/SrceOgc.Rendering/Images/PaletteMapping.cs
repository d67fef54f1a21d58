using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Images;

/// <summary>Replaces each pixel by its number in a palette.</summary>
internal static class PaletteMapping
{
    /// <summary>The number of a pixel among the collected ones, looked up in <paramref name="entries"/> unless that is empty.</summary>
    public static void Map(PixelBuffer image, ColorTable colors, ReadOnlySpan<byte> entries, uint mask, PixelBuffer indexes)
    {
        for (var y = 0; y < image.Height; y++)
            MapRow(image.Pixels(y), colors, entries, mask, indexes.Pixels(y));
    }

    private static void MapRow(ReadOnlySpan<uint> row, ColorTable colors, ReadOnlySpan<byte> entries, uint mask, Span<uint> indexes)
    {
        while (!row.IsEmpty)
        {
            var run = row.IndexOfAnyExcept(row[0]);
            if (run < 0)
                run = row.Length;
            var color = colors.IndexOf(row[0] & mask);
            indexes[..run].Fill(entries.IsEmpty ? (uint)color : entries[color]);
            row = row[run..];
            indexes = indexes[run..];
        }
    }
}
