using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Tests.Features.Layers;

namespace SrceOgc.Tests.Features.LayerFiles;

/// <summary>A layer file that is not what was written is never read as if it were.</summary>
public sealed class LayerFileDamageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("srceogc-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(GeometryFamily.None)]
    [InlineData(GeometryFamily.Point)]
    [InlineData(GeometryFamily.Polygon)]
    [InlineData(GeometryFamily.Mixed)]
    public void A_changed_byte_in_any_section_is_found(GeometryFamily family)
    {
        var whole = Written(family);
        foreach (var (name, section) in SectionsOf(whole).Where(section => section.Value.Length > 0))
            foreach (var at in new[] { section.Offset, section.Offset + section.Length / 2, section.Offset + section.Length - 1 })
            {
                var changed = (byte[])whole.Clone();
                changed[at] ^= 0x10;
                using var layer = PublishedLayer.Open(Saved(changed));
                Assert.True(layer.Verify(CancellationToken.None) == LayerSoundness.Damaged, $"{name} at {at}");
                Assert.True(layer.IsDamaged);
                Assert.Throws<DamagedLayerException>(() => layer.Open(FeatureQuery.All));
            }
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_no_layer_file()
    {
        var whole = Written(GeometryFamily.Polygon);
        var step = Math.Max(1, whole.Length / 400);
        for (var length = 0; length < whole.Length; length += length > whole.Length - 64 ? 1 : step)
            Assert.Throws<InvalidDataException>(() => PublishedLayer.Open(Saved(whole[..length])).Dispose());
    }

    [Fact]
    public void A_changed_directory_is_no_layer_file()
    {
        var whole = Written(GeometryFamily.Point);
        var start = (int)SectionsOf(whole).Values.Max(section => section.Offset + section.Length);
        for (var at = start; at < whole.Length; at += Math.Max(1, (whole.Length - start) / 200))
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= 0x01;
            // Padding before the directory says nothing.
            if (Opens(changed))
                Assert.Equal(0, whole[at]);
        }
    }

    private bool Opens(byte[] content)
    {
        try
        {
            PublishedLayer.Open(Saved(content)).Dispose();
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private byte[] Written(GeometryFamily family)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.couche");
        SampleLayer.Write(path, family, 60);
        return File.ReadAllBytes(path);
    }

    private string Saved(byte[] content)
    {
        var path = Path.Combine(_folder, "abime.couche");
        File.WriteAllBytes(path, content);
        return path;
    }

    private Dictionary<string, SectionRange> SectionsOf(byte[] whole)
    {
        using var file = new MappedFile(Saved(whole));
        return LayerHeader.Read(file).Sections;
    }
}
