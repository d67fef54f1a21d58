using System.Globalization;
using System.Net;
using System.Text;
using NetTopologySuite.IO;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>
/// One publication after another while others read as fast as they can: no answer fails or mixes two versions, and the server ends as
/// small as it was. SRCE_TEST_PUBLICATIONS says how many, 30 by default.
/// </summary>
public sealed class ReadWhilePublishingTests(ITestOutputHelper output)
{
    private const int Features = 1200, Readers = 4, Warming = 8;
    private const string Map =
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=gauche,droite&STYLES=&CRS=EPSG:2154&BBOX=600000,6800000,640000,6830000"
        + "&WIDTH=256&HEIGHT=192&FORMAT=image/png";
    private const string Page = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=(gauche)(droite)&COUNT=100000";

    private static readonly int Publications =
        int.Parse(Environment.GetEnvironmentVariable("SRCE_TEST_PUBLICATIONS") ?? "30", CultureInfo.InvariantCulture);

    [Fact]
    public async Task No_answer_fails_or_mixes_versions_and_nothing_grows()
    {
        await using var steward = await Steward.Start("--cacheMegabytes", "0");
        var files = new[] { File(0), File(1) };
        var maps = new List<byte[]>();
        for (var i = 0; i < Warming; i++)
        {
            await Publish(steward, files[i % 2]);
            maps.Add(await steward.Server.Http.GetByteArrayAsync(steward.Server.Address + Map, TestContext.Current.CancellationToken));
        }

        Assert.NotEqual(maps[0], maps[1]);
        var (map, page) = await Read(steward, maps, TimeSpan.FromSeconds(2), () => Task.CompletedTask);
        await Publish(steward, files[0]);
        var before = Footprint.Of(steward.Server);
        var (moreMaps, morePages) = await Read(steward, maps, TimeSpan.Zero, async () =>
        {
            for (var i = 1; i <= Publications; i++)
                await Publish(steward, files[i % 2]);
        });
        await Publish(steward, files[(Publications + 1) % 2]);
        var after = Footprint.Of(steward.Server);
        output.WriteLine($"{Publications} publications, {map + moreMaps} maps and {page + morePages} pages read; before {before}, after "
            + $"{after}");
        Assert.True(moreMaps > Publications && morePages > Publications, $"{moreMaps} maps, {morePages} pages");
        Assert.True(after.Folders == before.Folders && after.Disk < before.Disk + 100_000, $"{before} -> {after}");
        Assert.True(after.Files <= before.Files + 20, $"{before} -> {after}");
        Assert.True(after.Memory < before.Memory + (64 << 20), $"{before} -> {after}");
        Assert.DoesNotContain("fail:", steward.Server.Log);
    }

    private static async Task Publish(Steward steward, byte[] file)
    {
        var (status, report) = await steward.Put("/api/v1/jeux/deux", file);
        Assert.True(status == HttpStatusCode.OK && !report.RootElement.ToString().Contains("rien ne change"),
            report.RootElement.ToString());
    }

    /// <summary>Reads for a while and as long as something is done; how many maps and pages.</summary>
    private static async Task<(int Maps, int Pages)> Read(Steward steward, List<byte[]> maps, TimeSpan atLeast, Func<Task> meanwhile)
    {
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers)
            .Select(n => Task.Run(() => n % 2 == 0 ? ReadMaps(steward, maps, stop.Token) : ReadPages(steward, stop.Token))).ToArray();
        var work = Task.WhenAll(meanwhile(), Task.Delay(atLeast));
        await Task.WhenAny(work, Task.WhenAll(readers));
        await stop.CancelAsync();
        var counts = await Task.WhenAll(readers);
        await work;
        return (counts.Where((_, n) => n % 2 == 0).Sum(), counts.Where((_, n) => n % 2 == 1).Sum());
    }

    private static async Task<int> ReadMaps(Steward steward, List<byte[]> maps, CancellationToken stop)
    {
        var count = 0;
        for (; !stop.IsCancellationRequested; count++)
        {
            using var answer = await steward.Server.Get(Map);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var map = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
            Assert.True(map.AsSpan().SequenceEqual(maps[0]) || map.AsSpan().SequenceEqual(maps[1]), "a map is of neither version");
        }

        return count;
    }

    private static async Task<int> ReadPages(Steward steward, CancellationToken stop)
    {
        var count = 0;
        for (; !stop.IsCancellationRequested; count++)
        {
            using var answer = await steward.Server.Get(Page);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            var (even, odd) = (page.Split(">version 0<").Length - 1, page.Split(">version 1<").Length - 1);
            Assert.True((even, odd) is (2 * Features, 0) or (0, 2 * Features), $"{even} features of one version and {odd} of the other");
        }

        return count;
    }

    /// <summary>Two layers of crosses; where they lie and what they say depends on the version.</summary>
    private static byte[] File(int version)
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
        {
            WriteTable(writer, "gauche", 600_000 + version * 3_000, version);
            WriteTable(writer, "droite", 620_000 + version * 3_000, version);
            writer.Finish();
        }

        var bytes = System.IO.File.ReadAllBytes(path);
        System.IO.File.Delete(path);
        return bytes;
    }

    private static void WriteTable(GeoPackageWriter writer, string name, int left, int version)
    {
        using var table = writer.CreateTable(
            new(name, name, "", "geom", "LINESTRING", false, new(2154, "EPSG", 2154, "Lambert-93", "undefined"),
            [new("texte", "texte", FieldKind.Text, 0)]));
        for (var i = 0; i < Features; i++)
        {
            var (x, y) = (left + i % 40 * 400, 6_800_000 + i / 40 * 1000);
            table.Begin(i + 1);
            var geometry = new WKTReader().Read($"LINESTRING({x} {y}, {x + 300} {y + 700}, {x + 300} {y}, {x} {y + 700})");
            table.Geometry(i + 1, geometry);
            table.Value(0, FieldValue.Of(Encoding.UTF8.GetBytes($"version {version}")));
            table.End();
        }
    }

    /// <summary>What the server takes of the machine: resident memory, open files, the size of its store without the journal.</summary>
    private sealed record Footprint(long Memory, int Files, long Disk, int Folders)
    {
        public static Footprint Of(ServerProcess server)
        {
            using var process = System.Diagnostics.Process.GetProcessById(server.ProcessId);
            var store = new DirectoryInfo(server.DataFolder);
            var handles = $"/proc/{server.ProcessId}/fd";
            return new(process.WorkingSet64, Directory.Exists(handles) ? Directory.GetFileSystemEntries(handles).Length : 0,
                store.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Name != "journal.jsonl").Sum(f => f.Length),
                    store.GetDirectories("*", SearchOption.AllDirectories).Length);
        }
    }
}
