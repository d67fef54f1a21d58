using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;

namespace SrceOgc.Tests.Server.Qgis;

public sealed class QgisFilesTests(RunningServer server)
{
    private async Task<XElement> Xml(string address)
    {
        using var stream = new StringReader(await server.GetText(address));
        using var reader = System.Xml.XmlReader.Create(stream, new() { DtdProcessing = System.Xml.DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    [Fact]
    public async Task A_layer_takes_less_than_five_kilobytes_of_the_project()
    {
        var layers = (await Xml("/qgis/catalogue.qgs")).Element("projectlayers")!.Elements("maplayer").ToArray();
        Assert.NotEmpty(layers);
        Assert.InRange(layers.Average(layer => layer.ToString(SaveOptions.DisableFormatting).Length), 500, 5000);
    }

    [Fact]
    public async Task Every_entry_of_the_tree_has_its_layer()
    {
        var project = await Xml("/qgis/catalogue.qgs");
        var ids = project.Descendants("maplayer").Select(layer => layer.Element("id")!.Value).ToArray();
        Assert.Equal(ids.Order(), project.Descendants("layer-tree-layer").Select(entry => entry.Attribute("id")!.Value).Order());
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(id.Length > 10));
    }

    [Fact]
    public async Task A_picture_is_identified_by_the_pages_of_the_service_and_layers_say_their_licence()
    {
        var picture = await Xml("/qgis/couches/communes.qlr?mode=wms");
        Assert.Contains(picture.Descendants("Option"), option =>
            (string?)option.Attribute("name") == "identify/format" && (string?)option.Attribute("value") == "Html");
        Assert.Equal("Licence Ouverte 2.0, sauf mention contraire de la couche", picture.Descendants("license").Single().Value);
        Assert.Equal("Service SrceOgc", picture.Descendants("contact").Single().Element("organization")!.Value);
    }

    [Fact]
    public async Task The_project_opens_with_few_layers_outlines_on_top_and_homonyms_told_apart()
    {
        await using var steward = await Publishing.Steward.Start();
        await steward.Put("/api/v1/jeux/brumeval", File.ReadAllBytes(RepositoryFiles.Sample));
        await steward.Put("/api/v1/jeux/essai", TestGeoPackage.Bytes());
        using var stream = new StringReader(await steward.Server.GetText("/qgis/catalogue.qgs"));
        using var reader = System.Xml.XmlReader.Create(stream, new() { DtdProcessing = System.Xml.DtdProcessing.Ignore });
        var entries = XElement.Load(reader).Element("layer-tree-group")!.Elements("layer-tree-group")
            .Where(group => (string?)group.Attribute("name") != "Images (WMS)").Elements("layer-tree-layer").ToArray();
        string[] shown = [.. entries.Where(entry => (string?)entry.Attribute("checked") == "Qt::Checked")
            .Select(entry => (string)entry.Attribute("name")!)];
        Assert.InRange(shown.Length, 4, 8);
        Assert.Contains("Réservoirs de biodiversité (surfaces)", shown);
        Assert.DoesNotContain("Obstacles à la continuité (ponctuels)", shown);
        Assert.Contains("Communes (brumeval)", entries.Select(entry => (string)entry.Attribute("name")!));
        Assert.Contains("Communes (essai)", entries.Select(entry => (string)entry.Attribute("name")!));
        Assert.StartsWith("Communes", (string)entries[0].Attribute("name")!);
        var listed = JsonDocument.Parse(await steward.Server.GetText("/api/v1/couches")).RootElement.GetProperty("couches")
            .EnumerateArray().Where(layer => layer.TryGetProperty("visibleAuDepart", out _)).Count();
        Assert.Equal(shown.Length, listed);
    }

    [Fact]
    public async Task The_archive_holds_the_project()
    {
        var bytes = await server.Http.GetByteArrayAsync(server.Address + "/qgis/catalogue.qgz", TestContext.Current.CancellationToken);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var reader = new StreamReader(Assert.Single(zip.Entries).Open());
        Assert.Equal(await server.GetText("/qgis/catalogue.qgs"), await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_index_of_IDG_names_files_that_exist()
    {
        using var index = JsonDocument.Parse(await server.GetText("/qgis/idg.json"));
        Assert.NotEmpty(index.RootElement.EnumerateArray());
        foreach (var entry in index.RootElement.EnumerateArray())
        {
            Assert.EndsWith(".qgz", entry.GetProperty("url").GetString());
            using var answer = await server.Http.GetAsync(entry.GetProperty("url").GetString(), TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task The_last_release_is_a_date_as_the_menu_plugin_reads_it()
    {
        using var document = JsonDocument.Parse(await server.GetText("/qgis/last_release.json"));
        Assert.Matches(@"^\d\d/\d\d/\d{4} \d\d:\d\d:\d\d$", document.RootElement.GetProperty("last_release").GetString());
    }

    [Theory]
    [InlineData("wms", "qgsWMSConnections")]
    [InlineData("wfs", "qgsWFSConnections")]
    public async Task A_connection_file_names_the_service(string service, string root)
    {
        var file = await Xml($"/qgis/connexions-{service}.xml");
        Assert.Equal(root, file.Name.LocalName);
        Assert.Equal($"{server.Address}/{service}", file.Element(service)!.Attribute("url")!.Value);
    }

    [Fact]
    public async Task Addresses_are_those_of_a_trusted_proxy()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + "/qgis/couches/communes.qlr");
        request.Headers.Add("X-Forwarded-Host", "sig.exemple.fr");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("url='https://sig.exemple.fr/wfs'", text);
        Assert.DoesNotContain(server.Address, text);
    }

    [Theory]
    [InlineData("/qgis/couches/introuvable.qlr", 404)]
    [InlineData("/qgis/trames/introuvable.qgz", 404)]
    [InlineData("/qgis/catalogue.exe", 404)]
    [InlineData("/qgis/catalogue", 404)]
    [InlineData("/qgis/couches/communes.qlr?mode=ftp", 400)]
    public async Task What_does_not_exist_is_refused(string address, int status) =>
        Assert.Equal(status, (await server.GetAnswer(address)).Status);
}
