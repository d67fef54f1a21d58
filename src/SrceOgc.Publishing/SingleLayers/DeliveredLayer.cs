using System.IO.Compression;
using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.SingleLayers;

/// <summary>
/// A received file with one layer, made into a GeoPackage beside it: a GeoPackage as it is, a zip with one or with a Shapefile, a GeoJSON
/// document. Its words on what was done to it are French, for the report.
/// </summary>
public sealed class DeliveredLayer
{
    public const string FileName = "couche.gpkg";

    private readonly List<Text> _notes = [];

    private DeliveredLayer(string path) => Path = path;

    public string Path { get; }

    public IReadOnlyList<Text> Notes => _notes;

    /// <param name="received">The file as it came.</param>
    /// <param name="folder">Where to work; whatever lies there goes with it.</param>
    /// <param name="served">The table it is to replace, which tells what a Shapefile or GeoJSON cannot.</param>
    /// <param name="maxBytes">How much may come out of a zip.</param>
    /// <param name="budget">What it may cost.</param>
    /// <exception cref="GeoPackageException">It is none of these, or damaged; the message is French.</exception>
    public static DeliveredLayer Read(string received, string folder, GeoPackageTable served, long maxBytes, RequestBudget budget)
    {
        var layer = new DeliveredLayer(System.IO.Path.Combine(folder, FileName));
        var start = Start(received);
        if (start.AsSpan().StartsWith("SQLite format 3"u8))
            File.Move(received, layer.Path);
        else if (start.AsSpan().StartsWith("PK\u0003\u0004"u8))
            layer.Unzip(received, folder, served, maxBytes, budget);
        else if (Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('{'))
            GeoJsonConversion.Write(received, layer.Path, served, layer._notes, budget);
        else
            throw new GeoPackageException(new(
                "Le fichier n'est ni un GeoPackage, ni une archive .zip avec un Shapefile, ni du GeoJSON.",
                "The file is neither a GeoPackage, nor a .zip with a Shapefile, nor GeoJSON."));
        return layer;
    }

    private static byte[] Start(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[16];
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    /// <summary>Paths of an archive are never used; what comes out is counted.</summary>
    private void Unzip(string received, string folder, GeoPackageTable served, long maxBytes, RequestBudget budget)
    {
        try
        {
            using var zip = ZipFile.OpenRead(received);
            var left = maxBytes;
            if (Only(zip, ".gpkg") is { } geoPackage)
            {
                Extract(geoPackage, Path, ref left, budget);
                if (zip.GetEntry(geoPackage.FullName + "-wal") is { } log)
                    Extract(log, Path + "-wal", ref left, budget);
                return;
            }

            var shapes = Only(zip, ".shp")
                ?? throw new GeoPackageException(new(
                    "L'archive ne contient ni fichier .gpkg ni fichier .shp.",
                    "The archive has neither a .gpkg nor a .shp file."));
            foreach (var extension in ShapefileConversion.Extensions)
                if (Find(zip, shapes, extension) is { } part)
                    Extract(part, System.IO.Path.Combine(folder, ShapefileConversion.Name + extension), ref left, budget);
            ShapefileConversion.Write(folder, Path, served, _notes, budget);
        }
        catch (InvalidDataException)
        {
            throw new GeoPackageException(new("L'archive zip est abîmée.", "The zip archive is damaged."));
        }
    }

    private static ZipArchiveEntry? Only(ZipArchive zip, string extension)
    {
        var found = zip.Entries.Where(entry => entry.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
        return found.Length < 2 ? found.FirstOrDefault()
            : throw new GeoPackageException(new(
                $"L'archive contient plusieurs fichiers {extension} ; il en faut un seul.",
                $"The archive has several {extension} files; there must be but one."));
    }

    private static ZipArchiveEntry? Find(ZipArchive zip, ZipArchiveEntry shapes, string extension) =>
        zip.Entries.FirstOrDefault(entry => entry.FullName.Equals(shapes.FullName[..^4] + extension, StringComparison.OrdinalIgnoreCase));

    private static void Extract(ZipArchiveEntry entry, string path, ref long left, RequestBudget budget)
    {
        using var source = entry.Open();
        using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[1 << 17];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            budget.Look();
            left -= read;
            if (left < 0)
                throw new GeoPackageException(new(
                    "L'archive contient plus que la taille permise (réglage maxGeoPackageMegabytes).",
                    "The archive holds more than is allowed (setting maxGeoPackageMegabytes)."));
            target.Write(buffer, 0, read);
        }
    }
}
