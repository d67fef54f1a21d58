using System.Xml.Linq;
using NetTopologySuite.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;

namespace SrceOgc.Tests.Server.Qgis;

/// <summary>A thousand layers: the catalogue stays small, whole and quick to make (measured in BASELINE.md, never here).</summary>
public sealed class ManyLayersTests
{
    private const int LayerCount = 1000;

    [Fact]
    public async Task A_thousand_layers_make_a_catalogue_under_five_megabytes()
    {
        await using var server = new ServerProcess();
        Write(Path.Combine(server.GpkgFolder, "mille.gpkg"));
        server.Start();
        await server.WaitForLayer($"reservoir_{LayerCount - 1}");
        var bytes = await server.Http.GetByteArrayAsync(server.Address + "/qgis/catalogue.qgs", TestContext.Current.CancellationToken);
        Assert.InRange(bytes.Length, 100_000, 5_000_000);
        using var reader = System.Xml.XmlReader.Create(new MemoryStream(bytes), new() { DtdProcessing = System.Xml.DtdProcessing.Ignore });
        Assert.Equal(2 * LayerCount, XElement.Load(reader).Descendants("maplayer").Count());
    }

    private static void Write(string path)
    {
        var lambert93 = new GeoPackageSrs(2154, "EPSG", 2154, "RGF93 v1 / Lambert-93", "undefined");
        var point = SrceOgc.Features.Geometries.WkbGeometryReader.Factory.CreatePoint(new Coordinate(650_000, 6_850_000)).AsBinary();
        using var writer = new GeoPackageWriter(path, new DateTime(2019, 5, 1, 0, 0, 0, DateTimeKind.Utc));
        for (var i = 0; i < LayerCount; i++)
        {
            using var table = writer.CreateTable(
                new($"reservoir_{i}", $"Réservoir n° {i}", "", "geom", "POINT", false, lambert93, [new("nom", "nom", FieldKind.Text, 0)]));
            table.Begin(1);
            table.Geometry(1, point, new(650_000, 6_850_000, 650_000, 6_850_000));
            table.Value(0, FieldValue.Of("x"u8));
            table.End();
        }

        writer.Finish();
    }
}
