using SrceOgc.Features.Geometries;

namespace SrceOgc.Tests.Rendering.Fidelity;

/// <summary>Real layers, with the styles QGIS saved in the file, against pictures QGIS made of them.</summary>
public sealed class ReferenceMapTests(ITestOutputHelper output)
{
    private static readonly Envelope Whole = new(588_000, 6_884_000, 732_000, 6_958_000);
    private static readonly Envelope Near = new(640_000, 6_890_000, 680_000, 6_920_000);

    private static readonly string[] Together =
    [
        "cer_reservoir_s_fr32", "cer_reservoir_l_fr32", "cer_corridor_s_fr32", "cer_cours_eau_l_fr32",
        "zones_humides", "cer_obstacle_p_fr32", "cer_obstacle_cor_l_fr32", "trame_noire_communes", "epci",
    ];

    [Theory]
    [InlineData("noire", "trame_noire_communes", "")]
    [InlineData("ensemble", "", "")]
    [InlineData("noire", "trame_noire_communes", "-qgis344")]
    [InlineData("ensemble", "", "-qgis344")]
    public void The_whole_departement_looks_like_QGIS(string reference, string layer, string version) =>
        Compare(reference, version, Whole, 1024, 526, layer.Length > 0 ? [layer] : Together);

    [Theory]
    [InlineData("reservoirs", "cer_reservoir_s_fr32", "")]
    [InlineData("hachures_corridors", "cer_cours_eau_l_fr32,cer_corridor_s_fr32", "")]
    [InlineData("obstacles", "cer_obstacle_cor_l_fr32,cer_obstacle_p_fr32", "")]
    [InlineData("reservoirs", "cer_reservoir_s_fr32", "-qgis344")]
    [InlineData("hachures_corridors", "cer_cours_eau_l_fr32,cer_corridor_s_fr32", "-qgis344")]
    [InlineData("obstacles", "cer_obstacle_cor_l_fr32,cer_obstacle_p_fr32", "-qgis344")]
    public void A_closer_view_looks_like_QGIS(string reference, string layers, string version) =>
        Compare(reference, version, Near, 800, 600, layers.Split(','));

    private void Compare(string reference, string version, Envelope extent, int width, int height, string[] layers)
    {
        var expected = Picture.ReadPng(SharedData.Require($"reference{version}/ref_{reference}.png"));
        using var maps = new DatasetMaps(SharedData.Require($"oise-tvb-stylee{version}.gpkg"));
        var drawn = maps.Draw(extent, width, height, true, layers);
        var (difference, seen) = DifferenceOutsideLabels(drawn, expected);
        output.WriteLine($"{reference}: {difference:F2} over {seen:P0}, {drawn.DifferenceFrom(expected):F2} with labels");
        maps.Show(reference, DatasetMaps.SceneOf(extent, width, height, layers.Select(name =>
            new SrceOgc.Rendering.Maps.MapLayer(maps.Layer(name), SrceOgc.Features.ReferenceSystems.CrsRegistry.Standard.Lambert93,
                maps.StyleOf(name).Style))));
        Assert.InRange(difference, 0, 4);
        Assert.InRange(seen, 0.75, 1);
    }

    /// <summary>Over the squares where neither picture has the labels' own green, and how much of the picture that is.</summary>
    private static (double Difference, double Seen) DifferenceOutsideLabels(Picture drawn, Picture expected)
    {
        const int size = 16;
        var (total, count) = (0.0, 0);
        for (var y = 0; y < drawn.Height; y += size)
            for (var x = 0; x < drawn.Width; x += size)
            {
                var (a, b) = (drawn.Square(x, y, size), expected.Square(x, y, size));
                if (HasLabel(a) || HasLabel(b))
                    continue;
                total += a.DifferenceFrom(b) * a.Rgb.Length;
                count += a.Rgb.Length;
            }

        return (total / count, (double)count / drawn.Rgb.Length);
    }

    private static bool HasLabel(Picture square)
    {
        for (var i = 0; i < square.Rgb.Length; i += 3)
            if (Math.Abs(square.Rgb[i] - 27) + Math.Abs(square.Rgb[i + 1] - 77) + Math.Abs(square.Rgb[i + 2] - 27) < 60)
                return true;
        return false;
    }
}
