using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace SrceOgc.Tests.Server.OgcApi;

/// <summary>Items of collections: which, how many, where, in which order and form.</summary>
public sealed class OgcApiItemsTests(RunningServer server)
{
    private const string Corridors = "Corridors_ecologiques";

    private const string Lambert = "http://www.opengis.net/def/crs/EPSG/0/2154";

    [Theory]
    [InlineData("communes", "insee=02003", "3")]
    [InlineData("communes", "nom=Commune%20n%C2%B0%205&insee=02005", "5")]
    [InlineData(Corridors, "actif=true", "1,4")]
    [InlineData(Corridors, "rang=2", "2")]
    [InlineData(Corridors, "longueur=12.5", "1")]
    [InlineData("communes", "bbox=601000,6801000,602000,6802000&bbox-crs=" + Lambert, "1")]
    [InlineData("communes", "bbox=601000,6801000,0,602000,6802000,99&bbox-crs=" + Lambert, "1")]
    [InlineData("communes", "bbox=1.67,48.31,1.68,48.32", "1")]
    [InlineData("communes", "bbox=48.31,1.67,48.32,1.68&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326", "1")]
    [InlineData("communes", "bbox=170,-10,-170,10", "")]
    [InlineData("communes", "bbox=-180,-90,180,90", "1,2,3,4,5,6,7,8,9")]
    [InlineData("communes", "bbox=1.67,-90,1.68,90", "1,4,7")]
    [InlineData("communes", "bbox=100,-90,180,90", "")]
    [InlineData("communes", "bbox=-20037508,-20048966,20037508,20048966&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857&insee=02004",
        "4")]
    [InlineData("communes", "bbox=1.64,48.30,-170,48.31", "1,2,3")]
    [InlineData(Corridors, "bbox=170,-10,175,10", "4")]
    [InlineData("remarques", "bbox=170,-10,175,10", "1,2,3")]
    [InlineData(Corridors, "datetime=2019-04-14", "1,3")]
    [InlineData(Corridors, "datetime=2019-01-01/2019-12-31", "1,2,3")]
    [InlineData(Corridors, "datetime=2019-02-01/..", "1,3,4")]
    [InlineData(Corridors, "datetime=/2019-02-01T00:00:00Z", "2,3")]
    [InlineData(Corridors, "datetime=2019-04-14T10:00:00%2B02:00/2019-04-14T12:00:00Z", "1,3")]
    [InlineData("communes", "datetime=2019-04-14&insee=02001", "1")]
    [InlineData("communes", "filter=insee%20IN%20('02001','02009')", "1,9")]
    [InlineData("communes", "filter=nom%20LIKE%20'%25n%C2%B0%207'%20OR%20insee='02002'&filter-lang=cql2-text", "2,7")]
    [InlineData(Corridors, "filter=CASEI(Espece_nom_commun)=CASEI('marais%20%C3%A9t%C3%A9')", "3")]
    [InlineData(Corridors, "filter=ACCENTI(CASEI(Espece_nom_commun))%20LIKE%20'foret%25'", "1")]
    [InlineData(Corridors, "filter=longueur%20BETWEEN%20-5%20AND%201", "2,4")]
    [InlineData(Corridors, "filter=rang%20IS%20NULL", "3")]
    [InlineData(Corridors, "filter=rang*2=8%20AND%20rang%20DIV%203=1", "4")]
    [InlineData(Corridors, "filter=T_AFTER(Date_Abandon_d_extinction,DATE('2019-06-01'))", "4")]
    [InlineData("communes", "filter=S_INTERSECTS(geom,POINT(1.67%2048.32))", "1")]
    [InlineData("communes", "filter=S_INTERSECTS(geom,POINT(601000%206801000))&filter-crs=" + Lambert, "1")]
    [InlineData("communes", "filter=S_WITHIN(geom,BBOX(599000,6799000,620001,6810001))&filter-crs=" + Lambert, "1,2")]
    [InlineData("communes", "filter=%7B%22op%22:%22=%22,%22args%22:%5B%7B%22property%22:%22insee%22%7D,%2202004%22%5D%7D"
        + "&filter-lang=cql2-json", "4")]
    [InlineData("communes", "filter=insee%3E'02003'&bbox=601000,6801000,602000,6831000&bbox-crs=" + Lambert + "&nom=Commune%20n%C2%B0%207",
        "7")]
    public async Task Conditions_choose_features(string collection, string query, string ids) =>
        Assert.Equal(ids, (await server.GetItems(collection, query)).SortedIds());

    [Theory]
    [InlineData("sortby=-insee&limit=3", "9,8,7")]
    [InlineData("sortby=+insee&limit=3", "1,2,3")]
    [InlineData("sortby=%2Bnom&limit=2", "1,2")]
    [InlineData("sortby=insee&limit=2&offset=5", "6,7")]
    public async Task Order_and_page(string query, string ids) => Assert.Equal(ids, (await server.GetItems("communes", query)).Ids());

    [Theory]
    [InlineData("communes", "foo=1", "400 foo")]
    [InlineData("communes", "limit=0", "400 limit")]
    [InlineData("communes", "limit=dix", "400 limit")]
    [InlineData("communes", "offset=-1", "400 offset")]
    [InlineData("communes", "crs=http://www.opengis.net/def/crs/EPSG/0/99999", "400 crs")]
    [InlineData("communes", "bbox=1,2,3,4&bbox-crs=foo", "400 bbox-crs")]
    [InlineData("communes", "bbox=1,2,3", "400 bbox")]
    [InlineData("communes", "bbox=1,2,3,x", "400 bbox")]
    [InlineData("communes", "bbox=1,4,3,2", "400 bbox")]
    [InlineData("communes", "bbox=-1e308,-1e308,1e308,1e308", "400 bbox")]
    [InlineData("communes", "bbox=2,1,1,2&bbox-crs=" + Lambert, "400 bbox")]
    [InlineData("communes", "datetime=hier", "400 datetime")]
    [InlineData("communes", "datetime=2020-01-01/2019-01-01", "400 datetime")]
    [InlineData("communes", "datetime=a/b/c", "400 datetime")]
    [InlineData("communes", "filter=inconnu=1", "400 filter")]
    [InlineData("communes", "filter=insee=", "400 filter")]
    [InlineData("communes", "filter=insee='1'&filter-lang=sql", "400 filter-lang")]
    [InlineData("communes", "filter=insee='1'&filter-crs=x", "400 filter-crs")]
    [InlineData("communes", "sortby=inconnu", "400 sortby")]
    [InlineData("communes", "properties=inconnu", "400 properties")]
    [InlineData("communes", "skipGeometry=peut-etre", "400 skipGeometry")]
    [InlineData("communes", "f=dwg", "400 f")]
    [InlineData("communes", "insee=1&insee=2", "400 insee")]
    [InlineData(Corridors, "rang=deux", "400 rang")]
    public async Task What_is_wrong_is_named(string collection, string query, string problem) =>
        Assert.Equal(problem, await server.GetProblem($"/ogc/collections/{collection}/items?{query}"));

    [Fact]
    public async Task Pages_are_linked_to_the_end_and_back()
    {
        var ids = new List<long>();
        string? address = "/ogc/collections/seuils_ROE/items?limit=400&type=12&properties=nom&sortby=-hauteur";
        string? last = null;
        while (address is not null)
        {
            var page = await server.GetJson(address);
            var features = page.GetProperty("features").EnumerateArray().ToArray();
            Assert.Equal(features.Length, page.GetProperty("numberReturned").GetInt32());
            Assert.Equal(642, page.GetProperty("numberMatched").GetInt32());
            Assert.True(DateTime.TryParse(page.GetProperty("timeStamp").GetString(), CultureInfo.InvariantCulture, out _));
            Assert.All(features, feature => Assert.Equal("nom", feature.GetProperty("properties").EnumerateObject().Single().Name));
            ids.AddRange(features.Select(feature => feature.GetProperty("id").GetInt64()));
            (last, address) = (page.Link("prev"), page.Link("next")?[server.Address.Length..]);
        }

        Assert.Equal(642, ids.Distinct().Count());
        Assert.Equal(ids.OrderDescending(), ids);
        var before = await server.GetJson(last![server.Address.Length..]);
        Assert.Equal(ids[..400], before.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetInt64()));
    }

    [Theory]
    [InlineData("", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", 1.6, 48.3)]
    [InlineData("&crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", 1.6, 48.3)]
    [InlineData("&crs=http://www.opengis.net/def/crs/EPSG/0/4326", "http://www.opengis.net/def/crs/EPSG/0/4326", 48.3, 1.6)]
    [InlineData("&crs=%5BEPSG:4326%5D", "http://www.opengis.net/def/crs/EPSG/0/4326", 48.3, 1.6)]
    [InlineData("&crs=" + Lambert, Lambert, 600_000, 6_800_000)]
    [InlineData("&crs=http://www.opengis.net/def/crs/EPSG/0/3857", "http://www.opengis.net/def/crs/EPSG/0/3857", 182_000, 6_160_000)]
    public async Task Coordinates_follow_the_system(string query, string crs, double first, double second)
    {
        using var answer = await server.Get("/ogc/collections/seuils_ROE/items/1?f=json" + query);
        Assert.Equal($"<{crs}>", answer.Headers.GetValues("Content-Crs").Single());
        var position = JsonDocument.Parse(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("geometry")
            .GetProperty("coordinates");
        Assert.Equal(first, position[0].GetDouble(), first * 0.05);
        Assert.Equal(second, position[1].GetDouble(), second * 0.05);
    }

    [Fact]
    public async Task One_feature_has_its_links_and_values()
    {
        var feature = await server.GetJson($"/ogc/collections/{Corridors}/items/2");
        Assert.Equal(2, feature.GetProperty("id").GetInt32());
        Assert.Equal("L'Haÿ & <b>\"été\"</b>\r\nfin\u0001", feature.GetProperty("properties").GetProperty("Espece_nom_commun").GetString());
        Assert.Equal("2019-01-01", feature.GetProperty("properties").GetProperty("Date_Abandon_d_extinction").GetString());
        Assert.Equal($"{server.Address}/ogc/collections/{Corridors}", feature.Link("collection"));
        Assert.NotNull(feature.Link("alternate", "text/html"));
        var bare = await server.GetJson($"/ogc/collections/{Corridors}/items/{Corridors}.2?skipGeometry=true&properties=rang");
        Assert.Equal(JsonValueKind.Null, bare.GetProperty("geometry").ValueKind);
        Assert.Equal("""{"rang":2}""", bare.GetProperty("properties").GetRawText());
    }

    [Theory]
    [InlineData("csv", "text/csv", "id,")]
    [InlineData("gpkg", "application/geopackage+sqlite3", "SQLite format 3")]
    [InlineData("shape-zip", "application/zip", "PK")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK")]
    [InlineData("kml", "application/vnd.google-earth.kml+xml", "<?xml")]
    [InlineData("gml32", "application/gml+xml", "<?xml")]
    public async Task The_formats_of_WFS_are_here(string key, string type, string beginning)
    {
        using var answer = await server.Get("/ogc/collections/communes/items?f=" + key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("9", answer.Headers.GetValues("OGC-NumberMatched").Single());
        Assert.StartsWith(beginning, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A file has no next page to point to: without a limit it is whole, while a page has ten features.</summary>
    [Theory]
    [InlineData("csv", "1500")]
    [InlineData("csv&limit=20", "20")]
    [InlineData("json", "10")]
    [InlineData("html", "10")]
    public async Task Files_are_whole_and_pages_short(string format, string returned)
    {
        using var answer = await server.Get("/ogc/collections/seuils_ROE/items?f=" + format);
        Assert.Equal(returned, answer.Headers.GetValues("OGC-NumberReturned").Single());
        Assert.Equal(returned != "1500", answer.Headers.GetValues("Link").Single().Contains("rel=\"next\""));
    }

    [Theory]
    [InlineData("application/geo+json", "application/geo+json")]
    [InlineData("application/json;q=0.5, text/csv", "text/csv")]
    [InlineData("application/geopackage+sqlite3", "application/geopackage+sqlite3")]
    [InlineData("text/html, application/geo+json;q=0.9", "text/html")]
    [InlineData("image/png", "application/geo+json")]
    [InlineData("*/*", "application/geo+json")]
    public async Task Accept_is_negotiated(string accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + "/ogc/collections/communes/items");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Items_are_compressed_and_conditional()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + "/ogc/collections/seuils_ROE/items?limit=1000");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
        await using var unpacked =
            new GZipStream(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        using var document = await JsonDocument.ParseAsync(unpacked, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1000, document.RootElement.GetProperty("features").GetArrayLength());
        using var again = new HttpRequestMessage(HttpMethod.Get, server.Address + "/ogc/collections/seuils_ROE/items?limit=1000");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var second = await server.Http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }
}
