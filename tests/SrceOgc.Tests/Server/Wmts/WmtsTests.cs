using System.Globalization;
using System.Net;
using System.Xml.Linq;
using SrceOgc.Features.Tiles;

namespace SrceOgc.Tests.Server.Wmts;

public sealed class WmtsTests(RunningServer server)
{
    private const string Capabilities = "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities";

    private const string Tile = "/wmts?SERVICE=WMTS&VERSION=1.0.0&REQUEST=GetTile&LAYER=communes&STYLE=&FORMAT=image/png"
        + "&TILEMATRIXSET=LAMB93_10cm&TILEMATRIX=12&TILEROW=395&TILECOL=46";

    private static readonly XNamespace Wmts = "http://www.opengis.net/wmts/1.0", Ows = "http://www.opengis.net/ows/1.1";

    [Fact]
    public async Task Capabilities_are_as_their_schema_has_them()
    {
        var schemas = OgcSchemas.Load("http://schemas.opengis.net/wmts/1.0/wmtsGetCapabilities_response.xsd");
        var text = await server.GetText(Capabilities);
        schemas.Validate(text);
        Assert.Equal(text, await server.GetText("/wmts/1.0.0/WMTSCapabilities.xml"));
        Assert.Equal(text, await server.GetText("/ows?SERVICE=WMTS&REQUEST=GetCapabilities"));
    }

    [Fact]
    public async Task Every_layer_has_its_styles_grids_and_a_theme()
    {
        var contents = XDocument.Parse(await server.GetText(Capabilities)).Root!;
        var layers = contents.Descendants(Wmts + "Layer").ToArray();
        foreach (var layer in layers)
        {
            Assert.Single(layer.Elements(Wmts + "Style"), style => (string?)style.Attribute("isDefault") == "true");
            Assert.Equal(TileMatrixSets.BuiltIn.Count, layer.Elements(Wmts + "TileMatrixSetLink").Count());
        }

        var names = layers.Select(layer => (string)layer.Element(Ows + "Identifier")!).ToHashSet();
        Assert.Contains("communes", names);
        Assert.Superset(contents.Descendants(Wmts + "LayerRef").Select(name => name.Value).ToHashSet(), names);
    }

    /// <summary>A tile is the map of its ground, to the byte: in every grid, whatever the axes of its system.</summary>
    [Theory]
    [InlineData("WebMercatorQuad", "11", "EPSG:3857")]
    [InlineData("LAMB93_10cm", "12", "EPSG:2154")]
    [InlineData("EuropeanETRS89_LAEAQuad", "9", "EPSG:3035")]
    [InlineData("WorldCRS84Quad", "10", "EPSG:4326")]
    public async Task A_tile_is_the_map_of_its_ground(string grid, string scale, string srs)
    {
        var set = TileMatrixSets.BuiltIn.Single(set => set.Id == grid);
        var matrix = set.Find(scale)!;
        var (x, y) = srs switch
        {
            "EPSG:3857" => (200_000.0, 6_250_000.0),
            "EPSG:3035" => (3_710_000.0, 2_880_000.0),
            "EPSG:4326" => (1.8, 48.83),
            _ => (610_000.0, 6_815_000.0),
        };
        var side = matrix.CellSize * matrix.TileSize;
        var (column, row) = ((int)((x - matrix.Left) / side), (int)((matrix.Top - y) / side));
        var box = matrix.ExtentOf(column, row);
        var tile = await Bytes(string.Create(CultureInfo.InvariantCulture,
            $"/wmts/communes/default/{grid}/{scale}/{row}/{column}.png"), HttpStatusCode.OK);
        var map = await Bytes(string.Create(CultureInfo.InvariantCulture,
            $"/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap&LAYERS=communes&STYLES=&SRS={srs}&BBOX={box.MinX:R},{box.MinY:R},{box.MaxX:R},")
            + string.Create(CultureInfo.InvariantCulture, $"{box.MaxY:R}&WIDTH=256&HEIGHT=256&FORMAT=image/png&TRANSPARENT=TRUE"),
            HttpStatusCode.OK);
        Assert.Equal(map, tile);
    }

    [Fact]
    public async Task A_tile_shows_something_by_query_and_by_path_and_nothing_elsewhere()
    {
        var tile = await Bytes(Tile, HttpStatusCode.OK);
        Assert.Equal(tile, await Bytes("/wmts/communes/default/LAMB93_10cm/12/395/46.png", HttpStatusCode.OK));
        Assert.Equal(tile, await Bytes(Tile.Replace("TILEMATRIX=12", "TILEMATRIX=LAMB93_10cm:12"), HttpStatusCode.OK));
        var blank = await Bytes(Tile.Replace("TILEROW=395", "TILEROW=0"), HttpStatusCode.OK);
        Assert.True(blank.Length < tile.Length);
        Assert.Equal((256, 256), Size(tile));
        Assert.Equal((512, 512), Size(await Bytes("/wmts/communes/default/LAMB93_10cm/12/395/46@2x.png", HttpStatusCode.OK)));
        using var jpeg = await server.Get("/wmts/communes/default/LAMB93_10cm/12/395/46.jpg");
        Assert.Equal("image/jpeg", jpeg.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_tile_has_a_tag_and_is_not_sent_twice()
    {
        using var first = await server.Get(Tile);
        using var again = new HttpRequestMessage(HttpMethod.Get, server.Address + Tile);
        again.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
        using var answer = await server.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Features_of_a_pixel_are_those_of_the_map()
    {
        var found = await server.GetText("/wmts/communes/default/LAMB93_10cm/12/395/46/100/120.json");
        Assert.Contains("\"FeatureCollection\"", found);
        Assert.Contains("\"communes.", found);
        var asked = await server.GetText(Tile.Replace("GetTile", "GetFeatureInfo") + "&J=100&I=120&INFOFORMAT=application/geo%2Bjson");
        Assert.Equal(WithoutTime(found), WithoutTime(asked));
    }

    /// <summary>07-057r7, tables 24 and 29, and the parameter that is wrong.</summary>
    [Theory]
    [InlineData("TILEROW=395", "TILEROW=4096", "TileOutOfRange", "TILEROW")]
    [InlineData("TILECOL=46", "TILECOL=-1", "TileOutOfRange", "TILECOL")]
    [InlineData("TILECOL=46", "TILECOL=4x", "TileOutOfRange", "TILECOL")]
    [InlineData("TILEMATRIX=12", "TILEMATRIX=22", "InvalidParameterValue", "TILEMATRIX")]
    [InlineData("TILEMATRIXSET=LAMB93_10cm", "TILEMATRIXSET=PM", "InvalidParameterValue", "TILEMATRIXSET")]
    [InlineData("LAYER=communes", "LAYER=inconnue", "InvalidParameterValue", "LAYER")]
    [InlineData("LAYER=communes", "LAYER=communes,seuils_ROE", "InvalidParameterValue", "LAYER")]
    [InlineData("STYLE=", "STYLE=rouge", "InvalidParameterValue", "STYLE")]
    [InlineData("FORMAT=image/png", "FORMAT=image/tiff", "InvalidParameterValue", "FORMAT")]
    [InlineData("&TILEROW=395", "", "MissingParameterValue", "TILEROW")]
    [InlineData("SERVICE=WMTS&", "", "MissingParameterValue", "SERVICE")]
    [InlineData("VERSION=1.0.0", "VERSION=1.3.0", "InvalidParameterValue", "VERSION")]
    [InlineData("REQUEST=GetTile", "REQUEST=GetMap", "OperationNotSupported", "GetMap")]
    public async Task What_is_wrong_is_named(string right, string wrong, string code, string locator)
    {
        Assert.Contains(right, Tile);
        var (status, text) = await server.GetAnswer(Tile.Replace(right, wrong));
        var fault = XDocument.Parse(text).Root!.Element(Ows + "Exception")!;
        Assert.Equal((code, locator), ((string)fault.Attribute("exceptionCode")!, (string)fault.Attribute("locator")!));
        Assert.InRange(status, 400, 501);
    }

    [Theory]
    [InlineData("/wmts/communes/default/LAMB93_10cm/12/395/46.tiff", 404)]
    [InlineData("/wmts/communes/default/LAMB93_10cm/12/395", 404)]
    [InlineData("/wmts/communes/default/LAMB93_10cm/12/395/46/256/0.json", 400)]
    [InlineData("/wmts/communes/default/LAMB93_10cm/12/395/46@3x.png", 400)]
    [InlineData("/wmts/..%2F..%2Fetc/default/LAMB93_10cm/12/395/46.png", 400)]
    [InlineData("/wmts/1.0.0/WMTSCapabilities.xsd", 404)]
    public async Task A_wrong_path_is_no_tile(string path, int status)
    {
        var answer = await server.GetAnswer(path);
        Assert.Equal(status, answer.Status);
        Assert.Contains("ExceptionReport", answer.Text);
    }

    [Fact]
    public async Task Kept_versions_have_tiles_too()
    {
        Assert.Contains("/versions/essai-1/wmts/communes/{Style}/", await server.GetText("/versions/essai-1" + Capabilities));
        Assert.Equal(await Bytes(Tile, HttpStatusCode.OK), await Bytes("/versions/essai-1" + Tile, HttpStatusCode.OK));
        await Bytes("/versions/essai-1/wmts/communes/default/LAMB93_10cm/12/395/46.png", HttpStatusCode.OK);
    }

    private static string WithoutTime(string json) => json[..json.IndexOf("timeStamp", StringComparison.Ordinal)];

    private static (int Width, int Height) Size(byte[] png) =>
        ((png[18] << 8) | png[19], (png[22] << 8) | png[23]);

    private async Task<byte[]> Bytes(string path, HttpStatusCode status)
    {
        using var answer = await server.Get(path);
        Assert.True(answer.StatusCode == status, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
