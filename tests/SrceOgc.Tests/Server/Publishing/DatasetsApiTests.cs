using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>A steward's work over HTTP: deliver, try, roll back, retire, with tokens; a server of its own for each test.</summary>
public sealed class DatasetsApiTests
{
    private const string Dataset = "/api/v1/jeux/essai";
    private const string Hits = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&RESULTTYPE=hits";

    [Fact]
    public async Task A_dry_run_reports_and_changes_nothing()
    {
        await using var steward = await Steward.Start();
        var (status, report) = await steward.Put(Dataset + "?essai=1", TestGeoPackage.Bytes());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(report.RootElement.GetProperty("accepte").GetBoolean());
        Assert.DoesNotContain("seuils_ROE", await steward.Server.GetText("/wfs?SERVICE=WFS&REQUEST=GetCapabilities"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(steward.Server.DataFolder, "quarantaine")));
    }

    [Fact]
    public async Task A_delivery_is_served_rolled_back_cited_and_retired()
    {
        await using var steward = await Steward.Start();
        var first = await steward.Put(Dataset, TestGeoPackage.Bytes());
        Assert.True(first.Status == HttpStatusCode.OK, first.Report.RootElement.ToString());
        Assert.Equal("1500", Matched(await steward.Server.GetText(Hits)));
        var (status, _) = await steward.Put(Dataset + "?commentaire=seconde&accepter=pertes", File.ReadAllBytes(RepositoryFiles.Sample));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain("seuils_ROE", await steward.Server.GetText("/wfs?SERVICE=WFS&REQUEST=GetCapabilities"));
        Assert.Contains("numberMatched=\"1500\"", await steward.Server.GetText("/versions/essai-1" + Hits));
        Assert.Contains("/versions/essai-1/wfs", await steward.Server.GetText("/versions/essai-1/wfs?SERVICE=WFS&REQUEST=GetCapabilities"));

        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, Dataset + "/versions/1/activer"));
        Assert.Equal("1500", Matched(await steward.Server.GetText(Hits)));
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, Dataset));
        Assert.DoesNotContain("seuils_ROE", await steward.Server.GetText("/wfs?SERVICE=WFS&REQUEST=GetCapabilities"));
        var journal = File.ReadAllLines(Path.Combine(steward.Server.DataFolder, "journal.jsonl"));
        Assert.Equal(["publication", "publication", "activation", "retrait"],
            journal.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Action").GetString()));
    }

    [Fact]
    public async Task A_zip_may_hold_the_file()
    {
        await using var steward = await Steward.Start();
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("dossier/essai.gpkg").Open())
            entry.Write(TestGeoPackage.Bytes());
        var (status, _) = await steward.Put(Dataset, zip.ToArray());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("1500", Matched(await steward.Server.GetText(Hits)));
    }

    [Fact]
    public async Task A_bomb_is_stopped_at_the_quota_and_leaves_nothing()
    {
        await using var steward = await Steward.Start("--maxGeoPackageMegabytes", "4");
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("essai.gpkg").Open())
            for (var i = 0; i < 64; i++)
                entry.Write(new byte[1 << 20]);
        var (status, _) = await steward.Put(Dataset, zip.ToArray());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(steward.Server.DataFolder, "quarantaine")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ceci n'est pas un GeoPackage, mais c'est assez long pour le croire un instant, si l'on ne regarde pas de trop près.")]
    [InlineData("PK\u0003\u0004 une archive abîmée")]
    public async Task What_is_no_geopackage_is_refused_with_a_reason(string content)
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        var (status, _) = await steward.Put(Dataset, System.Text.Encoding.UTF8.GetBytes(content));
        Assert.True(status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest, status.ToString());
        Assert.Equal("1500", Matched(await steward.Server.GetText(Hits)));
    }

    [Fact]
    public async Task Without_the_right_token_nothing_changes()
    {
        await using var steward = await Steward.Start();
        Assert.Equal(HttpStatusCode.Unauthorized, (await steward.Put(Dataset, TestGeoPackage.Bytes(), "srce_faux")).Status);
        var other = await steward.NewToken("publier", "autre_jeu");
        Assert.Equal(HttpStatusCode.Forbidden, (await steward.Put(Dataset, TestGeoPackage.Bytes(), other.Secret)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, await steward.Send(HttpMethod.Get, "/api/v1/journal", other.Secret));
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, "/api/v1/jetons/" + other.Id));
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await steward.Put("/api/v1/jeux/autre_jeu", TestGeoPackage.Bytes(), other.Secret)).Status);
        Assert.DoesNotContain("srce_", File.ReadAllText(Path.Combine(steward.Server.DataFolder, "jetons.json")));
    }

    [Fact]
    public async Task Nobody_overwrites_a_version_they_have_not_seen()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        var sample = File.ReadAllBytes(RepositoryFiles.Sample);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await steward.Put(Dataset + "?accepter=pertes", sample, ifMatch: "\"7\"")).Status);
        Assert.Equal(HttpStatusCode.OK, (await steward.Put(Dataset + "?accepter=pertes", sample, ifMatch: "\"1\"")).Status);
    }

    /// <summary>The number an answer says, or the whole answer when it says none.</summary>
    private static string Matched(string answer) =>
        Regex.Match(answer, "numberMatched=\"(\\d+)\"") is { Success: true } match ? match.Groups[1].Value : answer;
}
