using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.SingleLayers;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Tests.Server;

namespace SrceOgc.Fuzz;

/// <summary>Files: a GeoPackage as it is delivered, built whole; a layer file as it may lie damaged in the store, read whole.</summary>
internal static class FileTargets
{
    public static readonly FuzzTarget GeoPackage =
        new("gpkg", static () => [Small()],
        ["gpkg_contents", "CREATE VIEW", "GENERATED ALWAYS AS", "SQLite format 3", "features", "layer_styles", "GP"], RunGeoPackage);

    /// <summary>One layer as a steward delivers it: GeoJSON, or a Shapefile in a zip.</summary>
    public static readonly FuzzTarget SingleLayer =
        new("couche-seule", static () => [GeoJson, Shapefile()],
        ["\"features\"", "\"geometry\"", "\"crs\"", "Polygon", "[[[", "1e308", "PK\u0003\u0004", ".dbf"], RunSingleLayer);

    public static readonly FuzzTarget LayerFile = new("couche", LayerSeeds, [], RunLayerFile);

    private static readonly string Folder = Directory.CreateTempSubdirectory("srceogc-fuzz").FullName;
    private static readonly CheckOptions Unprofiled = new(ProfileLibrary.Read(Folder), new StyleLibrary([]));

    private static byte[] Small() => TestGeoPackage.Bytes(TestGeoPackage.ObstacleCount - 3);

    private static void RunGeoPackage(ReadOnlyMemory<byte> input)
    {
        var build = Path.Combine(Folder, "livraison");
        Directory.CreateDirectory(build);
        try
        {
            Build(input, build);
        }
        catch (GeoPackageException)
        {
            // Refused in its own words.
        }
        finally
        {
            Directory.Delete(build, recursive: true);
        }
    }

    private static byte[] GeoJson => """
        {"type":"FeatureCollection","features":[{"type":"Feature","id":1,"geometry":{"type":"Polygon","coordinates":[[[2,48],[3,48],
        [3,49],[2,48]]]},"properties":{"nom":"a","date":"2020-01-02","rang":3}},
        {"type":"Feature","id":2,"geometry":null,"properties":{"nom":null}}]}
        """u8.ToArray();

    private static byte[] Shapefile()
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-fuzz").FullName;
        var attributes = new NetTopologySuite.Features.AttributesTable { { "nom", "a" }, { "rang", 3 } };
        NetTopologySuite.IO.Esri.Shapefile.WriteAllFeatures(
            [new NetTopologySuite.Features.Feature(new NetTopologySuite.Geometries.Point(650_000, 6_860_000), attributes)],
            Path.Combine(folder, "a.shp"));
        using var zip = new MemoryStream();
        System.IO.Compression.ZipFile.CreateFromDirectory(folder, zip);
        Directory.Delete(folder, recursive: true);
        return zip.ToArray();
    }

    private static void RunSingleLayer(ReadOnlyMemory<byte> input)
    {
        var folder = Path.Combine(Folder, "seule");
        Directory.CreateDirectory(folder);
        var received = Path.Combine(folder, "recu");
        File.WriteAllBytes(received, input.ToArray());
        var served = new GeoPackageTable("zones", "zones", "", "fid", "geom", "POLYGON",
            new(2154, "EPSG", 2154, "RGF93 v1 / Lambert-93", ""),
            [new("nom", "nom", FieldKind.Text, 0), new("date", "date", FieldKind.Date, 0)]);
        try
        {
            DeliveredLayer.Read(received, folder, served, 1 << 20, RequestBudget.Unlimited);
        }
        catch (GeoPackageException)
        {
            // Refused in its own words.
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PublicationBuild Build(ReadOnlyMemory<byte> input, string folder)
    {
        var path = Path.Combine(folder, "essai.gpkg");
        File.WriteAllBytes(path, input.ToArray());
        using var staging = Staging.TryCopy(path, Path.Combine(folder, "quarantaine"), within: null, CancellationToken.None)!;
        return PublicationBuild.Make(staging, new LayerNames("essai", []), Unprofiled, isWhole: true, RequestBudget.Unlimited,
            static (_, _, _) => { });
    }

    private static List<byte[]> LayerSeeds()
    {
        var folder = Path.Combine(Folder, "graines");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "essai.gpkg");
        File.WriteAllBytes(path, Small());
        using var staging = Staging.TryCopy(path, Path.Combine(folder, "quarantaine"), within: null, CancellationToken.None)!;
        var build = PublicationBuild.Make(staging, new LayerNames("essai", []), Unprofiled, isWhole: true, RequestBudget.Unlimited,
            static (_, _, _) => { });
        return [.. Directory.EnumerateFiles(build.Folder, "*.couche", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)];
    }

    private static void RunLayerFile(ReadOnlyMemory<byte> input)
    {
        var path = Path.Combine(Folder, "essai.couche");
        File.WriteAllBytes(path, input.ToArray());
        try
        {
            using var layer = PublishedLayer.Open(path);
            Read(layer, new FeatureQuery());
            Read(layer, new FeatureQuery { Window = layer.Type.Extent, Resolution = 100 });
        }
        catch (Exception fault) when (fault is InvalidDataException or DamagedLayerException)
        {
            // Damage that was seen.
        }
    }

    private static void Read(PublishedLayer layer, FeatureQuery query)
    {
        using var cursor = layer.Open(query);
        while (cursor.MoveNext())
        {
            _ = cursor.Geometry.Length;
            for (var field = 0; field < layer.Type.Fields.Count; field++)
                _ = cursor[field].IsNull ? 0 : cursor[field].Bytes.Length;
        }
    }
}
