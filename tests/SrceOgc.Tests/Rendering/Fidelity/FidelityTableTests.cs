using System.Globalization;
using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Labels;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.StyleFormats;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Tests.Rendering.Fidelity;

/// <summary>
/// Every renderer and symbol layer of QGIS, drawn by both: the pairs of <c>tests/fidelity</c> against the table published in
/// <c>ogc/fidelite-styles.md</c>. Run with FIDELITY_BLESS=1 to write the table anew after looking at the pictures.
/// </summary>
public sealed class FidelityTableTests
{
    private const string Table = "ogc/fidelite-styles.md";
    private static readonly Envelope Extent = new(700_000, 6_800_000, 702_400, 6_801_600);
    private static readonly MapRenderer Renderer = new(new FontLibrary(), scene => new MapLabels(scene.Width, scene.Height));

    private sealed record Case(string Name, string Title, string Geometry);

    [Fact]
    public void The_published_table_says_what_is_drawn()
    {
        var path = Path.Combine(RepositoryFiles.Root, Table);
        var written = Write();
        if (Environment.GetEnvironmentVariable("FIDELITY_BLESS") == "1")
            File.WriteAllText(path, written);
        var published = File.ReadAllLines(path);
        Assert.Equal(published.Length, written.Split('\n').Length - 1);
        foreach (var (expected, actual) in published.Zip(written.Split('\n')))
            AssertSameRow(expected, actual);
    }

    /// <summary>A hair's breadth of difference is the rasteriser's business, not the reader's.</summary>
    private static void AssertSameRow(string expected, string actual)
    {
        var (before, now) = (expected.Split(" | "), actual.Split(" | "));
        if (before.Length < 4 || !double.TryParse(before[1], CultureInfo.InvariantCulture, out _))
        {
            Assert.Equal(expected, actual);
            return;
        }

        Assert.Equal([before[0], .. before[3..]], [now[0], .. now[3..]]);
        AssertNear(before[1], now[1]);
        AssertNear(before[2], now[2]);
    }

    private static void AssertNear(string published, string now)
    {
        const double hair = 0.1;
        Assert.Equal(double.Parse(published, CultureInfo.InvariantCulture), double.Parse(now, CultureInfo.InvariantCulture), hair);
    }

    private static string Folder => Path.Combine(RepositoryFiles.Root, "tests/fidelity");

    private static string Write()
    {
        var result = new StringBuilder();
        result.Append("""
            # Fidélité du dessin des styles

            Chaque ligne compare l'image du serveur à celles de QGIS 3.22 et 3.40, chacun pour le style QML qu'il a écrit, sur des données
            d'essai (240 × 160 pixels, 96 ppp). L'écart est la différence moyenne absolue par composante, sur 255.
            « fidèle » : mêmes formes aux mêmes places ; « approché » : la publication le signale avec ce qui est fait à la place ;
            « voisin » : même dessin, grain ou place légèrement différents.
            Les fonctions des expressions ont leur table : [fidelite-expressions.md](fidelite-expressions.md).
            Cette table est refaite par les tests (`FIDELITY_BLESS=1`), les images par `tests/fidelity/make_references.py`.

            | symbole | écart, 3.22 | écart, 3.40 | état | note |
            |---|---:|---:|---|---|

            """);
        foreach (var row in File.ReadAllLines(Path.Combine(Folder, "cases.tsv")).Select(line => line.Split('\t')))
            result.Append(Row(new(row[0], row[1], row[2])));
        return result.ToString();
    }

    private static string Row(Case test)
    {
        var losses = new StyleLosses();
        var (old, current) = (Difference(test, "", losses), Difference(test, "qgis340", losses));
        var difference = Math.Max(old, current);
        var state = losses.All.Any(loss => loss.Kind == LossKind.Refused) ? "refusé" : losses.All.Count > 0 ? "approché" : difference < 2
            ? "fidèle" : "voisin";
        var notes = string.Join(" ; ", losses.All.Select(loss => loss.ToString()).Distinct());
        return string.Create(CultureInfo.InvariantCulture, $"| {test.Title} | {old:F2} | {current:F2} | {state} | {notes} |\n");
    }

    /// <summary>From the picture of the QGIS that wrote the style.</summary>
    private static double Difference(Case test, string version, StyleLosses losses)
    {
        var source = Source(test.Geometry);
        var path = Path.Combine(Folder, version, test.Name);
        var style = QmlReader.Read(test.Name, StyleXml.Load(File.ReadAllBytes($"{path}.qml")), source.Type, losses);
        var drawn = Draw(test.Name, new MapLayer(source, CrsRegistry.Standard.Lambert93, style));
        return drawn.DifferenceFrom(Picture.ReadPng($"{path}.png"));
    }

    private static Picture Draw(string name, MapLayer layer)
    {
        using var map = Renderer.Render(DatasetMaps.SceneOf(Extent, 240, 160, [layer]), RequestBudget.Unlimited);
        if (Environment.GetEnvironmentVariable("FIDELITY_PICTURES") is { Length: > 0 } folder)
        {
            using var sink = new ByteSink();
            map.Encode(ImageFormat.Png, sink);
            File.WriteAllBytes(Path.Combine(folder, $"f_{name}.png"), sink.Span.ToArray());
        }

        return Picture.Of(map.Image);
    }

    private static WktSource Source(string geometry) => new(
        geometry switch { "Point" => GeometryFamily.Point, "LineString" => GeometryFamily.Line, _ => GeometryFamily.Polygon },
        File.ReadAllLines(Path.Combine(Folder, $"features_{geometry}.tsv")).Select(line => line.Split('\t'))
            .Select(part => (part[3], (string?)part[2], part[0], long.Parse(part[1], CultureInfo.InvariantCulture))));
}
