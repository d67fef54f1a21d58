using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Tests.Server.Clients;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>A dataset only tokens may read is not there for anybody else, wherever they look.</summary>
public sealed partial class RestrictedDatasetTests
{
    private const string Layer = "nidification_cigogne", Field = "espece_rare", Dataset = "secretaire", Comment = "confidentiel";
    private const string Capabilities = "/wms?SERVICE=WMS&REQUEST=GetCapabilities";
    private const string Map =
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&STYLES=&CRS=EPSG:2154&BBOX=600000,6800000,630000,6830000&WIDTH=64&HEIGHT=64"
        + "&FORMAT=image/png&LAYERS=";

    /// <summary>Addresses that name nothing; links in their answers are followed from there.</summary>
    private static readonly string[] Entries =
    [
        "/", "/?lang=en", Capabilities, Capabilities + "&VERSION=1.1.1", "/wms?SERVICE=WMS&REQUEST=GetStyles",
            "/ows?SERVICE=WFS&REQUEST=GetCapabilities", "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities", "/wmts/1.0.0/WMTSCapabilities.xml",
        "/wfs?SERVICE=WFS&REQUEST=GetCapabilities&VERSION=2.0.0", "/wfs?SERVICE=WFS&REQUEST=GetCapabilities&VERSION=1.1.0",
            "/wfs?SERVICE=WFS&REQUEST=GetCapabilities&VERSION=1.0.0",
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeFeatureType", "/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=DescribeFeatureType",
            "/wfs?SERVICE=WFS&VERSION=1.0.0&REQUEST=DescribeFeatureType",
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=ListStoredQueries", "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeStoredQueries",
            "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature",
        "/ogc/collections", "/ogc/collections?f=html", "/ogc/api", "/odata/$metadata", "/qgis/catalogue.qgs", "/qgis/catalogue.qlr",
            "/qgis/idg.json", "/qgis/last_release.json",
        "/qgis/connexions-wms.xml", "/qgis/connexions-wfs.xml", "/qgis/plugins/plugins.xml", "/api/v1/couches?q=nid",
            "/api/v1/couches?q=cigogne", "/api/v1/communes?q=a", "/carte/autres", "/mentions-legales", "/accessibilite",
        "/api/v1/territoires", "/api/v1/territoires?q=a", "/api/v1/territoires/commune/02001",
            "/api/v1/territoires/commune/02001/indicateurs", "/api/v1/territoires/commune/02001/indicateurs?f=html",
        "/api/v1/indicateurs", "/ici?x=615000&y=6815000", "/ici?x=615000&y=6815000&f=html", "/ici/commune/02001", "/emporter/commune/02001",
            "/emporter/commune/02001.geojson", "/fiches", "/fiches/registre", "/fiches/commune/02001.pdf?planche=srce",
        Map, Map + "inconnue", "/api/v1/jeux/public", "/api/v1/jeux/public/versions/1/rapport",
    ];

    /// <summary>Addresses that name it: each must answer as it does for a name nobody ever gave ({0}: layer, {1}: dataset).</summary>
    private static readonly string[] Named =
    [
        Map + "{0}", Map + "communes,{0}",
            "/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap&LAYERS={0}&STYLES=&SRS=EPSG:2154&BBOX=600000,6800000,630000,6830000&WIDTH=64"
            + "&HEIGHT=64&FORMAT=image/png",
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS={0}&QUERY_LAYERS={0}&STYLES=&CRS=EPSG:2154&BBOX=600000,6800000,"
            + "630000,6830000&WIDTH=64&HEIGHT=64&I=10&J=10&INFO_FORMAT=text/html",
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYER={0}&FORMAT=image/png",
            "/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=DescribeLayer&LAYERS={0}",
            "/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetStyles&LAYERS={0}",
        "/wmts/{0}/default/LAMB93_10cm/12/395/46.png", "/wmts/{0}/default/LAMB93_10cm/12/395/46/1/1.json",
            "/wmts?SERVICE=WMTS&REQUEST=GetTile&LAYER={0}&STYLE=&FORMAT=image/png&TILEMATRIXSET=LAMB93_10cm&TILEMATRIX=12&TILEROW=395"
            + "&TILECOL=46", "/versions/{1}-1/wmts?SERVICE=WMTS&REQUEST=GetCapabilities",
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={0}", "/wfs?SERVICE=WFS&VERSION=1.0.0&REQUEST=GetFeature&TYPENAME={0}",
            "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeFeatureType&TYPENAMES={0}",
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetPropertyValue&TYPENAMES={0}&VALUEREFERENCE=espece_rare",
            "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById&ID={0}.1",
        "/ogc/collections/{0}", "/ogc/collections/{0}/items", "/ogc/collections/{0}/queryables", "/odata/{0}", "/odata/{0}/$count",
            "/odata/{0}?$compute=1 as n", "/qgis/couches/{0}.qlr", "/qgis/jeux/{1}.qlr", "/qgis/jeux/{1}.qgs",
        "/emporter/commune/02001.gpkg?couches={0}", "/emporter/commune/02001.geojson?couches=communes,{0}",
            "/api/v1/territoires/commune/02001/indicateurs?comparer={1}-1",
        "/api/v1/couches/{0}", "/api/v1/etat?couches={0}@{1}-1@x", "/styles/{0}/default.qml", "/styles/{0}/default.sld",
            "/styles/{0}/default.json",
        "/api/v1/jeux/{1}", "/api/v1/jeux/{1}/etat", "/api/v1/jeux/{1}/versions/1/rapport",
            "/versions/{1}-1/wms?SERVICE=WMS&REQUEST=GetCapabilities", "/versions/{1}-1/wfs?SERVICE=WFS&REQUEST=GetCapabilities",
        "/versions/{1}-1", "/versions/{1}-1/qgis/catalogue.qgs",
    ];

    [Fact]
    public async Task Nothing_of_it_shows_anywhere_without_a_token()
    {
        await using var steward = await Served();
        var stranger = await steward.NewToken("lire", "public");
        foreach (var with in new[] { null, stranger.Secret })
        {
            Assert.Empty(await Leaks(steward, with));
            foreach (var address in Named)
            {
                var real = await Ask(steward, address.Replace("{0}", Layer).Replace("{1}", Dataset), with);
                var invented = await Ask(steward, address.Replace("{0}", "pas_une_de_nos_couche").Replace("{1}", "invention_"), with);
                Assert.Equal(Masked(invented), Masked(real));
            }
        }

        Assert.True((await Leaks(steward, steward.Secret)).Count > 10, "the search finds nothing even where it is to be found");
    }

    /// <summary>Each question of a batch passes the same checks as if it had come alone.</summary>
    [Fact]
    public async Task A_batch_shows_no_more_than_each_of_its_questions()
    {
        await using var steward = await Served();
        var stranger = await steward.NewToken("lire", "public");
        foreach (var with in new[] { null, stranger.Secret })
            Assert.Equal(Masked((200, await Batch("pas_une_de_nos_couche", with))), Masked((200, await Batch(Layer, with))));
        Assert.Contains("\"status\":200", await Batch(Layer, steward.Secret));

        async Task<string> Batch(string layer, string? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, steward.Server.Address + "/odata/$batch");
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Prefer", "odata.continue-on-error");
            var questions = new[] { "{0}", "{0}/$count", "{0}(1)", "{0}?$apply=aggregate($count as n)" };
            request.Content = new StringContent($"{{\"requests\":[{string.Join(',', questions.Select((question, i) =>
                $"{{\"id\":\"{i}\",\"method\":\"GET\",\"url\":\"{question.Replace("{0}", layer)}\"}}"))}]}}", Encoding.UTF8,
                "application/json");
            using var answer = await steward.Server.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Basic")]
    [InlineData("X-Api-Key")]
    public async Task The_bearer_of_a_token_reads_it_and_no_cache_keeps_it(string scheme)
    {
        await using var steward = await Served();
        var token = await steward.NewToken("lire", Dataset);
        using var request = new HttpRequestMessage(HttpMethod.Get, steward.Server.Address + Map + Layer);
        if (scheme == "X-Api-Key")
            request.Headers.Add(scheme, token.Secret);
        else
            request.Headers.Authorization =
                new AuthenticationHeaderValue(scheme, scheme == "Bearer"
                ? token.Secret : Convert.ToBase64String(Encoding.ASCII.GetBytes("qgis:" + token.Secret)));
        using var map = await steward.Server.Http.SendAsync(request);
        Assert.Equal("image/png", map.Content.Headers.ContentType!.MediaType);
        Assert.True(map.Headers.CacheControl is { Private: true, Public: false }, map.Headers.CacheControl!.ToString());
        Assert.Contains("Authorization", map.Headers.Vary);
        Assert.Contains(Layer, await steward.Read(Capabilities, token.Secret));
        Assert.Contains(Layer, await steward.Read($"/versions/{Dataset}-1/wfs?SERVICE=WFS&REQUEST=GetCapabilities", token.Secret));
        Assert.Contains(Dataset, await steward.Read("/flux.atom", token.Secret));

        using var repeated = await steward.Server.Get(Map + Layer);
        Assert.Equal("text/xml", repeated.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.Forbidden, await steward.Send(HttpMethod.Delete, "/api/v1/jeux/" + Dataset, token.Secret));
    }

    [Fact]
    public async Task QGIS_reads_it_with_the_token_as_password_and_not_without()
    {
        await using var steward = await Served();
        var token = await steward.NewToken("lire", Dataset);
        PythonClient.Run("qgis", "qgis_token.py", "WFS False, WMS False", steward.Server.Address, Layer);
        PythonClient.Run("qgis", "qgis_token.py", "WFS True, WMS True", steward.Server.Address, Layer, token.Secret);
    }

    [Fact]
    public async Task An_entity_tag_of_the_bearer_is_not_good_for_others()
    {
        await using var steward = await Served();
        using var whole = await steward.Server.Http.SendAsync(steward.Request(HttpMethod.Get, Capabilities, null));
        using var conditional = new HttpRequestMessage(HttpMethod.Get, steward.Server.Address + Capabilities)
        {
            Headers =
            { IfNoneMatch = { whole.Headers.ETag! } }
        };
        using var own = await steward.Server.Http.SendAsync(conditional);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Contains("Authorization", own.Headers.Vary);
    }

    [Fact]
    public async Task A_token_that_is_not_valid_is_said_so_and_a_password_of_a_proxy_is_not_ours()
    {
        await using var steward = await Served();
        Assert.Equal(HttpStatusCode.Unauthorized, await steward.Send(HttpMethod.Get, Capabilities, "srce_revoque"));
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Get, Capabilities, "un mot de passe du mandataire"));
    }

    [Fact]
    public async Task Opened_it_shows_and_restricted_again_it_is_gone_also_after_a_restart()
    {
        await using var steward = await Served();
        var before = await steward.Server.GetText(Capabilities);
        await steward.Post($"/api/v1/jeux/{Dataset}/acces", ("pour", "tous"));
        Assert.Contains(Layer, await steward.Server.GetText(Capabilities));
        await steward.Post($"/api/v1/jeux/{Dataset}/acces", ("pour", "jetons"));
        Assert.Equal(before, await steward.Server.GetText(Capabilities));
        await steward.Server.Stop();
        steward.Server.Start();
        await steward.Server.WaitForLayer("seuils_ROE");
        Assert.Equal(before, await steward.Server.GetText(Capabilities));
    }

    /// <summary>A public dataset, and one restricted before it was ever delivered.</summary>
    private static async Task<Steward> Served()
    {
        var steward = await Steward.Start();
        Assert.Equal(HttpStatusCode.OK, (await steward.Put("/api/v1/jeux/public", TestGeoPackage.Bytes())).Status);
        await steward.Post($"/api/v1/jeux/{Dataset}/acces", ("pour", "jetons"));
        Assert.Equal(HttpStatusCode.OK, (await steward.Put($"/api/v1/jeux/{Dataset}?commentaire={Comment}", SecretFile())).Status);
        return steward;
    }

    private static byte[] SecretFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
        {
            writer.CreateTable(new(Layer, "Nids", "", "geom", "POINT", false, new(2154, "EPSG", 2154, "Lambert-93", "undefined"),
                [new(Field, Field, FieldKind.Text, 0)])).Dispose();
            writer.Finish();
        }

        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    /// <summary>Where it shows, of every address written in the table or named by a constant, also of what is added later, and of every
    /// link found on the way.</summary>
    private static async Task<List<string>> Leaks(Steward steward, string? with)
    {
        var table = AddressText().Matches(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "src/SrceOgc.Server/Addresses.cs")))
            .Select(m => m.Groups[1].Value);
        var constants = typeof(SrceOgc.Server.Addresses).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.IsLiteral && f.FieldType == typeof(string)).Select(f => (string)f.GetRawConstantValue()!)
                .Where(value => value is ['/', _, ..] && !value.Contains(' '));
        var waiting = new Queue<string>(table.Concat(constants).Distinct().Concat(Entries)
            .Concat(["/api/v1/jeux", "/flux.atom", "/api/v1/journal", "/api/v1/jetons", "/api/v1/sources", "/api/v1/abonnements"]));
        var seen = new HashSet<string>(waiting);
        var leaks = new List<string>();
        while (waiting.TryDequeue(out var address))
        {
            var (_, text) = await Ask(steward, address, with);
            if (new[] { Layer, Field, Dataset, Comment }.Any(text.Contains))
                leaks.Add(address);
            foreach (Match link in LinkText().Matches(text.Replace("&amp;", "&")))
                if (link.Groups[1].Value.Replace(steward.Server.Address, "") is ['/', ..] own && seen.Count < 400 && seen.Add(own))
                    waiting.Enqueue(own);
        }

        return leaks;
    }

    private static async Task<(int Status, string Text)> Ask(Steward steward, string address, string? with)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, steward.Server.Address + address);
        if (with is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", with);
        using var answer = await steward.Server.Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static (int, string) Masked((int Status, string Text) answer) =>
        (answer.Status, answer.Text.Replace(Layer, "…").Replace("pas_une_de_nos_couche", "…").Replace(Dataset, "…")
            .Replace("invention_", "…"));

    [GeneratedRegex("\\[\"(/[^\"]*)\"\\]")]
    private static partial Regex AddressText();

    [GeneratedRegex("(?:href|src|\"href\": ?)=?\"([^\"]+)\"")]
    private static partial Regex LinkText();
}
