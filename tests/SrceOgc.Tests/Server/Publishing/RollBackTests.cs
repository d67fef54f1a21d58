using System.Net;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>Who must undo a publication does not wait for the next one to be built.</summary>
public sealed class RollBackTests : IDisposable
{
    private const string Built = "layers built";

    private readonly string _folder = Directory.CreateTempSubdirectory("retour").FullName;

    private string Trace => Path.Combine(_folder, "etapes");

    private string Gate => Path.Combine(_folder, Built + StartupHook.WaitingSuffix);

    [Fact]
    public async Task A_version_is_activated_a_dataset_restricted_and_retired_while_another_is_being_built()
    {
        await using var steward = await Start();
        await steward.Put("/api/v1/jeux/b", TestGeoPackage.Bytes());
        await steward.Put("/api/v1/jeux/b", TestGeoPackage.Bytes(1));
        var building = await BeginToBuild(steward, "a");

        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, "/api/v1/jeux/b/versions/1/activer"));
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Post, "/api/v1/jeux/b/acces?pour=jetons"));
        Assert.True(((int)await steward.Send(HttpMethod.Delete, "/api/v1/jeux/b")) is 200 or 204);
        Assert.False(building.IsCompleted);
        File.Delete(Gate);
        Assert.Equal(HttpStatusCode.OK, (await building).Status);
    }

    [Fact]
    public async Task What_was_changed_during_a_build_is_not_overwritten_by_who_had_not_seen_it()
    {
        await using var steward = await Start();
        await steward.Put("/api/v1/jeux/b", TestGeoPackage.Bytes());
        await steward.Put("/api/v1/jeux/b", TestGeoPackage.Bytes(1));
        var building = await BeginToBuild(steward, "b", "\"2\"");

        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, "/api/v1/jeux/b/versions/1/activer"));
        File.Delete(Gate);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await building).Status);
        Assert.DoesNotContain("\"Version\": 3", await steward.Read("/api/v1/jeux/b"));
    }

    /// <summary>Clients that keep capabilities until a higher sequence (OGC 06-042, 7.2.3.5) see a return to an older version.</summary>
    [Fact]
    public async Task The_sequence_moves_forward_when_a_version_goes_back()
    {
        await using var steward = await Steward.Start(new ServerProcess());
        await steward.Put("/api/v1/jeux/b", TestGeoPackage.Bytes());
        var first = await Sequence(steward);
        await steward.Put("/api/v1/jeux/b", TestGeoPackage.Bytes(1));
        var second = await Sequence(steward);
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, "/api/v1/jeux/b/versions/1/activer"));
        var back = await Sequence(steward);
        Assert.True(string.CompareOrdinal(first, second) < 0 && string.CompareOrdinal(second, back) < 0, $"{first} {second} {back}");
        Assert.Contains("<WMS_Capabilities", await steward.Read(Capabilities + "&UPDATESEQUENCE=" + second));
        Assert.Contains("CurrentUpdateSequence", await steward.Read(Capabilities + "&UPDATESEQUENCE=" + back));
    }

    [Fact]
    public void The_sequence_moves_forward_when_the_clock_goes_back_and_over_a_restart()
    {
        var clock = new SetClock(new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        var instants = new UpdateInstants(_folder, clock);
        var first = instants.Of("v1");
        clock.Now = clock.Now.AddDays(-1);
        var second = instants.Of("v2");
        Assert.Equal(second, instants.Of("v2"));
        var afterRestart = new UpdateInstants(_folder, clock);
        Assert.Equal(second, afterRestart.Of("v2"));
        Assert.True(first < second && second < afterRestart.Of("v1"));
    }

    private const string Capabilities = "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities";

    private static async Task<string> Sequence(Steward steward) =>
        (string)System.Xml.Linq.XElement.Parse(await steward.Read(Capabilities)).Attribute("updateSequence")!;

    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private async Task<Steward> Start()
    {
        var server = new ServerProcess();
        server.Variables["DOTNET_STARTUP_HOOKS"] = typeof(CrashTests).Assembly.Location;
        server.Variables[StartupHook.StepsVariable] = Trace;
        return await Steward.Start(server);
    }

    /// <summary>A delivery that stands still when its layers are built, until the gate is taken away.</summary>
    private async Task<Task<(HttpStatusCode Status, System.Text.Json.JsonDocument Report)>> BeginToBuild(Steward steward, string dataset,
        string? ifMatch = null)
    {
        var before = Steps();
        File.WriteAllText(Gate, "");
        var building = steward.Put($"/api/v1/jeux/{dataset}", TestGeoPackage.Bytes(2), ifMatch: ifMatch);
        await steward.Server.WaitFor("the build", () => Task.FromResult(Steps() > before));
        return building;
    }

    private int Steps() => File.Exists(Trace) ? File.ReadLines(Trace).Count(step => step == Built) : 0;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
