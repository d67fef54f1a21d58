using System.Diagnostics;
using System.Net;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>A disk that is full, or says no: it is said, and changes nothing.</summary>
public sealed class StorageFaultTests
{
    private const string Dataset = "/api/v1/jeux/trame";
    private const string Hits = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&RESULTTYPE=hits";

    [Fact]
    public async Task A_disk_full_at_whatever_moment_changes_nothing()
    {
        await using var server = new ServerProcess();
        using var disk = new SmallDisk(server.DataFolder, megabytes: 16);
        var steward = await Steward.Start(server);
        Assert.Equal(HttpStatusCode.OK, (await steward.Put(Dataset, TestGeoPackage.Bytes(1))).Status);
        var before = Entries(server);
        var (next, failures) = (TestGeoPackage.Bytes(2), 0);
        for (var free = 16L << 10; ; free += 48 << 10)
        {
            disk.LeaveFree(free);
            var (status, report) = await steward.Put(Dataset, next);
            if (status == HttpStatusCode.OK)
                break;
            failures++;
            Assert.Equal(HttpStatusCode.InsufficientStorage, status);
            Assert.Contains("le disque du serveur est plein", report.RootElement.ToString());
            Assert.Equal(before, Entries(server));
            Assert.Contains("numberMatched=\"1499\"", await server.GetText(Hits));
        }

        Assert.True(failures > 5, $"only {failures} failures");
        Assert.Contains("numberMatched=\"1498\"", await server.GetText(Hits));
    }

    /// <summary>A folder where a file is to be written is what nobody may write, whoever runs the server.</summary>
    [Theory]
    [InlineData("jeux/trame/000002.brouillon.tmp")]
    [InlineData("jeux/trame/courant.tmp")]
    public async Task What_may_not_be_written_changes_nothing(string obstacle)
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes(1));
        var path = Path.Combine(steward.Server.DataFolder, obstacle);
        Directory.CreateDirectory(path);
        var before = Entries(steward.Server);
        var (status, report) = await steward.Put(Dataset, TestGeoPackage.Bytes(2));
        Assert.Equal(HttpStatusCode.InsufficientStorage, status);
        Assert.True(report.RootElement.GetProperty("fauteDuServeur").GetBoolean());
        Assert.Equal(before, Entries(steward.Server));
        Assert.Contains("numberMatched=\"1499\"", await steward.Server.GetText(Hits));
        Directory.Delete(path);
        Assert.Equal(HttpStatusCode.OK, (await steward.Put(Dataset, TestGeoPackage.Bytes(2))).Status);
    }

    /// <summary>Whatever else is kept: nothing has changed, and it can be asked again.</summary>
    [Theory]
    [InlineData("jetons.json.tmp", "/api/v1/jetons", "nom=essai&droit=lire", "/api/v1/jetons")]
    [InlineData("sources.json.tmp", "/api/v1/sources", "jeu=trame&adresse=http://127.0.0.1:9/x", "/api/v1/sources")]
    [InlineData("abonnements.json.tmp", "/api/v1/abonnements", "adresse=http://127.0.0.1:9/x", "/api/v1/abonnements")]
    [InlineData("jeux/trame/restreint.tmp", "/api/v1/jeux/trame/acces", "pour=jetons", "/api/v1/jeux/trame")]
    public async Task State_that_may_not_be_written_is_kept(string obstacle, string address, string form, string shown)
    {
        await using var steward = await Steward.Start("--allowedHosts", "127.0.0.1:9");
        await steward.Put(Dataset, TestGeoPackage.Bytes(1));
        var before = await steward.Read(shown);
        var path = Path.Combine(steward.Server.DataFolder, obstacle);
        Directory.CreateDirectory(path);
        Assert.Equal(HttpStatusCode.InsufficientStorage, await Post());
        Assert.Equal(before, await steward.Read(shown));
        Directory.Delete(path);
        Assert.True((int)await Post() is 200 or 201 or 204);

        async Task<HttpStatusCode> Post()
        {
            using var request = steward.Request(HttpMethod.Post, address, null);
            request.Content = new FormUrlEncodedContent(form.Split('&').Select(field => field.Split('=', 2))
                .Select(field => KeyValuePair.Create(field[0], field[1])));
            using var answer = await steward.Server.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_token_that_finds_no_room_is_not_made()
    {
        await using var server = new ServerProcess();
        using var disk = new SmallDisk(server.DataFolder, megabytes: 16);
        var steward = await Steward.Start(server);
        disk.LeaveFree(0);
        using var request = steward.Request(HttpMethod.Post, "/api/v1/jetons", null);
        request.Content = new FormUrlEncodedContent([new("nom", "essai"), new("droit", "lire")]);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
        Assert.DoesNotContain("essai", await steward.Read("/api/v1/jetons"));
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_undoes_nothing_and_is_mended_at_the_next_start()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes(1));
        var journal = Path.Combine(steward.Server.DataFolder, "journal.jsonl");
        File.Move(journal, journal + ".avant");
        Directory.CreateDirectory(journal);
        Assert.Equal(HttpStatusCode.OK, (await steward.Put(Dataset, TestGeoPackage.Bytes(2))).Status);
        Assert.Contains("numberMatched=\"1498\"", await steward.Server.GetText(Hits));
        await steward.Server.Stop();
        Directory.Delete(journal);
        File.Move(journal + ".avant", journal);
        steward.Server.Start();
        await steward.Server.WaitForLayer("seuils_ROE");
        Assert.Contains("constaté au démarrage", (await steward.Read("/api/v1/journal")).Split('}')[0]);
    }

    private static string[] Entries(ServerProcess server) =>
    [
        .. Directory.GetFileSystemEntries(Path.Combine(server.DataFolder, "jeux"), "*", SearchOption.AllDirectories).Order(),
        .. Directory.GetFileSystemEntries(Path.Combine(server.DataFolder, "quarantaine")),
    ];

    /// <summary>A file system of its own in memory, with a ballast to leave little room; the test skips where it may not be
    /// mounted.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly string _folder;

        public SmallDisk(string folder, int megabytes)
        {
            _folder = folder;
            Directory.CreateDirectory(folder);
            Assert.SkipUnless(OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "none", folder),
                "file systems may not be mounted here");
        }

        public void LeaveFree(long bytes)
        {
            var ballast = Path.Combine(_folder, "lest");
            File.Delete(ballast);
            using var file = File.Create(ballast);
            file.Write(new byte[Math.Max(0, new DriveInfo(_folder).AvailableFreeSpace - bytes)]);
        }

        /// <summary>Lazily: the server still has files open in it.</summary>
        public void Dispose() => Run("umount", "-l", _folder);

        private static bool Run(string command, params string[] arguments)
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
