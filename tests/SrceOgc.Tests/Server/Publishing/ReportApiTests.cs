using System.Net;
using System.Text;
using System.Text.Json;
using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>Reports and faults over HTTP: of versions for whoever may read them, of what was only tried or refused for those with a
/// token.</summary>
public sealed class ReportApiTests
{
    private const string Dataset = "/api/v1/jeux/essai";

    [Fact]
    public async Task Faults_of_a_version_are_a_geopackage_for_everybody()
    {
        await using var steward = await Steward.Start();
        var (_, report) = await steward.Put(Dataset, TestGeoPackage.Bytes());
        Assert.Equal(Dataset + "/versions/1/defauts.gpkg", report.RootElement.GetProperty("defauts").GetString());
        using var answer = await steward.Server.Get(Dataset + "/versions/1/defauts.gpkg");
        Assert.Equal("application/geopackage+sqlite3", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("SQLite format 3",
            Encoding.ASCII.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task The_report_of_a_trial_is_kept_for_those_with_a_token_until_the_next_delivery()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset + "?essai=1", TestGeoPackage.Bytes());
        Assert.Equal(HttpStatusCode.Unauthorized, (await steward.Server.Get(Dataset + "/rapport")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await steward.Server.Get(Dataset + "/rapport/defauts.gpkg")).StatusCode);
        using var tried = JsonDocument.Parse(await steward.Read(Dataset + "/rapport"));
        Assert.True(tried.RootElement.GetProperty("essai").GetBoolean());
        Assert.StartsWith("SQLite format 3", await steward.Read(tried.RootElement.GetProperty("defauts").GetString()!));

        await steward.Put(Dataset, Encoding.UTF8.GetBytes(new string('x', 4096)));
        Assert.False(JsonDocument.Parse(await steward.Read(Dataset + "/rapport")).RootElement.GetProperty("accepte").GetBoolean());
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        Assert.Equal(1, JsonDocument.Parse(await steward.Read(Dataset + "/rapport")).RootElement.GetProperty("version").GetInt32());
        Assert.Empty(Directory.GetDirectories(Path.Combine(steward.Server.DataFolder, "rapports")));
    }

    [Fact]
    public async Task The_page_says_the_worst_first_and_escapes_what_a_file_says()
    {
        await using var steward = await Steward.Start();
        using var delivery = new MemoryStream(await Hostile());
        await steward.Put(Dataset, delivery.ToArray());
        using var request = steward.Request(HttpMethod.Get, Dataset + "/versions/1/rapport", null);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await steward.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script>", html);
        Assert.True(html.IndexOf("gravite tofix\">", html.IndexOf("<section>", StringComparison.Ordinal),
            StringComparison.Ordinal) < html.LastIndexOf("gravite note\">", StringComparison.Ordinal), html);
        Assert.Contains("defauts.gpkg", html);
    }

    [Fact]
    public async Task A_large_delivery_is_served_before_its_geometries_are_checked_and_its_report_completed()
    {
        await using var steward = await Steward.Start();
        var large = TestGeoPackage.LargeBytes(0);
        var (_, tried) = await steward.Put(Dataset + "?essai=1", large);
        Assert.Equal(JsonValueKind.Null, tried.RootElement.GetProperty("enCours").ValueKind);
        var (_, first) = await steward.Put(Dataset, large);
        Assert.Contains("est en cours", first.RootElement.GetProperty("enCours").GetString());
        Assert.DoesNotContain("un contour en croise un autre", first.RootElement.ToString());
        using (var next = steward.Request(HttpMethod.Put, Dataset + "?brouillon=1", null))
        {
            next.Headers.Accept.ParseAdd("text/html");
            next.Content = new ByteArrayContent(TestGeoPackage.LargeBytes(1));
            using var page = await steward.Server.Http.SendAsync(next, TestContext.Current.CancellationToken);
            Assert.Contains("est en cours ; ce rapport sera",
                await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        foreach (var version in new[] { 1, 2 })
            await steward.Server.WaitFor("the check of geometries", async () =>
                (await steward.Read($"{Dataset}/versions/{version}/rapport")).Contains("\"enCours\": null"));
        using var whole = JsonDocument.Parse(await steward.Read(Dataset + "/versions/1/rapport"));
        Assert.Equal(Found(tried), Found(whole));
        Assert.Contains(Found(whole), finding => finding.Contains("un contour en croise un autre"));
        var faults = Path.Combine(steward.Server.DataFolder, "jeux", "essai", "000001", "defauts.gpkg");
        using var file = WritableSqlite.Open(faults);
        using var rows = file.Query("SELECT count(*) FROM defauts WHERE couche = 'noeuds'");
        Assert.True(rows.Read());
        Assert.Equal(1, rows.Integer(0));
    }

    private static string[] Found(JsonDocument report) =>
        [.. report.RootElement.GetProperty("constats").EnumerateArray().Select(f => f.ToString()).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_layer_left_out_is_said_before_it_is_lost()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        var (_, report) = await steward.Put(Dataset + "?essai=1", File.ReadAllBytes(RepositoryFiles.Sample));
        var lost = report.RootElement.GetProperty("constats").EnumerateArray()
            .Where(f => f.GetProperty("message").GetString()!.Contains("ne sera plus servie")).ToArray();
        Assert.Contains(lost, f =>
            f.GetProperty("couche").GetString() == "seuils (ROE)" && f.GetProperty("gravite").GetString() == "aCorriger");
    }

    private static async Task<byte[]> Hostile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
        {
            CheckedDelivery.Table(writer, "<script>alert(1)</script>", "POINT", ["<script>"], ["POINT(650000 6860000)", "Ã©"], [null, "a"]);
            writer.Finish();
        }

        var bytes = await File.ReadAllBytesAsync(path);
        File.Delete(path);
        return bytes;
    }

    [Fact]
    public async Task Everything_the_api_says_of_a_delivery_has_French_names_and_is_in_the_language_asked_for()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        var (_, lost) = await steward.Put(Dataset, File.ReadAllBytes(RepositoryFiles.Sample));
        var report = JsonDocument.Parse(await steward.Read(Dataset + "/rapport")).RootElement;
        var journal = JsonDocument.Parse(await steward.Read("/api/v1/journal")).RootElement;
        foreach (var document in new[] { lost.RootElement, report, journal })
            Assert.All(NamesIn(document), name => Assert.True(char.IsLower(name[0]), name));
        Assert.Contains("objets sur", report.GetProperty("changements").GetProperty("pertes").GetString());
        using var request = steward.Request(HttpMethod.Get, Dataset + "/rapport", null);
        request.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = await steward.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var english = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Contains("features of", english.GetProperty("changements").GetProperty("pertes").GetString());
    }

    [Fact]
    public async Task The_plugin_of_before_is_told_to_update_before_it_sends_anything()
    {
        await using var steward = await Steward.Start();
        using var request = steward.Request(HttpMethod.Put, Dataset + "?essai=1", null);
        request.Headers.Add("X-Requested-With", "srceogc-qgis");
        request.Content = new ByteArrayContent(TestGeoPackage.Bytes());
        using var answer = await steward.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("mettez-la à jour", problem.GetProperty("detail").GetString());
    }

    private static IEnumerable<string> NamesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => NamesIn(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };
}
