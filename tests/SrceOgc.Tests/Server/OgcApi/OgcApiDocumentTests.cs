using System.Net;
using System.Text.RegularExpressions;
using SrceOgc.Tests.Server.Browser;

namespace SrceOgc.Tests.Server.OgcApi;

/// <summary>The documents of OGC API – Features, against what the standard asks and what QGIS and GDAL look for.</summary>
public sealed class OgcApiDocumentTests(RunningServer server)
{
    [Fact]
    public async Task The_landing_page_has_the_links_QGIS_looks_for()
    {
        var landing = await server.GetJson("/ogc");
        Assert.Equal(server.Address + "/ogc/api", landing.Link("service-desc", "application/vnd.oai.openapi+json;version=3.0"));
        Assert.Equal(server.Address + "/ogc/collections", landing.Link("data", "application/json"));
        Assert.Equal(server.Address + "/ogc/conformance", landing.Link("conformance", "application/json"));
        Assert.NotNull(landing.Link("service-doc", "text/html"));
        Assert.NotNull(landing.Link("self", "application/json"));
        Assert.NotNull(landing.Link("alternate", "text/html"));
    }

    [Theory]
    [InlineData("ogcapi-features-1/1.0/conf/core")]
    [InlineData("ogcapi-features-2/1.0/conf/crs")]
    [InlineData("ogcapi-features-3/1.0/conf/filter")]
    [InlineData("ogcapi-features-3/1.0/conf/features-filter")]
    [InlineData("cql2/1.0/conf/cql2-text")]
    [InlineData("cql2/1.0/conf/basic-cql2")]
    [InlineData("ogcapi-features-5/1.0/conf/schemas")]
    public async Task Conformance_names_the_class(string name)
    {
        var declared = (await server.GetJson("/ogc/conformance")).GetProperty("conformsTo").EnumerateArray()
            .Select(item => item.GetString());
        Assert.Contains("http://www.opengis.net/spec/" + name, declared);
    }

    [Fact]
    public async Task Every_collection_can_be_addressed_and_lists_its_own_system_first()
    {
        var collections = (await server.GetJson("/ogc/collections")).GetProperty("collections").EnumerateArray().ToArray();
        Assert.True(collections.Length >= 4);
        foreach (var collection in collections)
        {
            Assert.Matches("^[A-Za-z_][A-Za-z0-9_]*$", collection.GetProperty("id").GetString()!);
            Assert.NotNull(collection.Link("items", "application/geo+json"));
            if (!collection.TryGetProperty("storageCrs", out var storage))
                continue;
            var systems = collection.GetProperty("crs").EnumerateArray().Select(item => item.GetString()!).ToArray();
            Assert.Equal(storage.GetString(), systems[0]);
            Assert.Contains("http://www.opengis.net/def/crs/OGC/1.3/CRS84", systems);
            Assert.Contains("http://www.opengis.net/def/crs/EPSG/0/4326", systems);
            Assert.Equal(systems.Length, systems.Distinct().Count());
        }
    }

    [Fact]
    public async Task A_collection_has_its_extent_in_space_and_time()
    {
        var extent = (await server.GetJson("/ogc/collections/Corridors_ecologiques")).GetProperty("extent");
        var box = extent.GetProperty("spatial").GetProperty("bbox")[0].EnumerateArray().Select(item => item.GetDouble()).ToArray();
        Assert.InRange(box[0], 1.6, 1.7);
        Assert.InRange(box[3], 48.3, 48.4);
        var interval = extent.GetProperty("temporal").GetProperty("interval")[0];
        Assert.Equal("2019-01-01T00:00:00Z", interval[0].GetString());
        Assert.Equal("2020-08-26T00:00:00Z", interval[1].GetString());
    }

    [Fact]
    public async Task Schemas_give_types_and_roles()
    {
        var schema = (await server.GetJson("/ogc/collections/Corridors_ecologiques/schema")).GetProperty("properties");
        Assert.Equal("id", schema.GetProperty("id").GetProperty("x-ogc-role").GetString());
        Assert.Equal("primary-geometry", schema.GetProperty("geom").GetProperty("x-ogc-role").GetString());
        Assert.Equal("primary-instant", schema.GetProperty("Date_Abandon_d_extinction").GetProperty("x-ogc-role").GetString());
        Assert.Equal("date-time", schema.GetProperty("maj").GetProperty("format").GetString());
        Assert.Equal("Espèce (nom commun)", schema.GetProperty("Espece_nom_commun").GetProperty("title").GetString());
        var queryables = (await server.GetJson("/ogc/collections/communes/queryables")).GetProperty("properties");
        Assert.Equal("geometry-polygon-or-multipolygon", queryables.GetProperty("geom").GetProperty("format").GetString());
        Assert.Equal(5, queryables.GetProperty("insee").GetProperty("maxLength").GetInt32());
        Assert.False(queryables.TryGetProperty("id", out _));
    }

    [Fact]
    public async Task The_definition_says_what_clients_read_of_it()
    {
        var parameters = (await server.GetJson("/ogc/api")).GetProperty("components").GetProperty("parameters");
        var box = parameters.GetProperty("bbox").GetProperty("schema");
        Assert.Equal(4, box.GetProperty("minItems").GetInt32());
        Assert.Equal(6, box.GetProperty("maxItems").GetInt32());
        var limit = parameters.GetProperty("limit").GetProperty("schema");
        Assert.Equal(1_000_000, limit.GetProperty("maximum").GetInt32());
        Assert.Equal(10, limit.GetProperty("default").GetInt32());
    }

    [Fact]
    public void The_definition_is_valid_OpenAPI() => BrowserScript.RunWithoutBrowser("openapi.mjs", server.Address + "/ogc/api");

    [Theory]
    [InlineData("/ogc")]
    [InlineData("/ogc/conformance")]
    [InlineData("/ogc/api")]
    [InlineData("/ogc/collections")]
    [InlineData("/ogc/collections/communes")]
    [InlineData("/ogc/collections/communes/queryables")]
    [InlineData("/ogc/collections/communes/schema")]
    [InlineData("/ogc/collections/communes/items")]
    [InlineData("/ogc/collections/communes/items/5")]
    [InlineData("/ogc/collections/remarques/items")]
    [InlineData("/ogc/collections/Corridors_ecologiques/items")]
    public async Task Every_resource_is_a_page_too(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + address);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("<html lang=\"fr\">", html);
        Assert.DoesNotMatch(new Regex("<script(?! src=)|<style|style=|onclick"), html);
        Assert.DoesNotContain("<b>\"été\"", html);
        Assert.EndsWith("</html>\n", html);
    }

    [Fact]
    public async Task English_is_negotiated()
    {
        var landing = await server.GetText("/ogc?language=eng");
        Assert.Contains("This document as JSON", landing);
        Assert.Contains("<html lang=\"en\">", await server.GetText("/ogc/collections?f=html&language=eng"));
    }

    [Fact]
    public async Task HTTP_is_spoken_properly()
    {
        using var first = await server.Get("/ogc/collections");
        Assert.Equal("*", first.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, server.Address + "/ogc/collections");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await server.Http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using var head = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, server.Address + "/ogc/conformance"),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var post = await server.Http.PostAsync(server.Address + "/ogc/collections/communes/items", new StringContent("{}"),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        using var options = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, server.Address + "/ogc"),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, options.StatusCode);
    }

    [Theory]
    [InlineData("/ogc/nulle-part", "404")]
    [InlineData("/ogc/collections/inconnue", "404 collectionId")]
    [InlineData("/ogc/collections/inconnue/items", "404 collectionId")]
    [InlineData("/ogc/collections/communes/items/99", "404 featureId")]
    [InlineData("/ogc/collections/communes/items/x", "404 featureId")]
    [InlineData("/ogc?foo=1", "400 foo")]
    [InlineData("/ogc/collections?bbox=1,2,3,4", "400 bbox")]
    [InlineData("/ogc/conformance?f=pdf", "400 f")]
    public async Task What_does_not_exist_is_refused(string address, string problem) =>
        Assert.Equal(problem, await server.GetProblem(address));

    [Fact]
    public async Task A_kept_version_has_links_of_its_own()
    {
        var landing = await server.GetJson("/versions/essai-1/ogc/");
        Assert.Equal(server.Address + "/versions/essai-1/ogc/collections", landing.Link("data", "application/json"));
        var page = await server.GetJson("/versions/essai-1/ogc/collections/communes/items?limit=2");
        Assert.StartsWith(server.Address + "/versions/essai-1/ogc/collections/communes/items?", page.Link("next"));
        Assert.Equal("9", await server.GetText("/versions/essai-1/odata/communes/$count"));
    }
}
