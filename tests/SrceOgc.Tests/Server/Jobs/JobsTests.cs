using System.Net;
using System.Text.Json;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Tests.Server.Publishing;
using static SrceOgc.Tests.Server.Territories.BoxPackage;

namespace SrceOgc.Tests.Server.Jobs;

/// <summary>Plates and packages that take long, as readers, programs and the command line meet them.</summary>
public sealed class JobsTests
{
    private const string Siren = "200012345", Long = $"/fiches/epci/{Siren}.pdf?communes=1&format=A4&planche=srce";

    private const int Communes = 14;

    [Fact]
    public async Task A_long_document_is_made_beside_and_is_the_same_bytes_each_time()
    {
        await using var steward = await Served();
        var first = await Finished(steward, await Asked(steward, Long));
        Assert.Equal("fini", first.GetProperty("etat").GetString());
        using var answer = await steward.Server.Get(Below(first.GetProperty("fichier").GetString()!));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"pac-srce-{Siren}-srce-A4.pdf", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(first.GetProperty("octets").GetInt64(), bytes.Length);
        var again = await Asked(steward, Long);
        Assert.Equal(first.GetProperty("travail").GetString(), again.GetProperty("travail").GetString());
        Assert.Equal(HttpStatusCode.OK, (await steward.Server.Http.DeleteAsync(first.GetProperty("adresse").GetString(),
            TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await steward.Server.Get(Below(first.GetProperty("fichier").GetString()!))).StatusCode);
        var second = await Finished(steward, await Asked(steward, Long));
        Assert.NotEqual(first.GetProperty("travail").GetString(), second.GetProperty("travail").GetString());
        Assert.Equal(bytes, await steward.Server.Http.GetByteArrayAsync(second.GetProperty("fichier").GetString(),
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task People_are_led_to_a_page_and_a_head_begins_nothing()
    {
        await using var steward = await Served();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Head, steward.Server.Address + Long);
        Assert.Equal(HttpStatusCode.Accepted, (await browser.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
        Assert.False(Directory.Exists(Path.Combine(steward.Server.DataFolder, "travaux")));
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await browser.GetAsync(steward.Server.Address + Long, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var page = await browser.GetStringAsync(answer.Headers.Location, TestContext.Current.CancellationToken);
        Assert.Contains("role=\"status\"", page, StringComparison.Ordinal);
        Assert.Contains("Porter à connaissance", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_prefers_it_gets_a_package_by_a_job_that_a_restart_keeps()
    {
        await using var steward = await Served();
        using var request = new HttpRequestMessage(HttpMethod.Get, steward.Server.Address + "/emporter/commune/02001.gpkg");
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await steward.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var done = await Finished(steward, await Read(answer));
        await steward.Server.Stop();
        steward.Server.Start();
        await steward.Server.WaitForLayer("communes");
        var bytes = await steward.Server.Http.GetByteArrayAsync(done.GetProperty("fichier").GetString(),
            TestContext.Current.CancellationToken);
        Assert.Equal("SQLite format 3\0", System.Text.Encoding.ASCII.GetString(bytes, 0, 16));
    }

    [Fact]
    public async Task A_job_of_a_token_is_there_for_that_token_alone()
    {
        await using var steward = await Served();
        var (reader, stranger) = (await steward.NewToken("lire", "public"), await steward.NewToken("lire", "public"));
        using var answer = await steward.Server.Http.SendAsync(steward.Request(HttpMethod.Get, Long, reader.Secret),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl is { Private: true, Public: false });
        var address = Below((await Read(answer)).GetProperty("adresse").GetString()!);
        foreach (var (secret, status) in new[] { (reader.Secret, 200), (stranger.Secret, 404), (steward.Secret, 404) })
            foreach (var end in new[] { "", "?f=html" })
                using (var seen = await steward.Server.Http.SendAsync(steward.Request(HttpMethod.Get, address + end, secret),
                    TestContext.Current.CancellationToken))
                    Assert.Equal(status, (int)seen.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.Server.Get(address)).StatusCode);
        using var cancelled = await steward.Server.Http.DeleteAsync(steward.Server.Address + address,
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, cancelled.StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_cancels_nothing()
    {
        await using var steward = await Served();
        var address = Below((await Asked(steward, Long)).GetProperty("adresse").GetString()!);
        using var foreign = new HttpRequestMessage(HttpMethod.Delete, steward.Server.Address + address);
        foreign.Headers.Add("Origin", "https://ailleurs.example");
        using var refused = await steward.Server.Http.SendAsync(foreign, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task The_command_line_waits_for_a_job()
    {
        await using var steward = await Served();
        using var folder = new Rendering.Vectors.TemporaryFolder();
        var file = Path.Combine(folder.Path, "fiche.pdf");
        var (status, _, errors) = await Commands.CommandLineTests.Run("fiche", $"epci/{Siren}", file, "--communes", "--format", "A4",
            "--planche", "srce", "--serveur", steward.Server.Address);
        Assert.True(status == 0, errors);
        Assert.Contains("fini", errors, StringComparison.Ordinal);
        Assert.StartsWith("%PDF", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_be_too_long_is_refused_before_it_has_a_job()
    {
        await using var steward = await Served();
        using var answer = await steward.Server.Get($"/fiches/epci/{Siren}.pdf?echelle=500");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(steward.Server.DataFolder, "travaux")));
    }

    private static string Below(string address) => new Uri(address).PathAndQuery;

    private static async Task<JsonElement> Asked(Steward steward, string address)
    {
        using var answer = await steward.Server.Get(address);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal((await Read(answer)).GetProperty("adresse").GetString(), answer.Headers.Location!.ToString());
        return await Read(answer);
    }

    private static async Task<JsonElement> Finished(Steward steward, JsonElement job)
    {
        while (!job.GetProperty("termine").GetBoolean())
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            job = JsonDocument.Parse(await steward.Server.GetText(Below(job.GetProperty("adresse").GetString()!))).RootElement;
        }

        return job;
    }

    private static async Task<JsonElement> Read(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    private static async Task<Steward> Served()
    {
        var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/public", Written(writer =>
        {
            using (var table = writer.CreateTable(Draft("communes", new GeoPackageColumn("insee", "insee", FieldKind.Text, 5),
                new GeoPackageColumn("nom", "nom", FieldKind.Text, 0),
                new GeoPackageColumn("siren_epci", "siren_epci", FieldKind.Text, 9))))
                for (var i = 0; i < Communes; i++)
                    Add(table, i + 1, 600_000 + i % 4 * 5000, 6_800_000 + i / 4 * 5000, 5000, 5000, $"020{i + 1:00}",
                        $"Commune {i + 1}", Siren);
            using var reserves = writer.CreateTable(Draft("cer_reservoir_s",
                new GeoPackageColumn("nom_resv", "nom_resv", FieldKind.Text, 0)));
            Add(reserves, 1, 602_000, 6_802_000, 9000, 9000, "Réservoir");
        }));
        // Layers of indicators come once they are asked for: until then the catalogue, and so what a job is known by, is another.
        await steward.Server.GetText("/api/v1/territoires/commune/02001/indicateurs");
        await steward.Server.WaitFor("indicators", async () =>
            (await steward.Server.GetText("/api/v1/indicateurs")).Contains("a_jour", StringComparison.Ordinal));
        return steward;
    }
}
