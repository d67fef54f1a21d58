using NetTopologySuite.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;

namespace SrceOgc.Tests.Server.Wms;

/// <summary>A layer in a system that is not on the server's own list (British National Grid) is offered, drawn and read in it.</summary>
public sealed class ForeignSystemTests
{
    private const string BritishGrid = """
        PROJCS["OSGB 1936 / British National Grid",GEOGCS["OSGB 1936",DATUM["OSGB_1936",SPHEROID["Airy 1830",6377563.396,299.3249646],
        TOWGS84[446.448,-125.157,542.06,0.15,0.247,0.842,-20.489]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],
        PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",49],PARAMETER["central_meridian",-2],PARAMETER["scale_factor",
        0.9996012717],PARAMETER["false_easting",400000],PARAMETER["false_northing",-100000],UNIT["metre",1],AUTHORITY["EPSG","27700"]]
        """;

    [Fact]
    public async Task The_layers_own_system_is_announced_and_answers()
    {
        await using var server = new ServerProcess();
        Write(Path.Combine(server.GpkgFolder, "manche.gpkg"));
        server.Start();
        await server.WaitForLayer("rivage");
        Assert.Contains("<CRS>EPSG:27700</CRS>", await server.GetText("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities"));
        using var map = await server.Get(
            "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=rivage&STYLES=&CRS=EPSG:27700&BBOX=619000,139000,631000,151000"
            + "&WIDTH=100&HEIGHT=100&FORMAT=image/png");
        Assert.Equal("image/png", map.Content.Headers.ContentType!.MediaType);
        var own = await server.GetText(
            "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS=rivage&QUERY_LAYERS=rivage&STYLES=&CRS=EPSG:27700&BBOX=619000,"
            + "139000,631000,151000&WIDTH=100&HEIGHT=100&I=50&J=50&INFO_FORMAT=text/plain");
        Assert.Contains("Douvres", own);
        Assert.Contains("620000",
            await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=rivage&SRSNAME=EPSG:27700"));
    }

    private static void Write(string path)
    {
        using var writer = new GeoPackageWriter(path, new DateTime(2019, 5, 1, 0, 0, 0, DateTimeKind.Utc));
        using (var table = writer.CreateTable(
            new("rivage", "Rivage", "", "geom", "POLYGON", false,
            new(27700, "EPSG", 27700, "OSGB 1936 / British National Grid", BritishGrid), [new("nom", "nom", FieldKind.Text, 0)])))
        {
            var square = SrceOgc.Features.Geometries.WkbGeometryReader.Factory.ToGeometry(
                new NetTopologySuite.Geometries.Envelope(620_000, 630_000, 140_000, 150_000)).AsBinary();
            table.Begin(1);
            table.Geometry(1, square, new(620_000, 140_000, 630_000, 150_000));
            table.Value(0, FieldValue.Of("Douvres"u8));
            table.End();
        }

        writer.Finish();
    }
}
