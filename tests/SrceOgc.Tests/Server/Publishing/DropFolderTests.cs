using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>What happens to files dropped while people read, with a server of its own for each test.</summary>
public sealed partial class DropFolderTests
{
    private const string Hits = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&RESULTTYPE=hits";

    [Fact]
    public async Task A_file_replaced_by_a_move_is_served_at_once_and_no_reader_fails()
    {
        await using var server = await Started();
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => ReadUntil(server, stop.Token)).ToArray();
        for (var round = 1; round <= 5; round++)
        {
            var next = Path.Combine(server.DataFolder, "..", "suivant.gpkg");
            TestGeoPackage.WriteWithout(next, round);
            File.Move(next, Path.Combine(server.GpkgFolder, "essai.gpkg"), overwrite: true);
            var expected = (TestGeoPackage.ObstacleCount - round).ToString(CultureInfo.InvariantCulture);
            await server.WaitFor($"{expected} features", async () =>
                (await server.GetText(Hits)).Contains($"numberMatched=\"{expected}\""));
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), count => Assert.True(count > 0));
    }

    [Fact]
    public async Task A_file_copied_slowly_over_another_is_served_when_it_is_whole()
    {
        await using var server = await Started();
        var next = Path.Combine(server.DataFolder, "..", "suivant.gpkg");
        TestGeoPackage.WriteWithout(next, 7);
        var content = await File.ReadAllBytesAsync(next);
        await using (var target =
            new FileStream(Path.Combine(server.GpkgFolder, "essai.gpkg"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
            foreach (var piece in content.Chunk(content.Length / 6 + 1))
            {
                await target.WriteAsync(piece);
                await target.FlushAsync();
                await Task.Delay(700);
                Assert.Contains("numberMatched=", await server.GetText(Hits));
            }

        await server.WaitFor("the new file", async () =>
            (await server.GetText(Hits)).Contains($"numberMatched=\"{TestGeoPackage.ObstacleCount - 7}\""));
        Assert.DoesNotContain("refused", server.Log);
    }

    [Fact]
    public async Task A_bad_file_is_refused_in_french_and_the_good_one_stays()
    {
        await using var server = await Started();
        await File.WriteAllTextAsync(Path.Combine(server.GpkgFolder, "essai.gpkg"), new string('x', 5000));
        await server.WaitFor("a refusal", () => Task.FromResult(server.Log.Contains("refused")));
        Assert.Contains($"numberMatched=\"{TestGeoPackage.ObstacleCount}\"", await server.GetText(Hits));
    }

    [Fact]
    public async Task A_read_only_folder_works_and_nothing_is_written_beside_the_file()
    {
        await using var server = new ServerProcess();
        TestGeoPackage.Write(Path.Combine(server.GpkgFolder, "essai.gpkg"));
        File.SetUnixFileMode(server.GpkgFolder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        server.Start();
        await server.WaitForLayer("seuils_ROE");
        File.SetUnixFileMode(server.GpkgFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(["essai.gpkg"], Directory.GetFiles(server.GpkgFolder).Select(f => Path.GetFileName(f)));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task A_file_in_wal_mode_is_read_with_its_log_or_without(bool withLog, int expected)
    {
        await using var server = new ServerProcess();
        var source = Path.Combine(server.DataFolder, "..", "wal.gpkg");
        WriteWal(source, Path.Combine(server.GpkgFolder, "wal.gpkg"), withLog);
        server.Start();
        await server.WaitForLayer("points");
        Assert.Contains($"numberMatched=\"{expected}\"", await server.GetText(Hits.Replace("seuils_ROE", "points")));
    }

    [Fact]
    public async Task A_file_being_edited_waits_for_its_journal_to_go_and_the_journal_is_never_played()
    {
        await using var server = await Started();
        var victim = Path.Combine(server.DataFolder, "jetons.json");
        var path = Path.Combine(server.GpkgFolder, "edite.gpkg");
        var whole = Path.Combine(server.DataFolder, "..", "entier.gpkg");
        TestGeoPackage.Write(whole);
        await File.WriteAllBytesAsync(path + "-journal", RollbackJournal(victim, (int)(new FileInfo(whole).Length / 4096)),
            TestContext.Current.CancellationToken);
        File.Move(whole, path);
        await server.WaitFor("a refusal", () => Task.FromResult(server.Log.Contains("Close the layer or the project in QGIS")));
        Assert.True(File.Exists(victim));
        Assert.DoesNotContain("edite", Directory.GetDirectories(Path.Combine(server.DataFolder, "jeux")).Select(d => Path.GetFileName(d)));
        File.Delete(path + "-journal");
        await server.WaitFor("its publication", () => Task.FromResult(Directory.Exists(Path.Combine(server.DataFolder, "jeux", "edite"))));
        Assert.True(File.Exists(victim));
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_said_once_and_what_was_served_stays()
    {
        await using var server = await Started();
        Directory.Move(server.GpkgFolder, server.GpkgFolder + ".parti");
        await server.WaitFor("a word", () => Task.FromResult(server.Log.Contains("cannot be read")));
        await Task.Delay(2500, TestContext.Current.CancellationToken);
        Assert.Equal(2, server.Log.Split("cannot be read").Length);
        Directory.Move(server.GpkgFolder + ".parti", server.GpkgFolder);
        await server.WaitFor("a word of its return", () => Task.FromResult(server.Log.Contains("can be read again")));
        Assert.Contains("numberMatched=", await server.GetText(Hits));
    }

    /// <summary>It restores nothing and names a victim as its super-journal, which SQLite deletes when it plays it back (SQLite file
    /// format, 3).</summary>
    private static byte[] RollbackJournal(string victim, int pages)
    {
        var magic = Convert.FromHexString("d9d505f920a163d7");
        var name = Encoding.UTF8.GetBytes(victim);
        var journal = new byte[512 + 4 + name.Length + 16];
        magic.CopyTo(journal, 0);
        Write(16, pages);
        Write(20, 512);
        Write(24, 4096);
        Write(512, 0x40000000 / 4096 + 1);
        name.CopyTo(journal, 516);
        Write(516 + name.Length, name.Length);
        Write(520 + name.Length, name.Sum(b => b));
        magic.CopyTo(journal, 524 + name.Length);
        return journal;

        void Write(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(journal.AsSpan(at), value);
    }

    [Fact]
    public async Task An_unchanged_file_is_not_built_again_and_a_stop_drains()
    {
        await using var server = await Started();
        var folder = Path.Combine(server.DataFolder, "jeux", "essai");
        var before = Directory.GetDirectories(folder);
        Assert.Equal(0, await server.Stop());
        server.Start();
        await server.WaitForLayer("seuils_ROE");
        await Task.Delay(1500);
        Assert.Equal(before, Directory.GetDirectories(folder));
    }

    [Fact]
    public async Task Every_odd_file_is_published_or_refused_and_never_breaks_the_server()
    {
        var files = Directory.GetFiles(SharedData.Require("odd"), "*.gpkg");
        await using var server = new ServerProcess();
        foreach (var file in files)
            File.Copy(file, Path.Combine(server.GpkgFolder, Path.GetFileName(file)));
        server.Start();
        await server.WaitFor("a verdict on every file", () => Task.FromResult(Verdict().Count(server.Log) >= files.Length));
        Assert.DoesNotContain("an unexpected error", server.Log);
        Assert.DoesNotContain("fail:", server.Log);
        foreach (Match layer in LayerName().Matches(await server.GetText("/wms?SERVICE=WMS&REQUEST=GetCapabilities")))
        {
            var name = layer.Groups[1].Value;
            using var map = await server.Get(
                $"/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS={name}&STYLES=&CRS=EPSG:4326&BBOX=-90,-180,90,180&WIDTH=64"
                + $"&HEIGHT=32&FORMAT=image/png");
            Assert.Equal("image/png", map.Content.Headers.ContentType!.MediaType);
        }
    }

    [GeneratedRegex(": (published|refused)")]
    private static partial Regex Verdict();

    [GeneratedRegex("queryable=\"1\">\\s*<Name>([^<]+)</Name>")]
    private static partial Regex LayerName();

    private static async Task<ServerProcess> Started()
    {
        var server = new ServerProcess();
        TestGeoPackage.Write(Path.Combine(server.GpkgFolder, "essai.gpkg"));
        server.Start();
        await server.WaitForLayer("seuils_ROE");
        return server;
    }

    /// <summary>One point is in the file, a second in its write-ahead log only.</summary>
    private static void WriteWal(string scratch, string delivered, bool withLog)
    {
        using (var writer = new GeoPackageWriter(scratch, DateTime.UnixEpoch))
        {
            writer.CreateTable(new("points", "Points", "", "geom", "POINT", false, new(2154, "EPSG", 2154, "Lambert-93", "undefined"), []))
                .Dispose();
            writer.Finish();
        }

        using var file = WritableSqlite.Open(scratch);
        foreach (var trigger in new[] { "insert", "update1", "update2", "update3", "update4", "delete" })
            file.Execute($"DROP TRIGGER rtree_points_geom_{trigger}");
        file.Execute("INSERT INTO points (fid) VALUES (1)");
        file.Execute("PRAGMA journal_mode = WAL");
        file.Execute("PRAGMA wal_autocheckpoint = 0");
        file.Execute("INSERT INTO points (fid) VALUES (2)");
        File.Copy(scratch, delivered);
        if (withLog)
            File.Copy(scratch + "-wal", delivered + "-wal");
    }

    private static async Task<int> ReadUntil(ServerProcess server, CancellationToken stop)
    {
        const string Map = "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=communes,seuils_ROE&STYLES=&CRS=EPSG:2154&BBOX=600000,"
            + "6800000,630000,6830000&WIDTH=200&HEIGHT=200&FORMAT=image/png";
        var count = 0;
        for (; !stop.IsCancellationRequested; count++)
        {
            using var map = await server.Get(Map + $"&N={count}");
            Assert.Equal("image/png", map.Content.Headers.ContentType!.MediaType);
            Assert.Contains("numberMatched=\"", await server.GetText(Hits));
        }

        return count;
    }
}
