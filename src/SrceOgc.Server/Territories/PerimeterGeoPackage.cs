using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.SingleLayers;

namespace SrceOgc.Server.Territories;

/// <summary>Polygons of a GeoPackage with one layer that has a geometry, or of a zip with such a file or a Shapefile.</summary>
internal sealed class PerimeterGeoPackage(PerimeterReading reading, RequestBudget budget)
{
    private const int MostTimesUnpacked = 8;

    /// <summary>What a Shapefile without a system is read in: nothing says.</summary>
    private static readonly GeoPackageTable Expected = new("perimetre", "", "", null, "geom", "MULTIPOLYGON", null, []);

    /// <summary>SQLite file format, 1.3.1; APPNOTE of the zip format, 4.3.7.</summary>
    public static bool Is(string path)
    {
        Span<byte> start = stackalloc byte[16];
        using var file = File.OpenRead(path);
        var head = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return head.StartsWith("SQLite format 3\0"u8) || head.StartsWith("PK\u0003\u0004"u8);
    }

    /// <inheritdoc cref="PerimeterGeoJson.Read"/>
    public Crs Read(string path)
    {
        try
        {
            var received = DeliveredLayer.Of(path, Path.GetDirectoryName(path)!, Expected,
                (long)RequestLimits.PerimeterBytes * MostTimesUnpacked, budget);
            using var file = GeoPackageFile.Open(received.Path, budget);
            if (file.Tables.Where(table => table.GeometryColumn is not null).ToArray() is not [var layer])
                throw PerimeterReading.Wrong("un GeoPackage de périmètre a une couche, et une seule, avec une géométrie",
                    "a perimeter's GeoPackage has one layer with a geometry, and one only");
            var system = GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, layer.Srs!)
                ?? throw PerimeterReading.Wrong($"son système de coordonnées (srs_id {layer.Srs!.Id}) n'est pas connu",
                    $"its coordinate reference system (srs_id {layer.Srs!.Id}) is unknown");
            reading.TryName(layer.Title);
            AddRows(file, layer);
            return system.IsGeographic ? CrsRegistry.Standard.LonLat : system;
        }
        catch (GeoPackageException fault)
        {
            throw PerimeterReading.Wrong(fault.Message.TrimEnd('.'), "this GeoPackage cannot be read");
        }
        catch (GeometryException fault)
        {
            throw PerimeterReading.Wrong(fault.Message, "a geometry of this GeoPackage cannot be read");
        }
    }

    private void AddRows(GeoPackageFile file, GeoPackageTable layer)
    {
        using var wkb = new ByteBuffer();
        using var rows = file.Rows(layer with { Columns = [] });
        while (rows.Read())
        {
            budget.Look();
            if (rows.IsNull(1))
                continue;
            wkb.Clear();
            Add(rows.Blob(1), wkb);
        }
    }

    private void Add(ReadOnlySpan<byte> blob, ByteBuffer wkb)
    {
        if (!GeometryBlob.TryRead(blob, out var delivered, out _))
            throw PerimeterReading.Wrong("une géométrie n'est pas celle d'un GeoPackage", "a geometry is not that of a GeoPackage");
        if (delivered.IsEmpty)
            return;
        if (GeometryNormalizer.Normalize(delivered, wkb).Family is var family && family == GeometryFamily.None)
            return;
        if (family != GeometryFamily.Polygon)
            throw PerimeterReading.Wrong("la couche a autre chose que des surfaces", "the layer has other geometries than areas");
        var geometry = WkbGeometryReader.Read(wkb.Written);
        reading.CountVertices(geometry.NumPoints);
        reading.Add(geometry);
    }
}
