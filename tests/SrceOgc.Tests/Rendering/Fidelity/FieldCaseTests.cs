using SrceOgc.Features.Geometries;

namespace SrceOgc.Tests.Rendering.Fidelity;

/// <summary>Small files with the habits of real users, against the pictures QGIS 3.22 made of them.</summary>
public sealed class FieldCaseTests(ITestOutputHelper output)
{
    private static readonly Envelope Extent = new(650_000, 6_900_000, 651_000, 6_900_750);

    [Theory]
    [InlineData("F01_color_long")]
    [InlineData("F02_label_scale_nomax")]
    [InlineData("F03_fid_category")]
    [InlineData("F07_map_index_rule")]
    [InlineData("F08_layer_enabled_dd")]
    [InlineData("F11_qgis2_scale")]
    public void Cases_of_the_field_look_like_QGIS(string name)
    {
        var expected = Picture.ReadPng(SharedData.Require($"../cases/{name}.qgis322.png"));
        using var maps = new DatasetMaps(SharedData.Require($"../cases/{name}.gpkg"));
        var drawn = maps.Draw(Extent, 640, 480, true, maps.Rows[0].Table);
        var difference = drawn.DifferenceFrom(expected);
        output.WriteLine($"{name}: {difference:F2}");
        Assert.InRange(difference, 0, 2);
        Assert.Empty(maps.StyleOf(maps.Rows[0].Table).Losses);
    }
}
