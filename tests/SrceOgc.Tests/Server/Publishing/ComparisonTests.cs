using System.Net;
using System.Text.Json;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Tests.Server.Clients;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>What changed between two deliveries, as a steward asks for it.</summary>
public sealed class ComparisonTests
{
    private const string Dataset = "/api/v1/jeux/essai", Compare = Dataset + "/comparer?de=1&a=2";

    private static readonly string Region = Path.Combine(SharedData.Directory, "oise-tvb.gpkg");

    /// <summary>Four attributes, two geometries, two removed, two added.</summary>
    private static readonly string[] TenEdits =
    [
        "UPDATE cer_reservoir_s_fr32 SET nom_resv = 'Forêt relue' WHERE fid = 5",
        "UPDATE cer_reservoir_s_fr32 SET milmaj_nat = NULL, nom_resv = 'Autre' WHERE fid = 9",
        "UPDATE \"obstacles (ROE)\" SET LbCommune = 'Creil-sur-Oise' WHERE fid = 3",
        "UPDATE zones_humides SET surface_ha = 12.5 WHERE fid = 40",
        "UPDATE cours_eau SET geom = (SELECT geom FROM cours_eau WHERE fid = 12) WHERE fid = 11",
        "UPDATE cer_obstacle_p_fr32 SET geom = (SELECT geom FROM cer_obstacle_p_fr32 WHERE fid = 2) WHERE fid = 1",
        "DELETE FROM znieff1 WHERE fid = 7",
        "DELETE FROM zones_humides WHERE fid = 100",
        "INSERT INTO znieff2 (geom, id_mnhn) SELECT geom, 'nouvelle' FROM znieff2 WHERE fid = 1",
        "INSERT INTO cer_obstacle_p_fr32 (geom, nom_obst) SELECT geom, 'passage' FROM cer_obstacle_p_fr32 WHERE fid = 20",
    ];

    [Fact]
    public async Task Ten_edits_between_two_deliveries_are_exactly_what_is_found()
    {
        Assert.SkipUnless(File.Exists(Region), "the shared data are not here");
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, File.ReadAllBytes(Region));
        await steward.Put(Dataset, Edited(File.ReadAllBytes(Region), TenEdits));
        using var found = JsonDocument.Parse(await steward.Server.GetText(Compare));
        Assert.Equal(
        [
            "cer_obstacle_p_fr32 +1 -0 ~1", "cer_reservoir_s_fr32 +0 -0 ~2", "cours_eau +0 -0 ~1", "obstacles_ROE +0 -0 ~1",
            "znieff1 +0 -1 ~0", "znieff2 +1 -0 ~0", "zones_humides +0 -1 ~1",
        ], Summary(found));
        var reservoirs = Layer(found, "cer_reservoir_s_fr32");
        Assert.Equal("[5,9]", $"[{string.Join(',', reservoirs.GetProperty("objetsModifies").EnumerateArray().Select(f => f.GetProperty("id")
            .GetInt64()).Order())}]");
        var fields = reservoirs.GetProperty("objetsModifies").EnumerateArray().First(f => f.GetProperty("id").GetInt64() == 9)
            .GetProperty("champs").EnumerateArray().ToArray();
        Assert.Equal(["nom_resv", "milmaj_nat"], fields.Select(f => f.GetProperty("nom").GetString()));
        Assert.Equal(("Autre", JsonValueKind.Null), (fields[0].GetProperty("apres").GetString(), fields[1].GetProperty("apres").ValueKind));
        var moved = Layer(found, "cours_eau").GetProperty("objetsModifies")[0];
        Assert.Equal((11, true, 0),
            (moved.GetProperty("id").GetInt32(), moved.GetProperty("geometrie").GetBoolean(), moved.GetProperty("champs")
            .GetArrayLength()));
        Assert.NotEqual(Length(found, "de"), Length(found, "a"));
        Assert.Equal("[100]", Layer(found, "zones_humides").GetProperty("objetsRetires").GetRawText());
    }

    /// <summary>A re-export numbers rows in another order: nobody wants to hear of that, only of what else was done.</summary>
    [Fact]
    public async Task A_table_numbered_anew_has_not_changed()
    {
        Assert.SkipUnless(File.Exists(Region), "the shared data are not here");
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, File.ReadAllBytes(Region));
        string[] tables = ["znieff1", "cer_reservoir_s_fr32", "cours_eau", "zones_humides", "cer_obstacle_p_fr32", "obstacles (ROE)",
            "znieff2"];
        var turned = tables.SelectMany(table => new[] { $"UPDATE \"{table}\" SET fid = -fid", $"UPDATE \"{table}\" SET fid = 5000 + fid" });
        await steward.Put(Dataset, Edited(File.ReadAllBytes(Region), [.. TenEdits, .. turned]));
        using var found = JsonDocument.Parse(await steward.Server.GetText(Compare));
        Assert.Equal(
        [
            "cer_obstacle_p_fr32 +1 -0 ~1", "cer_reservoir_s_fr32 +0 -0 ~2", "cours_eau +0 -0 ~1", "obstacles_ROE +0 -0 ~1",
            "znieff1 +0 -1 ~0", "znieff2 +1 -0 ~0", "zones_humides +0 -1 ~1",
        ], Summary(found));
        var changed = Layer(found, "cours_eau").GetProperty("objetsModifies")[0];
        Assert.Equal((11, 4989), (changed.GetProperty("idAvant").GetInt32(), changed.GetProperty("id").GetInt32()));
        Assert.Equal("contenu", Layer(found, "cours_eau").GetProperty("appariement").GetString());
    }

    [Fact]
    public async Task Differences_are_a_page_a_map_and_files()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        await steward.Put(Dataset,
            Edited(TestGeoPackage.Bytes(), "UPDATE communes SET nom = 'Ville-<Neuve>' WHERE fid = 2", "DELETE FROM communes WHERE fid = 9",
            "ALTER TABLE communes ADD COLUMN maire TEXT"));
        using (var request = steward.Request(HttpMethod.Get, Compare, null))
        {
            request.Headers.Accept.ParseAdd("text/html");
            using var answer = await steward.Server.Http.SendAsync(request);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains("champ maire ajout&#xE9;", page);
            Assert.Contains("<td>nom</td><td>Commune n&#xB0; 2</td><td>Ville-&lt;Neuve&gt;</td>", page);
            Assert.Contains("−10\u202f000 ha", WebUtility.HtmlDecode(page));
        }

        var capabilities = await steward.Server.GetText("/versions/essai-1..2/wms?SERVICE=WMS&REQUEST=GetCapabilities");
        Assert.Contains("<Name>communes_retraits</Name>", capabilities);
        Assert.Contains(" : retraits</Title>", capabilities);
        Assert.DoesNotContain("communes_ajouts", capabilities);
        var (removedPlace, unchangedPlace) = ("621000,6821000,629000,6829000", "601000,6801000,609000,6809000");
        Assert.NotEqual(await Map(steward, "communes_retraits", unchangedPlace), await Map(steward, "communes_retraits", removedPlace));
        Assert.NotEqual(await Map(steward, "communes_modifications", "611000,6801000,619000,6809000"),
            await Map(steward, "communes_retraits", removedPlace));
        using var changed = JsonDocument.Parse(
            await steward.Server.GetText(Compare + "&format=geojson&couche=communes&quoi=modifications"));
        var properties = changed.RootElement.GetProperty("features")[0].GetProperty("properties");
        Assert.Equal("nom : Commune n° 2 → Ville-<Neuve>", properties.GetProperty("changement").GetString());
        using var removed = JsonDocument.Parse(await steward.Server.GetText(Compare + "&format=geojson&couche=communes&quoi=retraits"));
        Assert.Equal("02009", removed.RootElement.GetProperty("features")[0].GetProperty("properties").GetProperty("insee").GetString());
        Assert.Equal(HttpStatusCode.NotFound,
            (await steward.Server.Get(Compare + "&format=geojson&couche=communes&quoi=ajouts")).StatusCode);
    }

    [Fact]
    public async Task QGIS_draws_and_identifies_the_differences()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        await steward.Put(Dataset, Edited(TestGeoPackage.Bytes(),
            "UPDATE communes SET nom = 'Renommée' WHERE fid = 2", "DELETE FROM communes WHERE fid = 9",
                "INSERT INTO communes (geom, insee, nom) SELECT geom, '02010', 'Nouvelle' FROM communes WHERE fid = 4"));
        PythonClient.Run("qgis", "qgis_differences.py", "3 layers of differences drawn and identified", steward.Server.Address
            + "/versions/essai-1..2/wms",
            "communes_ajouts,605000,6815000,Nouvelle", "communes_retraits,625000,6825000,02009",
                "communes_modifications,615000,6805000,Commune n° 2 → Renommée");
    }

    [Fact]
    public async Task A_draft_is_compared_by_who_may_read_it()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        await steward.Put(Dataset + "?brouillon=1", TestGeoPackage.Bytes(without: 3));
        Assert.Equal(HttpStatusCode.BadRequest, (await steward.Server.Get(Compare)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await steward.Server.Get("/versions/essai-1..2/wms?SERVICE=WMS&REQUEST=GetCapabilities")).StatusCode);
        using var found = JsonDocument.Parse(await steward.Read(Compare));
        Assert.Equal(["seuils_ROE +0 -3 ~0"], Summary(found));
        Assert.Contains("seuils_ROE_retraits", await steward.Read("/versions/essai-1..2/wms?SERVICE=WMS&REQUEST=GetCapabilities"));
    }

    /// <summary>Each pair is compared once and kept; nothing stays in quarantine.</summary>
    [Fact]
    public async Task The_differences_of_each_pair_lie_on_the_disk_once()
    {
        await using var steward = await Steward.Start();
        for (var version = 1; version <= 4; version++)
            await steward.Put(Dataset, TestGeoPackage.Bytes(without: version));
        foreach (var (from, to) in from a in Enumerable.Range(1, 4) from b in Enumerable.Range(1, 4) where a != b select (a, b))
            Assert.Contains("seuils_ROE_",
                await steward.Server.GetText($"/versions/essai-{from}..{to}/wms?SERVICE=WMS&REQUEST=GetCapabilities"));
        Assert.Equal(12, Directory.GetDirectories(Path.Combine(steward.Server.DataFolder, "comparaisons")).Length);
        Assert.Empty(Directory.GetDirectories(Path.Combine(steward.Server.DataFolder, "quarantaine")));
    }

    [Fact]
    public async Task What_cannot_be_compared_is_said()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes());
        foreach (var (address, named) in new[]
        {
            (Dataset + "/comparer?de=1&a=1", "\"a\""), (Dataset + "/comparer?de=1&a=9", "a : « 9 »"), (Dataset + "/comparer?a=1", "de"),
                (Dataset + "/comparer?de=x&a=1", "de : « x »"),
        })
        {
            using var answer = await steward.Server.Get(address);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(named.Trim('"'), await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await steward.Server.Get("/api/v1/jeux/autre/comparer?de=1&a=2")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.Server.Get("/versions/essai-1..1/wms")).StatusCode);
    }

    private static async Task<string> Map(Steward steward, string layer, string box) =>
        Convert.ToHexString(await steward.Server.Http.GetByteArrayAsync(
        $"{steward.Server.Address}/versions/essai-1..2/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS={layer}&STYLES=&CRS=EPSG:2154"
            + $"&BBOX={box}&WIDTH=64&HEIGHT=64&FORMAT=image/png&TRANSPARENT=TRUE"));

    private static double Length(JsonDocument found, string version) =>
        Layer(found, "cours_eau").GetProperty(version).GetProperty("longueurM").GetDouble();

    private static JsonElement Layer(JsonDocument found, string name) =>
        found.RootElement.GetProperty("couches").EnumerateArray().First(layer => layer.GetProperty("nom").GetString() == name);

    /// <summary>The layers that differ, in alphabetical order.</summary>
    private static IEnumerable<string> Summary(JsonDocument found) => found.RootElement.GetProperty("couches").EnumerateArray()
        .Select(layer => $"{layer.GetProperty("nom")} +{layer.GetProperty("ajouts")} -{layer.GetProperty("retraits")} "
            + $"~{layer.GetProperty("modifications")}")
        .Where(text => !text.EndsWith("+0 -0 ~0", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string NewPath() => Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");

    internal static byte[] Edited(byte[] original, params string[] edits)
    {
        var path = NewPath();
        File.WriteAllBytes(path, original);
        using (var file = WritableSqlite.Open(path))
        {
            foreach (var trigger in Triggers(file))
                file.Execute($"DROP TRIGGER {SqliteFile.Quote(trigger)}");
            foreach (var edit in edits)
                file.Execute(edit);
        }

        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static List<string> Triggers(SqliteFile file)
    {
        var names = new List<string>();
        using var rows = file.Query("SELECT name FROM sqlite_master WHERE type = 'trigger'");
        while (rows.Read())
            names.Add(rows.Text(0)!);
        return names;
    }
}
