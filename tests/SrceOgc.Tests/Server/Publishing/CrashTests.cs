using System.Globalization;
using System.Net;
using System.Text.Json;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>
/// The server killed at every step of every change, as the steps are traced: after a restart the last good version is served, nothing
/// is lost, nothing lies about, and the change can be made.
/// </summary>
public sealed class CrashTests : IAsyncLifetime
{
    private const string Dataset = "/api/v1/jeux/trame", Hits =
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&RESULTTYPE=hits";

    /// <summary>From this step on the change is made, whoever is told.</summary>
    private static readonly string[] Done = ["version named", "dataset retired"];

    /// <summary>Each version has as many obstacles fewer as its number says.</summary>
    private static readonly byte[][] Files = [[], .. Enumerable.Range(1, 3).Select(TestGeoPackage.Bytes)];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"srceogc-tests-{Guid.NewGuid():N}");
    private string _secret = "";

    private string Backup => Path.Combine(_folder, "sauvegarde");

    /// <summary>A store with versions 1 and 2 served one after the other, saved by copying the folder of the running server.</summary>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        await using var steward = await Steward.Start();
        _secret = steward.Secret;
        await steward.Put(Dataset, Files[1]);
        await steward.Put(Dataset, Files[2]);
        Copy(steward.Server.DataFolder, Backup);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_copy_of_the_folder_is_a_backup()
    {
        await using var steward = await Restored([]);
        Assert.Contains(Matched(2), await steward.Server.GetText(Hits));
        Assert.Contains(Matched(1), await steward.Server.GetText("/versions/trame-1" + Hits));
        Assert.Contains("publication", await steward.Read("/api/v1/journal"));
    }

    [Fact]
    public Task Publishing() => StopAtEveryStep(12, steward => steward.Put(Dataset, Files[3]), served: 3, kept: 2);

    /// <summary>Too large to be checked before it is served: killed while it is, the check begins anew and ends the same.</summary>
    [Fact]
    public async Task Publishing_a_large_file()
    {
        var large = TestGeoPackage.LargeBytes(3);
        await StopAtEveryStep(16, steward => PutLarge(steward, large), served: 3, kept: 2);
    }

    /// <summary>Versions of an older server are built anew at start, killed at every step of that; the next start goes on from
    /// there.</summary>
    [Fact]
    public async Task Rebuilding()
    {
        var steps = int.MaxValue;
        for (var step = 0; step <= steps; step++)
            steps = Math.Min(steps, await StopRebuildingAt(step == 0 ? int.MaxValue : step));
        Assert.True(steps >= 10, $"only {steps} steps are traced");
    }

    private async Task<int> StopRebuildingAt(int step)
    {
        var trace = Path.Combine(_folder, "etapes");
        File.Delete(trace);
        await using var server = new ServerProcess();
        Copy(Backup, server.DataFolder);
        StoreOfAnOlderServer.Make(server.DataFolder);
        server.Variables["DOTNET_STARTUP_HOOKS"] = typeof(CrashTests).Assembly.Location;
        server.Variables[StartupHook.StepsVariable] = trace;
        server.Variables[StartupHook.StopVariable] = step.ToString(CultureInfo.InvariantCulture);
        server.Start();
        if (step == int.MaxValue)
        {
            await AreServed(server);
            await server.Stop();
        }

        Assert.True(server.WaitForExit(), $"the server was not stopped at step {step}");
        var steps = File.ReadAllLines(trace);
        Assert.Equal(Math.Min(step, steps.Length), steps.Length);
        server.Variables.Clear();
        server.Start();
        await AreServed(server);
        await AssertSound(new(server, _secret), 2, steps);
        foreach (var version in Directory.GetDirectories(Path.Combine(server.DataFolder, "jeux", "trame")))
            Assert.True(File.Exists(Path.Combine(version, "source.gpkg")), version);
        return step == int.MaxValue ? steps.Length : int.MaxValue;
    }

    private static async Task AreServed(ServerProcess server)
    {
        await server.WaitFor("the version served", async () => (await server.GetText(Hits)).Contains(Matched(2)));
        await server.WaitFor("the version kept", async () => (await server.GetText("/versions/trame-1" + Hits)).Contains(Matched(1)));
        await server.WaitFor("the end", () =>
            Task.FromResult(Directory.GetFileSystemEntries(Path.Combine(server.DataFolder, "quarantaine")).Length == 0));
    }

    [Fact]
    public Task Keeping_a_draft() => StopAtEveryStep(6, steward => steward.Put(Dataset + "?brouillon=1", Files[3]), served: 2, kept: 5);

    [Fact]
    public Task Going_back() =>
        StopAtEveryStep(4, steward => steward.Send(HttpMethod.Post, Dataset + "/versions/1/activer"), served: 1, kept: 5);

    [Fact]
    public Task Retiring() => StopAtEveryStep(2, steward => steward.Send(HttpMethod.Delete, Dataset), served: null, kept: 5);

    private async Task StopAtEveryStep(int least, Func<Steward, Task> change, int? served, int kept)
    {
        var count = await StopAt(int.MaxValue, change, served, kept);
        Assert.True(count >= least, $"only {count} steps are traced");
        for (var step = 1; step <= count; step++)
            await StopAt(step, change, served, kept);
    }

    /// <summary>How many steps there were.</summary>
    private async Task<int> StopAt(int step, Func<Steward, Task> change, int? served, int kept)
    {
        var trace = Path.Combine(_folder, "etapes");
        File.Delete(trace);
        await using var steward = await Restored(new()
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(CrashTests).Assembly.Location,
            [StartupHook.StepsVariable] = trace,
            [StartupHook.StopVariable] = step.ToString(CultureInfo.InvariantCulture),
        }, "--keptVersions", kept.ToString(CultureInfo.InvariantCulture));
        try
        {
            await change(steward);
        }
        catch (Exception gone) when (gone is HttpRequestException or InvalidOperationException)
        {
            // Nobody is there to answer, or to be waited for, any more.
        }

        var steps = File.ReadAllLines(trace);
        if (step == int.MaxValue)
            await steward.Server.Stop();
        Assert.Equal(Math.Min(step, steps.Length), steps.Length);
        Assert.True(steward.Server.WaitForExit(), $"the server was not stopped at step {step}");
        steward.Server.Variables.Clear();
        await Start(steward.Server, "--keptVersions", kept.ToString(CultureInfo.InvariantCulture));
        await AssertSound(steward, steps.Any(Done.Contains) ? served : 2, steps);
        await change(steward);
        await AssertSound(steward, served, steps);
        return steps.Length;
    }

    private static async Task AssertSound(Steward steward, int? served, string[] steps)
    {
        var after = $"after « {steps[^1]} »";
        using var json = JsonDocument.Parse(await steward.Read(Dataset));
        var dataset = json.RootElement.GetProperty("jeu");
        Assert.True(served == (dataset.TryGetProperty("versionServie", out var number) ? number.GetInt32() : null), $"{after}: {dataset}");
        var versions = dataset.GetProperty("versions").EnumerateArray()
            .ToDictionary(v => v.GetProperty("version").GetInt32(), v => v.TryGetProperty("brouillon", out _));
        Assert.True(versions.ContainsKey(2), after);
        await steward.Server.WaitFor("the end of checks", async () =>
            !(await Task.WhenAll(versions.Keys.Select(v => steward.Read($"{Dataset}/versions/{v}/rapport"))))
            .Any(r => r.Contains("en cours")));
        if (versions.ContainsKey(3) && (await steward.Read($"{Dataset}/versions/3/rapport")).Contains("noeuds"))
            await AssertChecked(steward, 3);
        foreach (var version in versions.Keys)
            Assert.Contains(Matched(version), await steward.Read($"/versions/trame-{version}" + Hits));
        Assert.Contains(served is { } shown ? Matched(shown) : "ExceptionReport", await steward.Server.GetText(Hits));

        var folder = Path.Combine(steward.Server.DataFolder, "jeux", "trame");
        var expected = versions.Keys.Select(v => $"{v:D6}").Concat(versions.Where(v => v.Value).Select(v => $"{v.Key:D6}.brouillon"))
            .Concat(served is null ? [] : ["courant"]);
        // The list of versions that went is noted before they go: it stands wherever the first is not there any more, and may before.
        var gone = Path.Combine(folder, "parties");
        Assert.True(versions.ContainsKey(1) || File.ReadAllLines(gone).Contains("000001"), after);
        Assert.Equal(expected.Order(),
            Directory.GetFileSystemEntries(folder).Where(e => e != gone).Select(e => Path.GetFileName(e)).Order());
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(steward.Server.DataFolder, "quarantaine")));
        Assert.Empty(Directory.GetFiles(steward.Server.DataFolder, "*.tmp", SearchOption.AllDirectories));
        var noted = File.ReadAllLines(Path.Combine(steward.Server.DataFolder, "journal.jsonl"))
            .Select(l => JsonDocument.Parse(l).RootElement)
            .Last(e => e.GetProperty("Action").GetString() is "publication" or "activation" or "retrait");
        Assert.True(served == (noted.GetProperty("Action").GetString() == "retrait" ? null : noted.GetProperty("Version").GetInt32()),
            $"{after}: {noted}");
    }

    private static async Task PutLarge(Steward steward, byte[] large)
    {
        var (_, report) = await steward.Put(Dataset, large);
        var number = report.RootElement.GetProperty("version").GetInt32();
        var checkedBy = DateTime.UtcNow.AddSeconds(60);
        while (!(await steward.Read($"{Dataset}/versions/{number}/rapport")).Contains("un contour en croise un autre"))
            await Task.Delay(DateTime.UtcNow < checkedBy ? 20 : throw new Xunit.Sdk.XunitException("the geometries are not checked"));
        await AssertChecked(steward, number);
    }

    private static async Task AssertChecked(Steward steward, int version)
    {
        var report = await steward.Read($"{Dataset}/versions/{version}/rapport");
        Assert.Contains("\"enCours\": null", report);
        Assert.Equal(1, report.Split("un contour en croise un autre").Length - 1);
        Assert.StartsWith("SQLite format 3", await steward.Read($"{Dataset}/versions/{version}/defauts.gpkg"));
        await steward.Server.WaitFor("the end of the check", () =>
            Task.FromResult(Directory.GetFiles(steward.Server.DataFolder, "controle.json", SearchOption.AllDirectories).Length == 0));
    }

    private static string Matched(int version) => $"numberMatched=\"{TestGeoPackage.ObstacleCount - version}\"";

    /// <summary>A server on a copy of the backup.</summary>
    private async Task<Steward> Restored(Dictionary<string, string> variables, params string[] arguments)
    {
        var server = new ServerProcess();
        Copy(Backup, server.DataFolder);
        foreach (var (name, value) in variables)
            server.Variables[name] = value;
        await Start(server, arguments);
        return new(server, _secret);
    }

    private static async Task Start(ServerProcess server, params string[] arguments)
    {
        server.Start(arguments);
        await server.WaitFor("an answer", async () => (await server.Get("/sante")).IsSuccessStatusCode);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(folder.Replace(from, to));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            if (Path.GetFileName(file) != "verrou")
                File.Copy(file, file.Replace(from, to));
    }
}
