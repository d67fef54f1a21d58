using System.IO.Compression;
using System.Net;
using System.Text.Json;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>
/// A store made by the tree before (reserve-format-2.zip: two versions of one dataset, the served one with a control character in its
/// description) is served as it is, built anew meanwhile, and no request fails. When the format is raised the next time, a store made by
/// this tree takes the file's place.
/// </summary>
public sealed class OlderStoreTests
{
    private const string Hits = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils&RESULTTYPE=hits";

    private static readonly string[] Requests =
    [
        Hits, "/wms?SERVICE=WMS&REQUEST=GetCapabilities", "/odata/$metadata", "/versions/seuils-1" + Hits, "/versions/seuils-2" + Hits,
            "/qgis/catalogue.qgs",
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=seuils&STYLES=&CRS=EPSG:2154&BBOX=600000,6800000,630000,6830000&WIDTH=64"
            + "&HEIGHT=64&FORMAT=image/png",
    ];

    [Fact]
    public async Task It_is_served_while_it_is_built_anew_and_no_request_fails()
    {
        await using var server = Restored();
        server.Start();
        await server.WaitFor("an answer", async () => (await server.Get("/sante")).IsSuccessStatusCode);
        var asked = 0;
        do
            foreach (var request in Requests)
            {
                using var answer = await server.Get(request);
                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.True(answer.StatusCode == HttpStatusCode.OK && !text.Contains("ExceptionReport"),
                    $"{request}: {answer.StatusCode} {text[..Math.Min(300, text.Length)]}\n{server.Log}");
                if (request.EndsWith(Hits, StringComparison.Ordinal))
                    Assert.Contains(request.Contains("seuils-1") ? "numberMatched=\"40\"" : "numberMatched=\"41\"", text);
                asked++;
            }
        while (Formats(server).Any(format => format != Manifest.CurrentFormat) && asked < 5000);
        Assert.Equal([Manifest.CurrentFormat, Manifest.CurrentFormat], Formats(server));
        Assert.DoesNotContain("fail:", server.Log);
    }

    [Fact]
    public async Task What_cannot_be_built_anew_stays_as_it_is()
    {
        await using var server = Restored();
        foreach (var source in Directory.GetFiles(server.DataFolder, "source.gpkg", SearchOption.AllDirectories))
            File.WriteAllText(source, "SQLite format 3\0 et rien d'autre");
        server.Start();
        await server.WaitFor("two failures", () =>
            Task.FromResult(server.Log.Split("no longer the one that was delivered").Length
            + server.Log.Split("could not be built anew").Length >= 4));
        Assert.Contains("numberMatched=\"41\"", await server.GetText(Hits));
        Assert.Contains("numberMatched=\"40\"", await server.GetText("/versions/seuils-1" + Hits));
        Assert.Equal([Manifest.CurrentFormat - 1, Manifest.CurrentFormat - 1], Formats(server));
    }

    private static ServerProcess Restored()
    {
        var server = new ServerProcess();
        ZipFile.ExtractToDirectory(
            Path.Combine(RepositoryFiles.Root, $"tests/SrceOgc.Tests/Server/Publishing/reserve-format-{Manifest.CurrentFormat - 1}.zip"),
            server.DataFolder);
        return server;
    }

    private static int[] Formats(ServerProcess server) =>
    [
        .. Directory.GetDirectories(Path.Combine(server.DataFolder, "jeux/seuils"))
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Select(folder => Path.Combine(folder, Manifest.FileName)).Where(File.Exists)
            .Select(path => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.GetProperty("Format").GetInt32()),
    ];
}
