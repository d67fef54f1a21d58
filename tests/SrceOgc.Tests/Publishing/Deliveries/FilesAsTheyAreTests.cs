using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Labels;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Tests.Rendering.Fidelity;
using SrceOgc.Tests.Server;

namespace SrceOgc.Tests.Publishing.Deliveries;

/// <summary>Values, columns and geometries that files in the field hold against what they declare.</summary>
public sealed class FilesAsTheyAreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fichiers").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    /// <summary>A table "couche" of these columns with these rows, as a publication reads it.</summary>
    private (FeatureType Type, PublishedLayer Layer, FindingList Findings) Import(string columns, params string[] rows)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.gpkg");
        using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
            writer.Finish();
        using (var file = WritableSqlite.Open(path))
        {
            file.Execute($"CREATE TABLE couche (fid INTEGER PRIMARY KEY, {columns})");
            foreach (var row in rows)
                file.Execute($"INSERT INTO couche VALUES {row}");
            var isSpatial = columns.Contains("geom ", StringComparison.Ordinal);
            file.Execute($"INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('couche', "
                + $"'{(isSpatial ? "features" : "attributes")}', 'couche', 4326)");
            if (isSpatial)
                file.Execute("INSERT INTO gpkg_geometry_columns VALUES ('couche', 'geom', 'GEOMETRY', 4326, 0, 0)");
        }

        return Read(path, "couche");
    }

    private (FeatureType Type, PublishedLayer Layer, FindingList Findings) Read(string path, string table)
    {
        using var file = GeoPackageFile.Open(path, RequestBudget.Unlimited);
        var findings = new FindingList(table);
        var target = Path.Combine(_folder, $"{Guid.NewGuid():N}.couche");
        var type = new LayerImport(file, file.Tables.First(found => found.Name == table), table, _folder, findings, profile: null,
            RequestBudget.Unlimited).TryBuild(target);
        return (type!, PublishedLayer.Open(target), findings);
    }

    private static List<string?> Values(PublishedLayer layer, string field)
    {
        var result = new List<string?>();
        using var cursor = layer.Open(new FeatureQuery { Sort = [new(SortKey.Identifier, Descending: false)] });
        while (cursor.MoveNext())
        {
            var value = cursor[layer.Type.IndexOf(field)];
            result.Add(value.IsNull ? null : value.Kind switch
            {
                FieldKind.Integer => $"{value.Integer}",
                FieldKind.Real => FormattableString.Invariant($"{value.Real}"),
                FieldKind.Date => $"{value.Date:yyyy-MM-dd}",
                FieldKind.DateTime => $"{value.DateTime:yyyy-MM-ddTHH:mm:ss.fff}",
                _ => Encoding.UTF8.GetString(value.Bytes),
            });
        }

        return result;
    }

    private static string TextOf(FindingList findings) =>
        string.Join("\n", findings.All.Select(finding => $"{finding.Row} {finding.Message.French} {finding.Advice.French}"));

    [Theory]
    [InlineData("TEXT", "x'000147FF'", "AAFH/w==")]
    [InlineData("TEXT(20)", "x'C3A9'", "w6k=")]
    [InlineData("VARCHAR", "x''", "")]
    [InlineData("INTEGER", "x'00FF'", null)]
    [InlineData("DOUBLE", "x'00FF'", null)]
    [InlineData("DATE", "x'00FF'", null)]
    [InlineData("BOOLEAN", "x'00FF'", null)]
    [InlineData("DOUBLE", "9e999", null)]
    public void Bytes_where_something_else_is_declared_stay_readable(string type, string value, string? served)
    {
        var (found, layer, findings) = Import($"v {type}", $"(1, {value})", "(2, NULL)");
        using (layer)
        {
            Assert.Equal([served, null], Values(layer, "v"));
            Assert.NotEqual(FieldKind.Blob, found.Fields[0].Kind);
            Assert.Contains("« v »", TextOf(findings), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("DATETIME", "2018/02/13 23:59:59+01", "2018-02-13T22:59:59.000")]
    [InlineData("DATETIME", "2020-08-18T11:02:00+02:00", "2020-08-18T09:02:00.000")]
    [InlineData("DATETIME", "2020-08-18T11:02:00-0330", "2020-08-18T14:32:00.000")]
    [InlineData("DATETIME", "2019-08-15T21:28:22Z", "2019-08-15T21:28:22.000")]
    [InlineData("DATETIME", "2021-03-28 02:30:00", "2021-03-28T02:30:00.000")]
    [InlineData("DATETIME", "2021-03-28T02:30:00.123456Z", "2021-03-28T02:30:00.123")]
    [InlineData("DATETIME", "2021-3-8 2:30", "2021-03-08T02:30:00.000")]
    [InlineData("DATETIME", "2021-03-28", "2021-03-28T00:00:00.000")]
    [InlineData("DATETIME", "0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000")]
    [InlineData("DATE", "2022/9/8", "2022-09-08")]
    [InlineData("DATE", "2022-09-08T23:59:00", "2022-09-08")]
    [InlineData("DATE", "1582-10-10", "1582-10-10")]
    [InlineData("DATE", "9999-12-31", "9999-12-31")]
    [InlineData("DATE", "", null)]
    [InlineData("DATE", "08/09/2022", null)]
    [InlineData("DATE", "2022-02-30", null)]
    [InlineData("DATE", "2022-09-08 25:00", null)]
    [InlineData("DATETIME", "2022-09-08T", null)]
    public void Dates_stay_dates(string type, string text, string? served)
    {
        var (found, layer, findings) = Import($"v {type}", $"(1, '{text}')", "(2, '2020-01-01')");
        using (layer)
        {
            Assert.Equal(type == "DATE" ? FieldKind.Date : FieldKind.DateTime, found.Fields[0].Kind);
            Assert.Equal(served, Values(layer, "v")[0]);
            Assert.Equal(served is null && text.Length > 0, TextOf(findings)
                .Contains($"1 une valeur du champ « v »", StringComparison.Ordinal) && TextOf(findings)
                .Contains($"« {text} »", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_column_that_holds_no_date_at_all_is_text()
    {
        var (found, layer, _) = Import("v DATE", "(1, 'printemps')", "(2, NULL)", "(3, 'été')");
        using (layer)
        {
            Assert.Equal(FieldKind.Text, found.Fields[0].Kind);
            Assert.Equal(["printemps", null, "été"], Values(layer, "v"));
        }
    }

    [Fact]
    public void Generated_columns_are_columns()
    {
        var (found, layer, _) = Import("a INTEGER, b INTEGER GENERATED ALWAYS AS (a*2) VIRTUAL, s TEXT GENERATED ALWAYS AS (a||'x') STORED",
            "(1, 5)");
        using (layer)
        {
            Assert.Equal(["a", "b", "s"], found.Fields.Select(field => field.Name));
            Assert.Equal("10", Values(layer, "b")[0]);
            Assert.Equal("5x", Values(layer, "s")[0]);
        }
    }

    [Fact]
    public void A_second_geometry_is_said_and_no_number()
    {
        var (found, layer, findings) =
            Import("geom GEOMETRY, autre POINT, nom TEXT", $"(1, {Blob("POINT(2 46)")}, {Blob("POINT(3 46)")}, 'a')");
        using (layer)
        {
            Assert.Equal(["nom"], found.Fields.Select(field => field.Name));
            Assert.Contains("« autre »", TextOf(findings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_that_are_valid_keep_themselves()
    {
        var (found, layer, _) = Import("\"élévation\" TEXT, elevation TEXT, \"Le nom\" TEXT, Le_nom TEXT", "(1, 'a', 'b', 'c', 'd')");
        using (layer)
            Assert.Equal(["elevation_2", "elevation", "Le_nom_2", "Le_nom"], found.Fields.Select(field => field.Name));
        var names = new LayerNames("jeu", []);
        string[] tables = ["trame verte", "trame_verte", "Élévation", "elevation"];
        names.Keep(tables);
        Assert.Equal(["jeu_trame_verte", "trame_verte", "jeu_Elevation", "elevation"], tables.Select(names.Of));
    }

    [Fact]
    public void The_key_column_is_known_by_its_name()
    {
        var (found, layer, _) = Import("nom TEXT", "(1, 'a')");
        using (layer)
        {
            Assert.Equal("fid", layer.Type.KeyColumn);
            Assert.True(found.IsKey("FID"));
            Assert.False(found.IsKey("nom"));
        }
    }

    /// <summary>A square, a line under it and a point on its right: each has to show.</summary>
    [Theory]
    [InlineData("GEOMETRYCOLLECTION(POLYGON((2 46, 2.4 46, 2.4 46.4, 2 46.4, 2 46)),LINESTRING(2 45.8, 2.8 45.8),POINT(2.7 46.2))")]
    [InlineData("GEOMETRYCOLLECTION(POINT(2.7 46.2),GEOMETRYCOLLECTION(LINESTRING(2 45.8, 2.8 45.8),MULTIPOLYGON(((2 46, 2.4 46, 2.4 "
        + "46.4, 2 46.4, 2 46)))))")]
    public void Collections_are_drawn_whole(string wkt)
    {
        var (found, layer, _) = Import("geom GEOMETRY, nom TEXT", $"(1, {Blob(wkt)}, 'a')");
        using (layer)
        {
            var renderer = new MapRenderer(new FontLibrary(), scene => new MapLabels(scene.Width, scene.Height));
            var crs = CrsRegistry.Standard.Find(4326)!;
            var scene = new MapScene(100, 100, crs, new Envelope(1.9, 45.6, 2.9, 46.6),
                [new MapLayer(layer, crs, GenericStyle.For(found.Family))])
            { Background = Color.White };
            using var map = renderer.Render(scene, RequestBudget.Unlimited);
            var picture = Picture.Of(map.Image);
            Assert.True(IsInked(picture, 28, 38), "the polygon");
            Assert.True(IsInked(picture, 50, 80), "the line");
            Assert.True(IsInked(picture, 80, 40), "the point");
            Assert.False(IsInked(picture, 90, 10), "nothing");
        }
    }

    private static bool IsInked(Picture picture, int x, int y)
    {
        for (var dy = -1; dy <= 1; dy++)
            for (var dx = -1; dx <= 1; dx++)
                if (picture.Rgb[((y + dy) * picture.Width + x + dx) * 3] < 250)
                    return true;
        return false;
    }

    [Fact]
    public void Exported_files_have_the_triggers_of_the_standard()
    {
        var path = Path.Combine(_folder, "export.gpkg");
        using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
        {
            using (writer.CreateTable(
                new("t", "t", "", "g", "POINT", false, new GeoPackageSrs(2154, "EPSG", 2154, "RGF93 v1 / Lambert-93", "undefined"), [])))
            {
            }

            writer.Finish();
        }

        using var file = SqliteFile.OpenDelivered(path, RequestBudget.Unlimited);
        using var rows = file.Query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree%'");
        var found = new Dictionary<string, string>();
        while (rows.Read())
            found.Add(rows.Text(0)!, rows.Text(1)!.Replace("\"", "", StringComparison.Ordinal));
        Assert.Equal("CREATE TRIGGER rtree_t_g_update2 AFTER UPDATE OF g ON t WHEN OLD.fid = NEW.fid AND (NEW.g ISNULL OR "
            + "ST_IsEmpty(NEW.g)) BEGIN DELETE FROM rtree_t_g WHERE id = OLD.fid; END",
            found["rtree_t_g_update2"]);
        Assert.Equal("CREATE TRIGGER rtree_t_g_update4 AFTER UPDATE ON t WHEN OLD.fid != NEW.fid AND (NEW.g ISNULL OR ST_IsEmpty(NEW.g)) "
            + "BEGIN DELETE FROM rtree_t_g WHERE id IN (OLD.fid, NEW.fid); END",
            found["rtree_t_g_update4"]);
        Assert.Equal(6, found.Count);
    }

    [Fact]
    public void Cases_of_the_field_are_read()
    {
        var (_, dates, findings) = Read(Copy("odd_fields.gpkg"), "dates");
        using (dates)
        {
            Assert.Equal(9, Values(dates, "giltig").Count(value => value is not null) + 1);
            Assert.Equal(5, Values(dates, "jour").Count(value => value is not null));
            Assert.Contains("08/09/2022", TextOf(findings), StringComparison.Ordinal);
        }

        var (generated, layer, _) = Read(Copy("F12_generated_column.gpkg"), "f12_generee");
        using (layer)
            Assert.Equal(["a", "b", "s"], generated.Fields.Select(field => field.Name));
        var (_, bytes, said) = Read(Copy("F04_blob_in_text.gpkg"), "blob_texte");
        using (bytes)
        {
            Assert.Equal(["AAFHUP8=", "b"], Values(bytes, "nom"));
            Assert.Contains("octets", TextOf(said), StringComparison.Ordinal);
        }
    }

    private string Copy(string name)
    {
        var copy = Path.Combine(_folder, name);
        File.Copy(SharedData.Require($"../cases/{name}"), copy);
        File.SetAttributes(copy, FileAttributes.Normal);
        return copy;
    }

    private static string Blob(string wkt)
    {
        var geometry = new NetTopologySuite.IO.WKTReader().Read(wkt).AsBinary();
        return $"x'{Convert.ToHexString([(byte)'G', (byte)'P', 0, 1, 0xE6, 0x10, 0, 0, .. geometry])}'";
    }
}
