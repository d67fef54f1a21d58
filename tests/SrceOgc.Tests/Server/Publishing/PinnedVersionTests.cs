using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>A version that is cited stays where the citation says, whatever becomes of its dataset; one that went says what
/// followed.</summary>
public sealed class PinnedVersionTests
{
    private const string Dataset = "/api/v1/jeux/essai", Version = Dataset + "/versions/1", Address = "/versions/essai-1",
        Hits = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&RESULTTYPE=hits";

    /// <summary>Versions 1 to 4, of which two are kept beside what is pinned.</summary>
    private static async Task Deliver(Steward steward, int from, int to)
    {
        for (var version = from; version <= to; version++)
            Assert.Equal(HttpStatusCode.OK, (await steward.Put(Dataset, TestGeoPackage.Bytes(without: version - 1))).Status);
    }

    private static async Task<JsonElement> Of(Steward steward, int version) =>
        JsonDocument.Parse(await steward.Read(Dataset)).RootElement.GetProperty("jeu").GetProperty("versions").EnumerateArray()
            .Single(v => v.GetProperty("version").GetInt32() == version);

    [Fact]
    public async Task It_outlives_those_that_follow_and_its_dataset()
    {
        await using var steward = await Steward.Start("--keptVersions", "2");
        await Deliver(steward, 1, 1);
        await steward.Post(Version + "/epingler");
        Assert.True((await Of(steward, 1)).GetProperty("epinglee").GetBoolean());
        Assert.True((await Of(steward, 1)).GetProperty("octets").GetInt64() > 100_000);
        await Deliver(steward, 2, 5);
        Assert.Contains("numberMatched=\"1500\"", await steward.Server.GetText(Address + Hits));
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, Dataset));
        Assert.DoesNotContain("seuils_ROE", await steward.Server.GetText("/wfs?SERVICE=WFS&REQUEST=GetCapabilities"));
        Assert.Contains("numberMatched=\"1500\"", await steward.Server.GetText(Address + Hits));

        var page = JsonDocument.Parse(await steward.Server.GetText(Address)).RootElement;
        Assert.True(page.GetProperty("epinglee").GetBoolean());
        var citation = page.GetProperty("citation");
        Assert.Equal(steward.Server.Address + Address, citation.GetProperty("adresse").GetString());
        Assert.Equal("0.1.0", citation.GetProperty("serveur").GetString());
        Assert.Contains("« essai », version 1 du ", citation.GetProperty("phrase").GetString());
        Assert.Contains(citation.GetProperty("sha256").GetString()!, citation.GetProperty("phrase").GetString());
        Assert.Contains("épinglage", File.ReadAllText(Path.Combine(steward.Server.DataFolder, "journal.jsonl")));
    }

    [Fact]
    public async Task One_that_was_not_pinned_says_what_followed_it()
    {
        await using var steward = await Steward.Start("--keptVersions", "2");
        await Deliver(steward, 1, 4);
        foreach (var address in new[] { Address, Address + Hits, Address + "/ogc/collections", Address + "/qgis/catalogue.qgz",
            Address + "/wms?SERVICE=WMS&REQUEST=GetCapabilities" })
        {
            using var answer = await steward.Server.Get(address);
            Assert.Equal((address, HttpStatusCode.Gone), (address, answer.StatusCode));
            Assert.Contains("/versions/essai-3", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await steward.Server.Get("/versions/essai-9" + Hits)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.Server.Get("/versions/inconnu-1" + Hits)).StatusCode);
        await steward.Post(Dataset + "/acces", ("pour", "jetons"));
        Assert.Equal(HttpStatusCode.NotFound, (await steward.Server.Get(Address + Hits)).StatusCode);
        Assert.Contains("n'est plus conservée", await steward.Read(Address + Hits));
    }

    [Fact]
    public async Task Only_an_administrator_lets_it_go_and_says_why()
    {
        await using var steward = await Steward.Start("--keptVersions", "2");
        await Deliver(steward, 1, 1);
        var (_, publisher) = await steward.NewToken("publier", "essai");
        var (_, reader) = await steward.NewToken("lire", "essai");
        Assert.Equal(HttpStatusCode.Forbidden, await steward.Send(HttpMethod.Post, Version + "/epingler", reader));
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, Version + "/epingler", publisher));
        Assert.Equal(HttpStatusCode.Forbidden, await steward.Send(HttpMethod.Post, Version + "/desepingler?raison=x", publisher));
        Assert.Equal(HttpStatusCode.BadRequest, await steward.Send(HttpMethod.Post, Version + "/desepingler"));
        await steward.Server.Kill();
        var again = await Restarted(steward);
        Assert.Equal(HttpStatusCode.OK, await again.Send(HttpMethod.Post, Version + "/desepingler?raison=cit%C3%A9e%20par%20erreur"));
        Assert.Contains("citée par erreur", File.ReadAllText(Path.Combine(again.Server.DataFolder, "journal.jsonl")));
        await Deliver(again, 2, 4);
        Assert.Equal(HttpStatusCode.Gone, (await again.Server.Get(Address + Hits)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await again.Put(Dataset + "?brouillon=1", TestGeoPackage.Bytes(without: 9))).Status);
        Assert.Equal(HttpStatusCode.NotFound, await again.Send(HttpMethod.Post, Dataset + "/versions/5/epingler"));
    }

    private static async Task<Steward> Restarted(Steward steward)
    {
        steward.Server.Start("--keptVersions", "2");
        await steward.Server.WaitFor("an answer", async () => (await steward.Server.Get("/sante")).IsSuccessStatusCode);
        return new(steward.Server, steward.Secret);
    }

    [Fact]
    public async Task A_pinned_version_of_a_restricted_dataset_needs_the_token()
    {
        await using var steward = await Steward.Start();
        await Deliver(steward, 1, 1);
        await steward.Post(Version + "/epingler");
        await steward.Post(Dataset + "/acces", ("pour", "jetons"));
        foreach (var address in new[] { Address, Address + Hits, Address + "/qgis/catalogue.qgz" })
            Assert.Equal((address, HttpStatusCode.NotFound), (address, (await steward.Server.Get(address)).StatusCode));
        Assert.Contains("numberMatched=\"1500\"", await steward.Read(Address + Hits));
    }

    [Fact]
    public async Task Its_QGIS_project_reads_that_version()
    {
        await using var steward = await Steward.Start();
        await Deliver(steward, 1, 2);
        using var answer = await steward.Server.Get(Address + "/qgis/catalogue.qgz");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using var reader = new StreamReader(zip.Entries.Single(entry => entry.Name.EndsWith(".qgs", StringComparison.Ordinal)).Open());
        var project = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"{steward.Server.Address}{Address}/wfs", project);
        Assert.DoesNotContain($"{steward.Server.Address}/wfs", project);
    }
}
