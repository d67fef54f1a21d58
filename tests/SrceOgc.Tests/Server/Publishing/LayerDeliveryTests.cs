using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>One layer delivered into a dataset: a new version with that layer, and the others as they were.</summary>
public sealed class LayerDeliveryTests
{
    private const string Dataset = "/api/v1/jeux/essai", Layers = Dataset + "/couches/";

    private static async Task<Steward> Started()
    {
        var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        return steward;
    }

    private static async Task<int> Count(Steward steward, string layer) => (await Items(steward, layer, 1)).GetProperty("numberMatched")
        .GetInt32();

    private static async Task<JsonElement> Items(Steward steward, string layer, int limit = 10000, string more = "") =>
        JsonDocument.Parse(await steward.Server.GetText($"/ogc/collections/{layer}/items?f=json&limit={limit}{more}")).RootElement;

    private static async Task<string> Schema(Steward steward, string layer) =>
        await steward.Server.GetText($"/ogc/collections/{layer}/schema?f=json");

    private static byte[] GeoPackage(Action<GeoPackageWriter> fill)
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
        {
            fill(writer);
            writer.Finish();
        }

        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    /// <summary>Nine squares in place of the nine communes, under another name of table.</summary>
    internal static byte[] Communes(string table, int count = 9) => GeoPackage(writer => CheckedDelivery.Table(writer, table, "POLYGON",
        ["insee", "nom", "epci"], [.. Enumerable.Range(1, count).Select(i => new[]
            { CheckedDelivery.Square(20_000 * (i - 1), 0, 10_000), $"0200{i}", $"Nouvelle {i}", "200000001" })]));

    private static async Task<string[]> Names(Steward steward) =>
        [.. JsonDocument.Parse(await steward.Server.GetText("/ogc/collections?f=json")).RootElement.GetProperty("collections")
            .EnumerateArray().Select(c => c.GetProperty("id").GetString()!)];

    [Theory]
    [InlineData("communes")]
    [InlineData("export")]
    public async Task A_geopackage_replaces_its_layer_and_leaves_the_others(string table)
    {
        await using var steward = await Started();
        var names = await Names(steward);
        var obstacles = await steward.Server.GetText("/ogc/collections/seuils_ROE/items?f=csv&limit=2000");
        var (status, report) = await steward.Put(Layers + "communes", Communes(table));
        Assert.True(status == HttpStatusCode.OK, report.RootElement.ToString());
        Assert.Equal(2, report.RootElement.GetProperty("version").GetInt32());
        Assert.Equal(["communes"], report.RootElement.GetProperty("changements").GetProperty("couches").EnumerateArray()
            .Select(layer => layer.GetProperty("nom").GetString()));
        Assert.Equal(names, await Names(steward));
        Assert.Equal(obstacles, await steward.Server.GetText("/ogc/collections/seuils_ROE/items?f=csv&limit=2000"));
        var first = Feature(await Items(steward, "communes"), 1).GetProperty("properties");
        Assert.Equal(("Nouvelle 1", "200000001"), (first.GetProperty("nom").GetString(), first.GetProperty("epci").GetString()));
        Assert.Contains("Code INSEE", await Schema(steward, "communes"));

        var again = await steward.Put(Layers + "communes", Communes(table));
        Assert.Equal(2, again.Report.RootElement.GetProperty("version").GetInt32());
        Assert.Contains("couche « communes » seule", await steward.Read(Dataset));
    }

    [Fact]
    public async Task What_was_taken_from_the_service_as_GeoJSON_comes_back_with_its_names_types_ids_and_system()
    {
        await using var steward = await Started();
        var schema = await Schema(steward, "Corridors_ecologiques");
        var json = JsonNode.Parse(await steward.Server.GetText("/ogc/collections/Corridors_ecologiques/items?f=json&limit=100"))!;
        var feature = json["features"]!.AsArray().First(f => f!["id"]!.GetValue<long>() == 2)!;
        feature["properties"]!["Espece_nom_commun"] = "Loutre d'Europe";
        var before = (await Items(steward, "Corridors_ecologiques", more: "&crs=http://www.opengis.net/def/crs/EPSG/0/2154")).ToString();
        var (status, report) = await steward.Put(Layers + "Corridors_ecologiques", Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.True(status == HttpStatusCode.OK, report.RootElement.ToString());
        Assert.Equal(schema, await Schema(steward, "Corridors_ecologiques"));
        var after = await Items(steward, "Corridors_ecologiques", more: "&crs=http://www.opengis.net/def/crs/EPSG/0/2154");
        Assert.Equal("Loutre d'Europe", Feature(after, 2).GetProperty("properties").GetProperty("Espece_nom_commun").GetString());
        var (was, now) = (Feature(JsonDocument.Parse(before).RootElement, 1).GetProperty("geometry"),
            Feature(after, 1).GetProperty("geometry"));
        Assert.Equal(was.GetProperty("type").GetString(), now.GetProperty("type").GetString());
        Assert.Equal(FirstNumber(was), FirstNumber(now), 0.001);
        Assert.Contains("ramenées dans le système", report.RootElement.ToString());
    }

    private static JsonElement Feature(JsonElement collection, long id) =>
        collection.GetProperty("features").EnumerateArray().Single(f => f.GetProperty("id").GetInt64() == id);

    private static double FirstNumber(JsonElement geometry)
    {
        var element = geometry.GetProperty("coordinates");
        while (element.ValueKind == JsonValueKind.Array)
            element = element[0];
        return element.GetDouble();
    }

    [Fact]
    public async Task A_zipped_Shapefile_comes_back_with_the_names_it_cut()
    {
        await using var steward = await Steward.Start();
        string?[] one = ["POINT(650000 6860000)", "Écluse", "b"], two = ["POINT(650100 6860000)", "seuil", "d"];
        await steward.Put(Dataset, GeoPackage(writer =>
            CheckedDelivery.Table(writer, "seuils", "POINT", ["nom", "description_longue"], one, two)));
        using var answer = await steward.Server.Get(
            "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils&OUTPUTFORMAT=shape-zip");
        var zip = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var schema = await Schema(steward, "seuils");
        var (status, report) = await steward.Put(Layers + "seuils", zip);
        Assert.True(status == HttpStatusCode.OK, report.RootElement.ToString());
        Assert.Equal(schema, await Schema(steward, "seuils"));
        var features = (await Items(steward, "seuils")).GetProperty("features");
        Assert.Equal(2, features.GetArrayLength());
        Assert.Equal(("Écluse", "b"), (features[0].GetProperty("properties").GetProperty("nom").GetString(),
            features[0].GetProperty("properties").GetProperty("description_longue").GetString()));
    }

    [Fact]
    public async Task Losses_of_the_layer_ask_and_what_cannot_be_read_changes_nothing()
    {
        await using var steward = await Started();
        var (status, problem) = await steward.Put(Layers + "communes", Communes("communes", 3));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("6 objets sur", problem.RootElement.GetProperty("detail").GetString());
        Assert.EndsWith(Layers + "communes?accepter=pertes", problem.RootElement.GetProperty("repeter").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await steward.Put(Layers + "communs", Communes("communes"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.Put("/api/v1/jeux/autre/couches/communes", Communes("communes"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await steward.Put(Layers + "communes", Communes("communes"), "srce_faux")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await steward.Put(Layers + "communes", Communes("communes"), ifMatch: "\"7\""))
            .Status);
        foreach (var wrong in new[] { "", "ni l'un ni l'autre", "{\"type\":\"FeatureCollection\"}", "PK\u0003\u0004 abîmée",
            """{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":["a"]}}]}""",
            "{\"features\":[1]}", "SQLite format 3 qui n'en est pas un, mais qui en a le début" })
            Assert.Equal((wrong, HttpStatusCode.UnprocessableEntity), (wrong, (await steward.Put(Layers + "communes",
                Encoding.UTF8.GetBytes(wrong))).Status));
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("a.shp").Open())
            entry.Write(new byte[200]);
        var unreadable = await steward.Put(Layers + "communes", zip.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unreadable.Status);
        Assert.Contains("il manque le fichier .dbf", unreadable.Report.RootElement.ToString());
        Assert.Equal(9, await Count(steward, "communes"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(steward.Server.DataFolder, "quarantaine")));
    }

    [Fact]
    public async Task Two_layers_delivered_at_once_are_both_there_in_the_end()
    {
        await using var steward = await Started();
        var points = GeoPackage(writer => CheckedDelivery.Table(writer, "seuils (ROE)", "POINT", ["nom", "type", "hauteur"],
            [.. Enumerable.Range(0, 1501).Select(i => new[] { $"POINT({650_000 + i} 6860000)", "a", "b", "1.5" })]));
        var answers = await Task.WhenAll(steward.Put(Layers + "communes", Communes("communes")),
            steward.Put(Layers + "seuils_ROE", points));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(1501, await Count(steward, "seuils_ROE"));
        Assert.Equal("Nouvelle 1", Feature(await Items(steward, "communes"), 1).GetProperty("properties").GetProperty("nom").GetString());
    }

    [Fact]
    public async Task A_whole_delivery_whose_table_has_the_served_name_keeps_the_address()
    {
        await using var steward = await Steward.Start();
        string?[] row = ["POINT(650000 6860000)"];
        await steward.Put(Dataset, GeoPackage(writer => CheckedDelivery.Table(writer, "Mares et étangs", "POINT", [], row)));
        var (status, report) = await steward.Put(Dataset, GeoPackage(writer =>
            CheckedDelivery.Table(writer, "Mares_et_etangs", "POINT", [], row, ["POINT(650001 6860000)"])));
        Assert.True(status == HttpStatusCode.OK, report.RootElement.ToString());
        Assert.Equal(["Mares_et_etangs"], await Names(steward));
        Assert.Equal(2, await Count(steward, "Mares_et_etangs"));
    }
}
