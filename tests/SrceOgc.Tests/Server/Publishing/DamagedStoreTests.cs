using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>Flipped bits of a store: an error until the version is built anew, never other data, never a killed process.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private const string Dataset = "/api/v1/jeux/trame", Features =
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE";

    private readonly string _folder = Directory.CreateTempSubdirectory("srceogc-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Thirty stores of one flipped bit, twenty-one of up to three hundred.</summary>
    [Fact]
    public void No_flipped_bit_of_a_layer_shows_as_data()
    {
        using var delivery = CheckedDelivery.Of(TestGeoPackage.Bytes());
        var layers = delivery.Build.Layers.Select(layer => Path.Combine(delivery.Build.Folder, layer.File)).ToArray();
        var sound = layers.ToDictionary(path => path, path => Content(path)!);
        var random = new Random(1311);
        var found = 0;
        for (var store = 0; store < 51; store++)
        {
            var path = layers[store % layers.Length];
            var damaged = Damaged(path, random, store < 30 ? 1 : random.Next(1, 301));
            if (Content(damaged) is { } content)
                Assert.True(content.SequenceEqual(sound[path]), $"store {store}: other data");
            else
                found++;
        }

        Assert.True(found > 40, $"only {found} are noticed");
    }

    /// <summary>What has no checksum, or is not verified yet, may be wrong; what it points to is held against its file all the
    /// same.</summary>
    [Fact]
    public void No_flipped_bit_of_an_unverified_layer_ends_the_process()
    {
        ZipFile.ExtractToDirectory(Path.Combine(RepositoryFiles.Root, "tests/SrceOgc.Tests/Server/Publishing/reserve-format-2.zip"),
            _folder);
        var path = Path.Combine(_folder, "jeux/seuils/000002/000.couche");
        var random = new Random(31);
        for (var i = 0; i < 2000; i++)
            _ = Content(Damaged(path, random, random.Next(1, 40)));
    }

    [Theory]
    [InlineData("000.couche")]
    [InlineData("styles.json")]
    [InlineData("manifeste.json")]
    [InlineData("empreintes.txt")]
    public async Task A_damaged_version_is_built_anew_and_said(string name)
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes(1));
        var address = await steward.Read(Features);
        await steward.Server.Stop();
        var version = Path.Combine(steward.Server.DataFolder, "jeux/trame/000001");
        FlipAll(Path.Combine(version, name), name == "000.couche" ? "bounds" : null);
        Assert.Equal(name == "manifeste.json" ? 0 : 1, await Verify(steward.Server.DataFolder));
        steward.Server.Start();
        await steward.Server.WaitFor("an answer", async () => (await steward.Server.Get("/sante")).IsSuccessStatusCode);
        await steward.Server.WaitFor("the data", async () => WithoutTime(await steward.Read(Features)) == WithoutTime(address));
        Assert.True((await steward.Server.Get("/sante")).IsSuccessStatusCode);
        if (name == "000.couche")
        {
            await steward.Server.WaitFor("a line of the journal", async () =>
                (await steward.Read("/api/v1/journal")).Contains(Journal.Mended));
            Assert.Contains(Journal.Damaged, await steward.Read("/api/v1/journal"));
            Assert.Contains("damaged", steward.Server.Log);
        }

        if (name != "manifeste.json")
            Assert.Equal(0, await Verify(steward.Server.DataFolder));
    }

    [Fact]
    public async Task What_cannot_be_built_anew_is_an_error_and_the_others_are_served()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes(1));
        await steward.Server.Stop();
        var version = Path.Combine(steward.Server.DataFolder, "jeux/trame/000001");
        var damaged = Manifest.ReadAny(version)!.Layers.First(layer => layer.Name == "seuils_ROE").File;
        FlipAll(Path.Combine(version, damaged), "bounds");
        Flip(Path.Combine(version, "source.gpkg"), 5000);
        steward.Server.Start();
        await steward.Server.WaitFor("a word of it", () => Task.FromResult(steward.Server.Log.Contains("deliver the dataset again")));
        using var answer = await steward.Server.Get(Features);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter is not null);
        Assert.Contains("seuils_ROE", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("numberMatched=\"9\"",
            await steward.Server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes"));
        Assert.Contains("seuils_ROE", await steward.Server.GetText("/wms?SERVICE=WMS&REQUEST=GetCapabilities"));
        Assert.Contains("sur le disque : seuils_ROE", await steward.Server.GetText("/diagnostic?lang=fr"));
        Assert.True((await steward.Server.Get("/sante")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_store_is_its_owners_alone_an_older_one_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights are those of Unix");
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes(1));
        AssertModes(steward.Server.DataFolder, UnixFileMode.None);
        await steward.Server.Stop();
        foreach (var entry in Entries(steward.Server.DataFolder))
            File.SetUnixFileMode(entry, Directory.Exists(entry) ? (UnixFileMode)0b111_101_101 : (UnixFileMode)0b110_100_100);
        steward.Server.Start("--dataMode", "0750");
        await steward.Server.WaitFor("an answer", async () => (await steward.Server.Get("/sante")).IsSuccessStatusCode);
        AssertModes(steward.Server.DataFolder, UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        Assert.Equal((UnixFileMode)0b111_101_000, File.GetUnixFileMode(Path.Combine(steward.Server.DataFolder, "jeux")));
        await steward.Server.Stop();
        steward.Server.Start();
        await steward.Server.WaitFor("an answer", async () => (await steward.Server.Get("/sante")).IsSuccessStatusCode);
        AssertModes(steward.Server.DataFolder, UnixFileMode.None);
    }

    private static IEnumerable<string> Entries(string folder) =>
        Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder);

    private static void AssertModes(string folder, UnixFileMode group)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var entry in Entries(folder))
            Assert.True((File.GetUnixFileMode(entry) & ~(Owner | group)) == 0, $"{entry}: {File.GetUnixFileMode(entry)}");
    }

    private static string WithoutTime(string gml) => System.Text.RegularExpressions.Regex.Replace(gml, "timeStamp=\"[^\"]*\"", "");

    private static async Task<int> Verify(string dataFolder)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "SrceOgc.Server.dll"), "verifier-reserve", "--data",
            dataFolder])
            { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Contains("vérifiée(s)", output);
        return process.ExitCode;
    }

    private string Damaged(string path, Random random, int flips)
    {
        var content = File.ReadAllBytes(path);
        for (var i = 0; i < flips; i++)
            content[random.Next(content.Length)] ^= (byte)(1 << random.Next(8));
        var damaged = Path.Combine(_folder, "abimee.couche");
        File.WriteAllBytes(damaged, content);
        return damaged;
    }

    /// <summary>Where a section begins, or the middle of a file without sections.</summary>
    private static void FlipAll(string path, string? section)
    {
        if (section is null)
        {
            Flip(path, new FileInfo(path).Length / 2);
            return;
        }

        using var file = new MappedFile(path);
        var at = LayerHeader.Read(file).Sections[section].Offset;
        Flip(path, at + 3);
    }

    private static void Flip(string path, long at)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 4));
    }

    /// <summary>Everything a layer says, by table, by order, and as maps of two scales; null when it says that it is damaged.</summary>
    private static List<string>? Content(string path)
    {
        try
        {
            using var layer = PublishedLayer.Open(path);
            var content = new List<string>();
            Add(layer, FeatureQuery.All, content);
            Add(layer, new FeatureQuery { Resolution = 1, Window = layer.Type.Extent }, content);
            Add(layer, new FeatureQuery { Resolution = 500, Window = layer.Type.Extent }, content);
            for (var field = 0; field < layer.Type.Fields.Count; field++)
                Add(layer, new FeatureQuery { Sort = [new SortKey(field, false)] }, content);
            Add(layer, new FeatureQuery { Sort = [new SortKey(SortKey.Identifier, true)] }, content);
            return content;
        }
        catch (Exception fault) when (fault is InvalidDataException or DamagedLayerException or IndexOutOfRangeException
            or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static void Add(PublishedLayer layer, FeatureQuery query, List<string> content)
    {
        using var cursor = layer.Open(query);
        Span<byte> scalar = stackalloc byte[64];
        for (var most = 100_000; cursor.MoveNext() && most > 0; most--)
        {
            var text = new System.Text.StringBuilder($"{cursor.Id} {cursor.Bounds} {Convert.ToHexString(cursor.Geometry)}");
            for (var field = 0; field < layer.Type.Fields.Count; field++)
            {
                var value = cursor[field];
                text.Append('|').Append(value.Kind is FieldKind.Text or FieldKind.Blob
                    ? Convert.ToHexString(value.Bytes) : Convert.ToHexString(scalar[..FieldConversion.Format(value, scalar)]));
            }

            content.Add(text.ToString());
        }
    }
}
