using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Format;

namespace SrceOgc.Tests.Features.LayerFiles;

public sealed class PackedTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(5000)]
    public void What_lies_in_hidden_areas_is_left_out_and_nothing_else(int count)
    {
        var random = new Random(count);
        var bounds = Enumerable.Range(0, count).Select(_ => Around(random.Next(1000), random.Next(1000), random.Next(1, 30)))
            .OrderBy(box => box.MinX).ToArray();
        var tree = PackedTree.Build([.. bounds.Select(box => TreeBox.Of(box))]);
        var window = new Envelope(100, 100, 900, 700);
        var hidden = new Envelope(200, -50, 650, 1100);
        using var found = new Bitmap(count);
        PackedTree.Search(tree, count, TreeBox.Of(window), box => hidden.Contains(box), found);
        for (var i = 0; i < count; i++)
            Assert.Equal(bounds[i].Intersects(window) && !hidden.Contains(bounds[i]), found[i]);
    }

    private static Envelope Around(int x, int y, int half) => new(x - half, y - half, x + half, y + half);
}
