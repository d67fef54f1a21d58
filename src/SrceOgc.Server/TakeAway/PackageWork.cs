using System.IO.Compression;
using SrceOgc.Features.Formats;
using SrceOgc.Server.Http;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Jobs;

namespace SrceOgc.Server.TakeAway;

/// <summary>The making of a package that was asked for, within its request or by a job.</summary>
/// <param name="asked">What of which territory.</param>
/// <param name="ending">Of its name: the form.</param>
/// <param name="indicators">Figures that go along in a GeoPackage.</param>
internal sealed class PackageWork(PackageRequest asked, string ending, IndicatorReading indicators)
{
    public string FileName => asked.BaseName + ending;

    public string ContentType => ending switch
    {
        ".shp.zip" => FeatureFormats.Shapefile.MediaType,
        ".geojson" => "application/geo+json",
        ".zip" => "application/zip",
        _ => FeatureFormats.GeoPackage.MediaType,
    };

    /// <summary>Bytes of geometry, counted before work begins.</summary>
    /// <exception cref="SrceOgc.Features.Texts.ServiceException">413: too much.</exception>
    public long Count(RequestedWork work) => new Package(work, asked, JobProgress.Unwatched).Count();

    public void Write(RequestedWork work, Stream file, JobProgress progress)
    {
        var package = new Package(work, asked, progress);
        if (ending is ".shp.zip" or ".geojson")
        {
            package.Encode(ending == ".geojson" ? FeatureFormats.GeoJson : FeatureFormats.Shapefile, file);
            return;
        }

        IndicatorTable? table = indicators.Work.Definitions.IsEmpty ? null : new(indicators.InTurn(work, asked.Ground), null, null);
        using var geoPackage = package.GeoPackage(asked.BaseName + ".gpkg", table, out var project);
        if (ending == ".gpkg")
            geoPackage.CopyTo(file);
        else
            Zip(file, geoPackage, project);
    }

    private void Zip(Stream file, Stream geoPackage, byte[] project)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        using (var entry = zip.CreateEntry(asked.BaseName + ".gpkg", CompressionLevel.Fastest).Open())
            geoPackage.CopyTo(entry);
        using (var entry = zip.CreateEntry(asked.BaseName + ".qgz", CompressionLevel.NoCompression).Open())
            entry.Write(project);
    }
}
