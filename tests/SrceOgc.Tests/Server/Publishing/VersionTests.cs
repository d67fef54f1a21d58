using System.Net;
using System.Text.Json;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>Drafts, versions, and requests that come late or twice.</summary>
public sealed class VersionTests
{
    private const string Dataset = "/api/v1/jeux/essai", Accepting = Dataset + "?accepter=pertes",
        Capabilities = "/wfs?SERVICE=WFS&REQUEST=GetCapabilities";

    private const string Hits = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&RESULTTYPE=hits";

    private static readonly byte[] Sample = File.ReadAllBytes(RepositoryFiles.Sample);

    [Fact]
    public async Task A_draft_is_seen_with_a_token_and_by_everybody_once_activated()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        var (status, report) = await steward.Put(Dataset + "?brouillon=1&commentaire=%C3%A0%20relire", Sample);
        Assert.Equal((HttpStatusCode.OK, 2, true),
            (status, report.RootElement.GetProperty("version").GetInt32(), report.RootElement.GetProperty("brouillon").GetBoolean()));
        Assert.Contains("seuils_ROE", await steward.Server.GetText(Capabilities));
        using (var hidden = await steward.Server.Get("/versions/essai-2" + Capabilities))
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.DoesNotContain("relire", await steward.Server.GetText(Dataset));
        Assert.DoesNotContain("relire", await steward.Server.GetText("/flux.atom"));
        Assert.Equal(HttpStatusCode.NotFound, (await steward.Server.Get(Dataset + "/versions/2/rapport")).StatusCode);

        var reader = await steward.NewToken("lire", "essai");
        Assert.Contains("wfs:FeatureType", (await steward.Read("/versions/essai-2" + Capabilities, reader.Secret))
            .Replace("<FeatureType>", "wfs:FeatureType"));
        Assert.Contains("à relire", await steward.Read(Dataset, reader.Secret));
        Assert.Equal(2, (await steward.Put(Dataset + "?brouillon=1", Sample)).Report.RootElement.GetProperty("version").GetInt32());
        Assert.Equal(HttpStatusCode.Forbidden, await steward.Send(HttpMethod.Post, Dataset + "/versions/2/activer", reader.Secret));
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, Dataset + "/versions/2/activer"));
        Assert.DoesNotContain("seuils_ROE", await steward.Server.GetText(Capabilities));
        using (var shown = await steward.Server.Get("/versions/essai-2" + Capabilities))
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
    }

    /// <summary>Also when a file of the drop folder went or changed while the server was down.</summary>
    [Fact]
    public async Task Versions_built_by_an_older_server_are_built_anew_from_what_was_delivered()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        await steward.Put(Dataset, TestGeoPackage.Bytes(1));
        await steward.Put(Dataset + "?brouillon=1", Sample);
        var dropped = Path.Combine(steward.Server.GpkgFolder, "depot.gpkg");
        File.WriteAllBytes(dropped, TestGeoPackage.Bytes(5));
        await steward.Server.WaitForLayer("depot_seuils_ROE");
        var before = await steward.Read(Dataset);
        var report = await steward.Read(Dataset + "/versions/2/rapport");
        await steward.Server.Stop();
        StoreOfAnOlderServer.Make(steward.Server.DataFolder);
        steward.Server.Start();
        await steward.Server.WaitForLayer("depot_seuils_ROE");
        await steward.Server.WaitFor("every version", () => Task.FromResult(StoreOfAnOlderServer.IsBuiltAnew(steward.Server.DataFolder)));
        Assert.Equal(before, await steward.Read(Dataset));
        Assert.Equal(report, await steward.Read(Dataset + "/versions/2/rapport"));
        Assert.Contains("numberMatched=\"1500\"", await steward.Server.GetText("/versions/essai-1" + Hits));
        Assert.Contains("numberMatched=\"1499\"", await steward.Server.GetText(Hits));
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, Dataset + "/versions/3/activer"));
        Assert.Equal(["000001"], Directory.GetDirectories(Path.Combine(steward.Server.DataFolder, "jeux", "depot"))
            .Select(d => Path.GetFileName(d)));

        await steward.Server.Stop();
        StoreOfAnOlderServer.Make(steward.Server.DataFolder);
        File.WriteAllBytes(dropped, TestGeoPackage.Bytes(6));
        steward.Server.Start();
        await steward.Server.WaitFor("the changed file", async () =>
            (await steward.Server.GetText(Hits.Replace("seuils", "depot_seuils"))).Contains("numberMatched=\"1494\""));
        await steward.Server.WaitFor("the version before", () =>
            Task.FromResult(StoreOfAnOlderServer.IsBuiltAnew(steward.Server.DataFolder)));
        Assert.Contains("numberMatched=\"1495\"",
            await steward.Server.GetText("/versions/depot-1" + Hits.Replace("seuils", "depot_seuils")));
    }

    /// <summary>The file is kept as it came, and goes with its version.</summary>
    [Fact]
    public async Task The_delivered_file_is_kept_with_its_version()
    {
        await using var steward = await Steward.Start("--keptVersions", "1");
        await steward.Put(Dataset + "?essai=1", Sample);
        await steward.Put(Accepting, Sample);
        Assert.Equal(Sample, await File.ReadAllBytesAsync(Path.Combine(steward.Server.DataFolder, "jeux", "essai", "000001", "source.gpkg"),
            TestContext.Current.CancellationToken));
        await steward.Put(Accepting, TestGeoPackage.Bytes());
        Assert.Equal([Path.Combine("000002", "source.gpkg")],
            Directory.GetFiles(Path.Combine(steward.Server.DataFolder), "source.gpkg", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Path.Combine(steward.Server.DataFolder, "jeux", "essai"), f)));
    }

    [Fact]
    public async Task A_dataset_of_drafts_alone_is_nobody_elses_business_and_outlives_a_restart()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset + "?brouillon=1", Sample);
        Assert.DoesNotContain("essai", await steward.Server.GetText("/api/v1/jeux"));
        await steward.Server.Stop();
        steward.Server.Start();
        await steward.Server.WaitFor("an answer", async () => (await steward.Server.Get("/sante")).IsSuccessStatusCode);
        Assert.Contains("\"brouillon\": true", await steward.Read(Dataset));
        Assert.Equal(HttpStatusCode.NotFound, (await steward.Server.Get(Dataset)).StatusCode);
    }

    [Fact]
    public async Task Every_change_minds_the_version_believed_to_be_served()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        await steward.Put(Accepting, Sample);
        using (var answer = await steward.Server.Get(Dataset))
            Assert.Equal("\"2\"", answer.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.PreconditionFailed,
            await steward.Send(HttpMethod.Post, Dataset + "/versions/1/activer", ifMatch: "\"1\""));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await steward.Send(HttpMethod.Delete, Dataset, ifMatch: "\"1\""));
        Assert.Equal(HttpStatusCode.PreconditionFailed,
            await steward.Send(HttpMethod.Post, Dataset + "/acces?pour=jetons", ifMatch: "\"1\""));
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, Dataset + "/versions/1/activer", ifMatch: "\"2\""));
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, Dataset, ifMatch: "\"1\""));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await steward.Put(Accepting, Sample, ifMatch: "*")).Status);
    }

    [Fact]
    public async Task A_tag_weakened_by_compression_names_the_same_version()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        using var request = steward.Request(HttpMethod.Get, Dataset, null);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        using var answer = await steward.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
        var tag = answer.Headers.GetValues("ETag").Single();
        Assert.Equal("W/\"1\"", tag);
        Assert.Equal(HttpStatusCode.OK, (await steward.Put(Dataset, TestGeoPackage.Bytes(1), ifMatch: tag)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await steward.Put(Dataset, TestGeoPackage.Bytes(2), ifMatch: tag)).Status);
    }

    [Fact]
    public async Task A_request_that_comes_twice_does_nothing_twice()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        Assert.Equal(HttpStatusCode.OK, (await steward.Put(Accepting, Sample, ifMatch: "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await steward.Put(Accepting, Sample, ifMatch: "\"1\"")).Status);
        Assert.Equal(2, (await steward.Put(Accepting, Sample)).Report.RootElement.GetProperty("version").GetInt32());
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, Dataset + "/versions/1/activer"));
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, Dataset + "/versions/1/activer"));
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, Dataset));
        Assert.Equal(HttpStatusCode.NotFound, await steward.Send(HttpMethod.Delete, Dataset));
        Assert.Equal(["publication", "publication", "activation", "retrait"], Actions(steward));
    }

    /// <summary>A table that another dataset took meanwhile keeps its own name in every version, so that going back is always
    /// possible.</summary>
    [Fact]
    public async Task Going_back_never_meets_a_layer_of_the_same_name()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        await steward.Put(Accepting, Sample);
        await steward.Put("/api/v1/jeux/autre", TestGeoPackage.Bytes());
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, Dataset + "/versions/1/activer"));
        var capabilities = await steward.Server.GetText(Capabilities);
        Assert.Contains(":seuils_ROE<", capabilities);
        Assert.Contains(":autre_seuils_ROE<", capabilities);
    }

    [Fact]
    public async Task What_was_delivered_over_a_dropped_file_stays_after_a_restart()
    {
        await using var steward = await Steward.Start();
        File.WriteAllBytes(Path.Combine(steward.Server.GpkgFolder, "essai.gpkg"), TestGeoPackage.Bytes());
        await steward.Server.WaitForLayer("seuils_ROE");
        await steward.Put(Accepting, Sample);
        await steward.Server.Stop();
        steward.Server.Start();
        await steward.Server.WaitFor("an answer", async () => (await steward.Server.Get("/sante")).IsSuccessStatusCode);
        await Task.Delay(2000);
        using var dataset = JsonDocument.Parse(await steward.Server.GetText(Dataset));
        Assert.Equal(2, dataset.RootElement.GetProperty("jeu").GetProperty("versionServie").GetInt32());
    }

    private static IEnumerable<string?> Actions(Steward steward) =>
        File.ReadAllLines(Path.Combine(steward.Server.DataFolder, "journal.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Action").GetString());
}
