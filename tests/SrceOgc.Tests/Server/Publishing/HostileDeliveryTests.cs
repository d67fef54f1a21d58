using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NetTopologySuite.IO;
using SrceOgc.Features.GeoPackages;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>Deliveries that are wrong, cut off or meant to harm: a clear answer, nothing changed, nothing left, nothing leaked.</summary>
public sealed class HostileDeliveryTests
{
    private const string Dataset = "/api/v1/jeux/essai";
    private const string Hits = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&RESULTTYPE=hits&TYPENAMES=";

    private static readonly GeoPackageSrs Lambert93 = new(2154, "EPSG", 2154, "Lambert-93", "undefined");

    [Fact]
    public async Task An_upload_cut_off_changes_nothing()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes(1));
        using (var client = new TcpClient("127.0.0.1", new Uri(steward.Server.Address).Port))
        {
            var head = $"PUT {Dataset} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {steward.Secret}\r\nContent-Length: "
                + $"1000000\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + new string('x', 200_000)),
                TestContext.Current.CancellationToken);
            await steward.Server.WaitFor("half of it", async () => (await steward.Read(Dataset + "/etat")).Contains("\"octets\": 200000"));
            Assert.Contains("réception", await steward.Server.GetText(Dataset + "/etat"));
            Assert.NotEmpty(Quarantine(steward));
        }

        await steward.Server.WaitFor("the end of it", () => Task.FromResult(Quarantine(steward).Length == 0));
        await AssertUnchanged(steward);
    }

    [Theory]
    [InlineData("text/html", "<!DOCTYPE html><html><body>Veuillez vous connecter</body></html>")]
    [InlineData("application/json", "{\"jeu\":\"essai\"}")]
    [InlineData("application/geopackage+sqlite3", "")]
    [InlineData("application/zip", "PK\u0003\u0004tronqué")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nrien\r\n--x--")]
    public async Task What_is_something_else_is_refused_in_words(string type, string content)
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes(1));
        using var request = steward.Request(HttpMethod.Put, Dataset, null);
        request.Content = new StringContent(content, Encoding.UTF8) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        using var answer = await steward.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode is 400 or 422, answer.StatusCode.ToString());
        Assert.Matches("GeoPackage|SQLite|archive", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await AssertUnchanged(steward);
    }

    [Theory]
    [InlineData(200, "../../../../evade.gpkg")]
    [InlineData(200, "/tmp/evade.gpkg", "/etc/evade.txt")]
    [InlineData(400, "a.gpkg", "b.gpkg")]
    [InlineData(400, "lisez-moi.txt")]
    public async Task The_paths_in_an_archive_lead_nowhere(int expected, params string[] entries)
    {
        await using var steward = await Steward.Start();
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in entries)
                using (var entry = archive.CreateEntry(name).Open())
                    entry.Write(TestGeoPackage.Bytes(1));
        var (status, _) = await steward.Put(Dataset, zip.ToArray());
        Assert.Equal(expected, (int)status);
        Assert.Empty(Directory.GetFiles(Path.Combine(steward.Server.DataFolder, ".."), "*evade*", SearchOption.AllDirectories));
        Assert.False(File.Exists("/tmp/evade.gpkg") || File.Exists("/evade.gpkg"));
        Assert.Empty(Quarantine(steward));
    }

    /// <summary>GDAL and QGIS list a registered view as a layer.</summary>
    [Fact]
    public async Task A_view_that_reads_row_by_row_is_a_layer()
    {
        await using var steward = await Steward.Start();
        var file = Made(file =>
        {
            file.Execute("CREATE TABLE noms (code TEXT, joli TEXT)");
            file.Execute("INSERT INTO noms SELECT insee, 'La commune ' || insee FROM communes");
            file.Execute("CREATE VIEW vue_communes AS SELECT c.fid, c.geom, n.joli FROM communes c JOIN noms n ON n.code = c.insee");
            file.Execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
                + "VALUES ('vue_communes', 'features', 'Vue', 2154)");
            file.Execute("INSERT INTO gpkg_geometry_columns SELECT 'vue_communes', column_name, geometry_type_name, srs_id, z, m "
                + "FROM gpkg_geometry_columns WHERE table_name = 'communes'");
            foreach (var (name, query) in new[]
            {
                ("vue_triee", "SELECT fid, joli FROM (SELECT rowid AS fid, joli FROM noms) ORDER BY joli"),
                ("vue_groupee", "SELECT joli, count(*) AS n FROM noms GROUP BY joli"),
                ("vue_melee", "SELECT DISTINCT a.joli FROM noms a, noms b, noms c"),
                ("vue_cassee", "SELECT rien FROM nulle_part"),
            })
            {
                file.Execute($"CREATE VIEW {name} AS {query}");
                file.Execute($"INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{name}', 'attributes', "
                    + $"'{name}', 0)");
            }
        });
        var (status, report) = await steward.Put(Dataset, file);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("numberMatched=\"9\"", await steward.Server.GetText(Hits + "vue_communes"));
        var shown = await steward.Server.GetText(
            "/ogc/collections/vue_communes/items?f=json&limit=2&filter=joli%20LIKE%20%27La%20commune%25%27");
        Assert.Contains("\"numberMatched\":9", shown);
        Assert.Contains("\"joli\":\"La commune ", shown);
        var blocked = report.RootElement.GetProperty("constats").EnumerateArray()
            .Where(f => f.GetProperty("gravite").GetString() == "bloquant").Select(f => f.GetProperty("couche").GetString());
        Assert.Equal(["vue_cassee", "vue_groupee", "vue_melee", "vue_triee"], blocked.Order());
    }

    [Fact]
    public async Task A_view_that_swells_is_refused()
    {
        await using var steward = await Steward.Start();
        var file = Made(file =>
        {
            file.Execute("CREATE VIEW enflee AS SELECT a.nom, b.type FROM \"seuils (ROE)\" a, \"seuils (ROE)\" b, communes c, communes d");
            file.Execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
                + "VALUES ('enflee', 'attributes', 'Vue', 0)");
        });
        var (status, report) = await steward.Put(Dataset, file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("plus de lignes", report.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(Quarantine(steward));
    }

    [Fact]
    public async Task Triggers_views_and_virtual_tables_are_never_run()
    {
        await using var steward = await Steward.Start();
        var file = Made(file =>
        {
            file.Execute("CREATE VIEW espion AS SELECT load_extension('/tmp/mal.so') AS a, readfile('/etc/passwd') AS b");
            file.Execute("CREATE VIEW sans_fin AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n");
            file.Execute("CREATE VIRTUAL TABLE virtuelle USING rtree(id, a, b)");
            file.Execute("CREATE VIEW layer_styles AS SELECT * FROM sans_fin");
            file.Execute("CREATE TABLE calculee (fid INTEGER PRIMARY KEY, nom TEXT, lourd AS (hex(zeroblob(1000))))");
            file.Execute("INSERT INTO calculee (fid, nom) VALUES (1, 'a')");
            foreach (var name in new[] { "espion", "sans_fin", "virtuelle", "calculee" })
                file.Execute($"INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{name}', 'attributes', "
                    + $"'{name}', 0)");
            foreach (var change in new[] { "INSERT", "UPDATE", "DELETE" })
                file.Execute($"CREATE TRIGGER efface_{change} AFTER {change} ON gpkg_contents BEGIN DELETE FROM communes; END");
        });
        var (status, report) = await steward.Put(Dataset, file);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("numberMatched=\"9\"", await steward.Server.GetText(Hits + "communes"));
        var blocked = report.RootElement.GetProperty("constats").EnumerateArray()
            .Where(f => f.GetProperty("gravite").GetString() == "bloquant").Select(f => f.GetProperty("couche").GetString());
        Assert.Equal(["espion", "sans_fin", "virtuelle"], blocked.Order());
        Assert.Contains("numberMatched=\"1\"", await steward.Server.GetText(Hits + "calculee"));
        // A computed column of the layer itself is a column: read with trusted_schema off, within the bytes of the delivery.
        Assert.Contains("<srce:lourd>0000",
            await steward.Server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=calculee"));
    }

    [Theory]
    [InlineData("x.gpkg-journal")]
    [InlineData("dossier/AUTRE.GPKG-JOURNAL")]
    public async Task An_archive_with_a_journal_is_refused(string journal)
    {
        await using var steward = await Steward.Start();
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = archive.CreateEntry("x.gpkg").Open())
                entry.Write(TestGeoPackage.Bytes(1));
            using (var entry = archive.CreateEntry(journal).Open())
                entry.Write(new byte[512]);
        }

        var (status, report) = await steward.Put(Dataset, zip.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("QGIS", report.RootElement.ToString());
        Assert.Empty(Quarantine(steward));
    }

    [Fact]
    public async Task Ten_thousand_tables_are_too_many()
    {
        await using var steward = await Steward.Start();
        await steward.Put(Dataset, TestGeoPackage.Bytes(1));
        var file = Made(file =>
        {
            file.Execute("BEGIN");
            for (var i = 0; i < 10_000; i++)
            {
                file.Execute($"CREATE TABLE t{i} (fid INTEGER PRIMARY KEY)");
                file.Execute($"INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('t{i}', 'attributes', "
                    + $"'t{i}', 0)");
            }

            file.Execute("COMMIT");
        });
        var (status, report) = await steward.Put(Dataset, file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("la limite est de 1000", report.RootElement.ToString());
        await AssertUnchanged(steward);
    }

    [Fact]
    public async Task A_ring_of_a_hundred_thousand_vertices_is_served()
    {
        await using var steward = await Steward.Start();
        var (status, report) = await steward.Put(Dataset, Ring(100_000));
        Assert.True(status == HttpStatusCode.OK, report.RootElement.ToString());
        using var map = await steward.Server.Get(
            "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=anneau&STYLES=&CRS=EPSG:2154&BBOX=590000,6790000,610000,6810000"
            + "&WIDTH=256&HEIGHT=256&FORMAT=image/png");
        Assert.Equal("image/png", map.Content.Headers.ContentType!.MediaType);
        Assert.Contains("numberMatched=\"1\"", await steward.Server.GetText(Hits + "anneau"));
    }

    [Fact]
    public async Task Nothing_is_said_of_paths_or_of_the_machine()
    {
        await using var steward = await Steward.Start();
        foreach (var content in new[] { new byte[5000], Encoding.ASCII.GetBytes("SQLite format 3\0" + new string('x', 5000)), [] })
        {
            var (_, report) = await steward.Put(Dataset, content);
            Assert.DoesNotContain(steward.Server.DataFolder, report.RootElement.ToString());
            Assert.DoesNotContain("quarantaine", report.RootElement.ToString());
            Assert.DoesNotContain("Exception", report.RootElement.ToString());
        }
    }

    [Fact]
    public async Task Every_odd_file_has_a_report_to_act_on()
    {
        var files = Directory.GetFiles(SharedData.Require("odd"), "*.gpkg");
        await using var steward = await Steward.Start();
        foreach (var path in files)
        {
            var (status, report) = await steward.Put("/api/v1/jeux/etrange?essai=1", File.ReadAllBytes(path));
            Assert.True((int)status is 200 or 422, $"{path}: {status} {report.RootElement}");
            var findings = report.RootElement.GetProperty("constats").EnumerateArray().ToArray();
            Assert.True(status == HttpStatusCode.OK || findings.Any(f => f.GetProperty("gravite").GetString() == "bloquant"),
                $"{path} is refused without a reason");
            Assert.All(findings, f => Assert.True(f.GetProperty("message").GetString()!.Length > 10, $"{path}: {f}"));
        }

        Assert.Equal("{\n  \"jeux\": []\n}", (await steward.Read("/api/v1/jeux")).ReplaceLineEndings("\n"));
        Assert.Empty(Quarantine(steward));
    }

    private static async Task AssertUnchanged(Steward steward)
    {
        Assert.Contains("numberMatched=\"1499\"", await steward.Server.GetText(Hits + "seuils_ROE"));
        using var dataset = JsonDocument.Parse(await steward.Read(Dataset));
        Assert.Equal(1, dataset.RootElement.GetProperty("jeu").GetProperty("versions").GetArrayLength());
        Assert.Empty(Quarantine(steward));
        Assert.DoesNotContain("fail:", steward.Server.Log);
    }

    private static string[] Quarantine(Steward steward) =>
        Directory.GetFileSystemEntries(Path.Combine(steward.Server.DataFolder, "quarantaine"));

    /// <summary>The test file with something done to it.</summary>
    private static byte[] Made(Action<SqliteFile> change)
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        TestGeoPackage.Write(path);
        using (var file = WritableSqlite.Open(path))
        {
            file.Execute("PRAGMA synchronous = OFF");
            file.Execute("PRAGMA journal_mode = MEMORY");
            change(file);
        }

        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static byte[] Ring(int vertices)
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        var points = Enumerable.Range(0, vertices).Append(0).Select(i =>
        {
            var (sine, cosine) = Math.SinCos(i * Math.Tau / vertices);
            var radius = 8000 + i % 2 * 300;
            return string.Create(CultureInfo.InvariantCulture, $"{600_000 + radius * cosine:R} {6_800_000 + radius * sine:R}");
        });
        using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
        {
            using (var table = writer.CreateTable(new("anneau", "Anneau", "", "geom", "POLYGON", false, Lambert93, [])))
            {
                table.Begin(1);
                var geometry = new WKTReader().Read($"POLYGON(({string.Join(',', points)}))");
                table.Geometry(1, geometry);
                table.End();
            }

            writer.Finish();
        }

        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }
}
