using System.Text;
using NetTopologySuite.IO;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Server;

/// <summary>
/// A small GeoPackage with what breaks servers: column names that are no XML names, accents, apostrophes, line breaks,
/// markup and control characters in values, nulls, dates, null geometry, holes, several parts, a table without geometry.
/// </summary>
internal static class TestGeoPackage
{
    private static readonly GeoPackageSrs Lambert93 = new(2154, "EPSG", 2154, "RGF93 v1 / Lambert-93", "undefined");

    public const int ObstacleCount = 1500;

    public static void Write(string path) => Write(path, static _ => { });

    private static void Write(string path, Action<GeoPackageWriter> more)
    {
        using var writer = new GeoPackageWriter(path, new DateTime(2019, 5, 1, 0, 0, 0, DateTimeKind.Utc));
        WriteCommunes(writer);
        WriteCorridors(writer);
        WriteObstacles(writer);
        WriteRemarks(writer);
        more(writer);
        writer.Finish();
    }

    /// <summary>The same with so many obstacles fewer.</summary>
    public static void WriteWithout(string path, int removed)
    {
        File.Delete(path);
        Write(path);
        Remove(path, removed);
    }

    /// <summary>The same, too large to be checked before it is served, with one polygon tied in a knot.</summary>
    public static byte[] LargeBytes(int without)
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        Write(path, WriteKnot);
        Remove(path, without);
        using (var file = WritableSqlite.Open(path))
        {
            file.Execute("CREATE TABLE lest (octets BLOB)");
            file.Execute("INSERT INTO lest VALUES (zeroblob(4194304))");
        }

        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static void WriteKnot(GeoPackageWriter writer)
    {
        using var table = writer.CreateTable(new("noeuds", "Nœuds", "", "geom", "POLYGON", false, Lambert93, []));
        Begin(table, 1, "POLYGON((650000 6860000, 650010 6860010, 650010 6860000, 650000 6860010, 650000 6860000))");
        table.End();
    }

    private static void Remove(string path, int removed)
    {
        using var file = WritableSqlite.Open(path);
        foreach (var trigger in new[] { "insert", "update1", "update2", "update3", "update4", "delete" })
            file.Execute($"DROP TRIGGER \"rtree_seuils (ROE)_geom_{trigger}\"");
        file.Execute($"DELETE FROM \"seuils (ROE)\" WHERE fid <= {removed}");
    }

    public static byte[] Bytes(int without = 0)
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        WriteWithout(path, without);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    /// <summary>Nine squares of 10 km sharing their boundaries, codes 02001 to 02009.</summary>
    private static void WriteCommunes(GeoPackageWriter writer)
    {
        using var table = writer.CreateTable(new("communes", "Communes", "", "geom", "MULTIPOLYGON", false, Lambert93,
            [new("insee", "Code INSEE", FieldKind.Text, 5), new("nom", "nom", FieldKind.Text, 0)]));
        for (var i = 0; i < 9; i++)
        {
            var (x, y) = (600_000 + i % 3 * 10_000, 6_800_000 + i / 3 * 10_000);
            Begin(table, i + 1, $"MULTIPOLYGON((({x} {y}, {x + 10_000} {y}, {x + 10_000} {y + 10_000}, {x} {y + 10_000}, {x} {y})))");
            table.Value(0, FieldValue.Of(Utf8($"0200{i + 1}")));
            table.Value(1, FieldValue.Of(Utf8($"Commune n° {i + 1}")));
            table.End();
        }
    }

    private static void WriteCorridors(GeoPackageWriter writer)
    {
        using var table = writer.CreateTable(
            new("Corridors écologiques", "Corridors écologiques", "Les corridors.", "geom", "GEOMETRY", false, Lambert93,
        [
            new("Espèce (nom commun)", "Espèce (nom commun)", FieldKind.Text, 0), new("longueur", "longueur", FieldKind.Real, 0),
                new("rang", "rang", FieldKind.Integer, 0),
            new("actif", "actif", FieldKind.Boolean, 0), new("Date Abandon d'extinction", "Date Abandon d'extinction", FieldKind.Date, 0),
                new("maj", "maj", FieldKind.DateTime, 0),
        ]));
        Add(table, 1, "POLYGON((601000 6801000, 605000 6801000, 605000 6805000, 601000 6805000, 601000 6801000),(602000 6802000, 602000 "
            + "6803000, 603000 6803000, 603000 6802000, 602000 6802000))", "Forêt de Mormal", 12.5, 1, true, 18000);
        Add(table, 2, "MULTIPOLYGON(((611000 6801000, 612000 6801000, 612000 6802000, 611000 6801000)),((615000 6801000, 616000 6801000, "
            + "616000 6802000, 615000 6801000)))", "L'Haÿ & <b>\"été\"</b>\r\nfin\u0001", -3.25, 2, false, 17897);
        Add(table, 3, "POLYGON((621000.1234 6801000.5678, 622000 6801000, 622000 6802000, 621000.1234 6801000.5678))", "MARAIS ÉTÉ", null,
            null, null, null);
        Add(table, 4, null, null, 1e-7, 4, true, 18500);
    }

    private static void WriteObstacles(GeoPackageWriter writer)
    {
        using var table = writer.CreateTable(new("seuils (ROE)", "Obstacles à l'écoulement", "", "geom", "POINT", false, Lambert93,
            [new("nom", "nom", FieldKind.Text, 0), new("type", "type", FieldKind.Text, 2), new("hauteur", "hauteur", FieldKind.Real, 0)]));
        for (var i = 0; i < ObstacleCount; i++)
        {
            Begin(table, i + 1, $"POINT({600_000 + i * 37 % 30_000} {6_800_000 + i * 101 % 30_000})");
            table.Value(0, FieldValue.Of(Utf8(i % 10 == 0 ? $"Écluse {i}" : $"seuil {i}")));
            if (i % 7 != 0)
                table.Value(1, FieldValue.Of(Utf8(i % 2 == 0 ? "12" : "01")));
            table.Value(2, FieldValue.Of(i / 4.0));
            table.End();
        }
    }

    private static void WriteRemarks(GeoPackageWriter writer)
    {
        using var table = writer.CreateTable(
            new("remarques", "Remarques", "", "", "", false, null, [new("texte", "texte", FieldKind.Text, 0)]));
        for (var i = 1; i <= 3; i++)
        {
            table.Begin(i);
            table.Value(0, FieldValue.Of(Utf8($"Remarque {i}")));
            table.End();
        }
    }

    private static void Add(GeoPackageTableWriter table, long id, string? wkt, string? name, double? length, long? rank, bool? active,
        int? day)
    {
        Begin(table, id, wkt);
        table.Value(0, name is null ? FieldValue.Null : FieldValue.Of(Utf8(name)));
        table.Value(1, length is { } real ? FieldValue.Of(real) : FieldValue.Null);
        table.Value(2, rank is { } integer ? FieldValue.Of(integer) : FieldValue.Null);
        table.Value(3, active is { } boolean ? FieldValue.Of(boolean) : FieldValue.Null);
        table.Value(4, day is { } date ? FieldValue.OfDays(date) : FieldValue.Null);
        table.Value(5, day is { } instant ? FieldValue.OfMilliseconds(instant * 86_400_000L + 36_000_500) : FieldValue.Null);
        table.End();
    }

    private static void Begin(GeoPackageTableWriter table, long id, string? wkt)
    {
        table.Begin(id);
        if (wkt is null)
            return;
        var geometry = new WKTReader().Read(wkt);
        var bounds = geometry.EnvelopeInternal;
        table.Geometry(id, geometry);
    }

    private static ReadOnlySpan<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
