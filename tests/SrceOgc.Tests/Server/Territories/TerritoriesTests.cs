using System.Net;
using System.Text;
using System.Text.Json;
using NetTopologySuite.IO;
using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Tests.Server.Territories;

/// <summary>Territories, perimeters, figures, packages and the answer at a point, on the test data every server has.</summary>
public sealed class TerritoriesTests(RunningServer server)
{
    private static readonly string Knot = """{"type":"Polygon","coordinates":[[[2.3,48.3],[2.4,48.4],[2.4,48.3],[2.3,48.4],[2.3,48.3]]]}""";

    [Fact]
    public async Task Types_are_listed_with_their_layers()
    {
        var types = (await Json("/api/v1/territoires")).GetProperty("types").EnumerateArray()
            .Select(type => type.GetProperty("type").GetString());
        Assert.Contains("commune", types);
    }

    [Theory]
    [InlineData("/api/v1/territoires/commune/02001")]
    [InlineData("/api/v1/territoires?type=commune&q=02001")]
    public async Task A_code_keeps_its_zero(string address) => Assert.Contains("\"02001\"", await server.GetText(address));

    [Theory]
    [InlineData("/api/v1/territoires/commune/2001", 404)]
    [InlineData("/api/v1/territoires/commune/99999", 404)]
    [InlineData("/api/v1/territoires/canton/02001", 404)]
    [InlineData("/api/v1/territoires?dans=02001", 400)]
    [InlineData("/api/v1/territoires?q=a&limite=0", 400)]
    [InlineData("/api/v1/territoires?q=a&limite=100000", 400)]
    [InlineData("/api/v1/territoires/commune/02001/inconnu", 404)]
    [InlineData("/api/v1/territoires/commune/02001/indicateurs?f=docx", 400)]
    [InlineData("/api/v1/territoires/commune/02001/indicateurs?comparer=rien", 400)]
    [InlineData("/api/v1/territoires/commune/02001/indicateurs?comparer=commune/0", 404)]
    [InlineData("/api/v1/territoires/perimetre/0123456789abcdef0123456789abcdef/indicateurs", 404)]
    [InlineData("/api/v1/territoires/perimetre/..%2F..%2Fjetons.json", 404)]
    [InlineData("/ici", 400)]
    [InlineData("/ici?x=1&y=nord", 400)]
    [InlineData("/ici?x=1&y=2&crs=EPSG:1", 400)]
    [InlineData("/ici?x=1e300&y=1e300", 400)]
    [InlineData("/ici?x=2&y=48&f=pdf", 400)]
    [InlineData("/ici/commune/0", 404)]
    [InlineData("/ici/epci/0", 404)]
    [InlineData("/emporter/commune/02001.gpkg?couches=inconnue", 400)]
    [InlineData("/emporter/commune/02001.gpkg?tampon=-1", 400)]
    [InlineData("/emporter/commune/02001.gpkg?tampon=1e9", 400)]
    [InlineData("/emporter/commune/02001.gpkg?decoupe=2", 400)]
    [InlineData("/emporter/commune/0.gpkg", 404)]
    [InlineData("/emporter/commune", 404)]
    public async Task What_is_wrong_is_said_in_both_languages(string address, int status)
    {
        var (given, french) = await server.GetAnswer(address);
        Assert.Equal(status, given);
        var (_, english) = await server.GetAnswer(address + (address.Contains('?') ? '&' : '?') + "LANGUAGE=eng");
        Assert.NotEqual(JsonDocument.Parse(french).RootElement.GetProperty("detail").GetString(),
            JsonDocument.Parse(english).RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Figures_come_in_every_form()
    {
        var json = await Json("/api/v1/territoires/commune/02001/indicateurs");
        Assert.Equal(10_000, json.GetProperty("territoireHa").GetDouble(), 1e-3);
        Assert.NotEmpty(json.GetProperty("indicateurs").EnumerateArray());
        Assert.NotEmpty(json.GetProperty("versions").EnumerateArray());
        Assert.StartsWith("Indicateur,Valeur", await server.GetText("/api/v1/territoires/commune/02001/indicateurs?f=csv"),
            StringComparison.Ordinal);
        Assert.Contains("<table", await server.GetText("/api/v1/territoires/commune/02001/indicateurs?f=html"));
        using var workbook = await server.Get("/api/v1/territoires/commune/02001/indicateurs?f=xlsx");
        Assert.Equal("PK"u8.ToArray(), (await workbook.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
    }

    [Fact]
    public async Task A_point_is_in_its_commune()
    {
        var json = await Json("/ici?x=605000&y=6805000&crs=EPSG:2154");
        Assert.Contains(json.GetProperty("territoires").EnumerateArray(), territory =>
            territory.GetProperty("code").GetString() == "02001");
    }

    [Fact]
    public async Task A_perimeter_is_kept_measured_and_taken_away()
    {
        var sent = await Post("""{"type":"Feature","properties":{"nom":"Étude"},"geometry":{"type":"Polygon","coordinates":[[[2.0,48.3],"""
            + """[2.2,48.3],[2.2,48.4],[2.0,48.4],[2.0,48.3]]]}}""");
        Assert.Equal(201, sent.Status);
        var code = sent.Json.GetProperty("code").GetString()!;
        Assert.Equal(32, code.Length);
        var figures = await Json($"/api/v1/territoires/perimetre/{code}/indicateurs");
        Assert.Equal("Étude", figures.GetProperty("nom").GetString());
        Assert.Equal(sent.Json.GetProperty("surfaceHa").GetDouble(), figures.GetProperty("territoireHa").GetDouble(), 1e-3);
        using var package = await server.Get($"/emporter/perimetre/{code}.gpkg");
        Assert.Equal(HttpStatusCode.OK, package.StatusCode);
        Assert.True(package.Headers.CacheControl!.Private);
    }

    [Fact]
    public async Task Nothing_stays_of_a_body_that_was_received_or_left_by_a_server_that_was_killed()
    {
        await using var own = new ServerProcess();
        var left = Directory.CreateDirectory(Path.Combine(own.DataFolder, "perimetre-recu-0"));
        own.Start();
        await own.WaitFor("an answer", async () => (await own.Get("/sante")).IsSuccessStatusCode);
        foreach (var (body, status) in new[] { (Knot, 201), ("bonjour", 400), (new string(' ', (10 << 20) + 1), 413) })
        {
            using var answer = await own.Http.PostAsync(own.Address + "/api/v1/perimetres", new StringContent(body));
            Assert.Equal(status, (int)answer.StatusCode);
        }

        Assert.False(left.Exists);
        Assert.Empty(Directory.GetDirectories(own.DataFolder, "perimetre-recu-*"));
    }

    [Fact]
    public async Task A_perimeter_that_crosses_itself_is_repaired_and_said()
    {
        var sent = await Post(Knot);
        Assert.Equal(201, sent.Status);
        Assert.Contains("2.35 48.35", sent.Json.GetProperty("remarque").GetString());
    }

    [Theory]
    [InlineData("bonjour")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"Point","coordinates":[2,48]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[["a","b"],[1,2],[3,4],[5,6]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[2,48],[2,48],[2,48],[2,48]]]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""")]
    [InlineData("""{"type":"FeatureCollection","features":{}}""")]
    [InlineData("""{"type":"Polygon","crs":{"type":"name","properties":{"name":"EPSG:1"}},"coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}""")]
    public async Task What_is_no_perimeter_is_refused(string body) => Assert.Equal(400, (await Post(body)).Status);

    [Fact]
    public async Task A_perimeter_of_too_many_crossings_is_refused()
    {
        var star = new StringBuilder("""{"type":"Polygon","coordinates":[[""");
        for (var i = 0; i < 50_000; i++)
            star.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"[{2 + Math.Cos(i * 2.4) / 4:R},{49 + Math.Sin(i * 2.4) / 4:R}],");
        var (status, json) = await Post(star.Append("[2.25,49]]]}").ToString());
        Assert.Equal(400, status);
        Assert.Contains("trop d'endroits", json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_perimeter_of_too_many_vertices_is_refused()
    {
        var ring = new StringBuilder("""{"type":"Polygon","coordinates":[[""");
        for (var i = 0; i <= 200_001; i++)
            ring.Append(System.Globalization.CultureInfo.InvariantCulture, $"[{2 + i / 1e6},{48 + (i % 2) / 1e3}],");
        Assert.Equal(413, (await Post(ring.Append("[2,49]]]}").ToString())).Status);
    }

    [Theory]
    [InlineData(".gpkg", "SQLi")]
    [InlineData(".zip", "PK")]
    [InlineData(".shp.zip", "PK")]
    [InlineData(".geojson", "{\"ty")]
    public async Task A_territory_is_taken_away(string ending, string begins)
    {
        using var answer = await server.Get($"/emporter/commune/02001{ending}?tampon=100");
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(begins, Encoding.Latin1.GetString(bytes, 0, begins.Length));
        Assert.Contains($"commune-02001{ending}", answer.Content.Headers.ContentDisposition!.ToString());
    }

    /// <summary>A map of 10 pixels of 1 km: the fifth from the left and from the top is the kilometre about (604500, 6805500).</summary>
    [Fact]
    public async Task GetFeatureInfo_gives_the_answer_at_a_point()
    {
        const string map = "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS=seuils_ROE&QUERY_LAYERS=seuils_ROE&STYLES="
            + "&CRS=EPSG:2154&BBOX=600000,6800000,610000,6810000&WIDTH=10&HEIGHT=10&I=4&J=4&INFO_FORMAT=";
        var here = await server.GetText("/ici?x=604500&y=6805500&crs=EPSG:2154&f=json");
        Assert.Equal(here, await server.GetText(map + "application/json;%20subtype=ici"));
        Assert.Contains("02001", await server.GetText(map + "text/html;%20subtype=ici"));
        var (_, text) = await server.GetAnswer(map.Replace("EPSG:2154", "EPSG:3857", StringComparison.Ordinal).Replace(
            "600000,6800000,610000,6810000", "1e9,1e9,2e9,2e9", StringComparison.Ordinal) + "text/html;%20subtype=ici");
        Assert.Contains("locator=\"I\"", text);
    }

    [Fact]
    public async Task A_perimeter_is_a_GeoPackage_of_one_layer()
    {
        var (status, json) = await Post(Perimeter(
            "POLYGON((600000 6800000, 601000 6800000, 601000 6801000, 600000 6801000, 600000 6800000))"));
        Assert.Equal(201, status);
        Assert.Equal(100, json.GetProperty("surfaceHa").GetDouble(), 4);
        Assert.Equal("Mon périmètre", json.GetProperty("nom").GetString());
        Assert.Equal("EPSG:2154", json.GetProperty("systeme").GetString());
        byte[][] refused =
        [
            Perimeter("LINESTRING(600000 6800000, 601000 6801000)"), TestGeoPackage.Bytes(), [.. "SQLite format 3\0"u8, 1],
        ];
        foreach (var wrong in refused)
        {
            (status, json) = await Post(wrong);
            Assert.Equal(400, status);
            Assert.Contains("Périmètre refusé", json.GetProperty("detail").GetString());
        }
    }

    /// <summary>The service's own Shapefile of a commune, back as a perimeter.</summary>
    [Fact]
    public async Task A_perimeter_is_a_zipped_Shapefile()
    {
        var zip = await server.Http.GetByteArrayAsync(server.Address + "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature"
            + "&TYPENAMES=communes&COUNT=1&OUTPUTFORMAT=SHAPE-ZIP", TestContext.Current.CancellationToken);
        var (status, json) = await Post(zip);
        Assert.Equal(201, status);
        Assert.Equal(10_000, json.GetProperty("surfaceHa").GetDouble(), 1);
        Assert.Equal("EPSG:2154", json.GetProperty("systeme").GetString());
        (status, json) = await Post([.. zip.AsSpan(0, 100)]);
        Assert.Equal(400, status);
        Assert.Contains("Périmètre refusé", json.GetProperty("detail").GetString());
    }

    private static byte[] Perimeter(string wkt)
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        var lambert93 = new GeoPackageSrs(2154, "EPSG", 2154, "RGF93 v1 / Lambert-93", "undefined");
        using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
        {
            using (var table = writer.CreateTable(new("zone", "Mon périmètre", "", "geom", "GEOMETRY", false, lambert93, [])))
            {
                table.Begin(1);
                table.Geometry(1, new WKTReader().Read(wkt));
                table.End();
            }

            writer.Finish();
        }

        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private async Task<(int Status, JsonElement Json)> Post(byte[] file)
    {
        using var answer = await server.Http.PostAsync(server.Address + "/api/v1/perimetres", new ByteArrayContent(file));
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    private async Task<JsonElement> Json(string address)
    {
        var (status, text) = await server.GetAnswer(address);
        Assert.True(status == 200, $"{address}: {status} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<(int Status, JsonElement Json)> Post(string body)
    {
        using var answer = await server.Http.PostAsync(server.Address + "/api/v1/perimetres",
            new StringContent(body, Encoding.UTF8, "application/geo+json"));
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
