using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>A delivery that loses much of what is served asks first, by every way it may come.</summary>
public sealed class LossTests
{
    private const string Dataset = "/api/v1/jeux/essai", Served = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature"
        + "&TYPENAMES=seuils_ROE&RESULTTYPE=hits";

    /// <summary>400 of 1500 obstacles are more than a fifth of them.</summary>
    private static readonly byte[] Whole = TestGeoPackage.Bytes(), Fewer = TestGeoPackage.Bytes(without: 400);

    private static string Matched(string xml) => Regex.Match(xml, "numberMatched=\"(\\d+)\"").Groups[1].Value;

    [Fact]
    public async Task It_is_answered_409_with_the_figures_and_published_by_who_accepts()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, Whole);
        var (status, problem) = await steward.Put(Dataset + "?commentaire=deux", Fewer);
        Assert.Equal(HttpStatusCode.Conflict, status);
        var root = problem.RootElement;
        Assert.Contains("400 objets sur 1", root.GetProperty("detail").GetString());
        Assert.Equal(steward.Server.Address + Dataset + "?commentaire=deux&accepter=pertes", root.GetProperty("repeter").GetString());
        var layer = Assert.Single(root.GetProperty("pertes").GetProperty("couches").EnumerateArray());
        Assert.Equal(("seuils_ROE", 1500, 1100), (layer.GetProperty("nom").GetString(),
            layer.GetProperty("avant").GetProperty("objets").GetInt32(), layer.GetProperty("apres").GetProperty("objets").GetInt32()));
        Assert.Equal("1500", Matched(await steward.Server.GetText(Served)));
        Assert.Contains("\"attendAccord\": true", await steward.Read(Dataset + "/rapport"));

        var (accepted, report) = await steward.Put(Dataset + "?commentaire=deux&accepter=pertes", Fewer);
        Assert.Equal(HttpStatusCode.OK, accepted);
        Assert.Equal(2, report.RootElement.GetProperty("version").GetInt32());
        Assert.Equal("1100", Matched(await steward.Server.GetText(Served)));
        Assert.Contains("deux – pertes : 400 objets sur 1", File.ReadAllText(Path.Combine(steward.Server.DataFolder, "journal.jsonl")));
    }

    [Fact]
    public async Task A_trial_says_that_it_would_ask_and_a_draft_is_not_asked_for()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, Whole);
        var (status, tried) = await steward.Put(Dataset + "?essai=1", Fewer);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(tried.RootElement.GetProperty("changements").GetProperty("accordRequis").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, (await steward.Put(Dataset + "?brouillon=1", Fewer)).Status);
        Assert.Equal("1500", Matched(await steward.Server.GetText(Served)));
        Assert.Equal(HttpStatusCode.BadRequest, (await steward.Put(Dataset + "?accepter=tout", Fewer)).Status);
    }

    [Fact]
    public async Task Nothing_served_is_nothing_lost()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, Whole);
        await steward.Send(HttpMethod.Delete, Dataset);
        Assert.Equal(HttpStatusCode.OK, (await steward.Put(Dataset, Fewer)).Status);
    }

    [Fact]
    public async Task The_drop_folder_publishes_and_says_so_loudly()
    {
        await using var server = new ServerProcess();
        File.WriteAllBytes(Path.Combine(server.GpkgFolder, "essai.gpkg"), Whole);
        server.Start();
        await server.WaitForLayer("seuils_ROE");
        File.WriteAllBytes(Path.Combine(server.GpkgFolder, "essai.gpkg"), Fewer);
        await server.WaitFor("the smaller file", async () => Matched(await server.GetText(Served)) == "1100");
        await server.WaitFor("the warning", () => Task.FromResult(Regex.IsMatch(server.Log, "warn(.*\n)+.*LOST: 400 features of 1")));
        Assert.Contains("pertes : 400 objets", File.ReadAllText(Path.Combine(server.DataFolder, "journal.jsonl")));
    }

    [Fact]
    public async Task The_drop_folder_keeps_a_draft_of_the_datasets_that_ask_for_it()
    {
        var ogc = Directory.CreateTempSubdirectory("srceogc-ogc-").FullName;
        File.WriteAllText(Path.Combine(ogc, "service.json"), File.ReadAllText(Path.Combine(RepositoryFiles.Root, "ogc", "service.json"))
            .Replace("\"lossThresholdPercent\": 20, \"draftOnLoss\": []", "\"lossThresholdPercent\": 10, \"draftOnLoss\": [\"ess*\"]"));
        await using var server = new ServerProcess();
        File.WriteAllBytes(Path.Combine(server.GpkgFolder, "essai.gpkg"), Whole);
        server.Start("--ogc", ogc);
        await server.WaitForLayer("seuils_ROE");
        File.WriteAllBytes(Path.Combine(server.GpkgFolder, "essai.gpkg"), TestGeoPackage.Bytes(without: 200));
        await server.WaitFor("the draft", () => Task.FromResult(
            File.Exists(Path.Combine(server.DataFolder, "jeux", "essai", "000002.brouillon"))));
        await server.WaitFor("the journal", () => Task.FromResult(
            File.ReadAllText(Path.Combine(server.DataFolder, "journal.jsonl")).Contains("livraison retenue")));
        Assert.Equal("1500", Matched(await server.GetText(Served)));
        Directory.Delete(ogc, recursive: true);
    }

    [Fact]
    public async Task A_truncated_file_in_the_drop_folder_is_said_within_seconds_and_taken_once_whole()
    {
        await using var server = new ServerProcess();
        var path = Path.Combine(server.GpkgFolder, "essai.gpkg");
        File.WriteAllBytes(path, Whole[..(Whole.Length / 2)]);
        server.Start();
        await server.WaitFor("a word about it", () => Task.FromResult(server.Log.Contains("the file is not whole")));
        var report = Path.Combine(server.DataFolder, "rapports", "essai", "rapport.json");
        await server.WaitFor("the report", () => Task.FromResult(File.Exists(report)));
        Assert.Contains("moins que ce que son en-tête annonce", File.ReadAllText(report));
        File.WriteAllBytes(path, Whole);
        await server.WaitForLayer("seuils_ROE");
        Assert.Single(Regex.Matches(server.Log, "the file is not whole"));
    }

    [Theory]
    [InlineData("court")]
    [InlineData("Ce n'est pas un GeoPackage, et c'est plus long que les cent octets d'un en-tête SQLite, ce qui le fait lire comme tel.")]
    public async Task What_is_no_database_in_the_drop_folder_is_said_within_seconds(string content)
    {
        await using var server = new ServerProcess();
        File.WriteAllText(Path.Combine(server.GpkgFolder, "essai.gpkg"), content);
        server.Start();
        await server.WaitFor("a word about it", () => Task.FromResult(server.Log.Contains("essai: refused")));
        await server.WaitFor("the report", () => Task.FromResult(
            File.Exists(Path.Combine(server.DataFolder, "rapports", "essai", "rapport.json"))));
    }
}
