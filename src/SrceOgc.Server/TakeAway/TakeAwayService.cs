using System.IO.Compression;
using SrceOgc.Features.Formats;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Texts;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.TakeAway;

/// <summary>
/// <code>
/// GET /emporter/{type}/{code}             the page: which layers, which form
/// GET /emporter/{type}/{code}.gpkg        a GeoPackage with its QGIS project inside; ?couches=&amp;tampon=metres&amp;decoupe=0|1
/// GET /emporter/{type}/{code}.zip         the same with the project beside it, as a .qgz
/// GET /emporter/{type}/{code}.shp.zip     Shapefiles
/// GET /emporter/{type}/{code}.geojson     one collection of all layers
/// </code>
/// Built in an admission, within the budget of the request, into a temporary file that goes when it was sent.
/// </summary>
internal sealed class TakeAwayService(TerritoryRequests territories, IndicatorReading indicators, FeatureAdmission admission) : IService
{
    public const string Folder = "/emporter/";

    /// <summary>The longest ending first.</summary>
    private static readonly string[] Endings = [".shp.zip", ".geojson", ".gpkg", ".zip"];

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public async Task Answer(ServiceRequest request)
    {
        request.Response.Headers.Vary = "Accept-Language";
        if (request.Path[Folder.Length..].Trim('/').Split('/') is not [var type, var last])
            throw NotFound();
        var ending = Array.Find(Endings, known => last.EndsWith(known, StringComparison.OrdinalIgnoreCase)) ?? "";
        request.Budget.Start();
        var asked = PackageRequest.Of(request, territories.Require(request, type, last[..^ending.Length]));
        request.Response.Headers.CacheControl = asked.Ground.Declared is null ? "private, no-cache" : "public, no-cache";
        if (ending.Length == 0)
        {
            request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
            await request.Send("text/html; charset=utf-8", TakeAwayPage.Write(request, asked));
            return;
        }

        var name = asked.BaseName + ending;
        request.Response.Headers.ContentDisposition = ContentDisposition.Write(name, isAttachment: true);
        request.Budget.Pause();
        using (await admission.Enter(true, request.Aborted))
        {
            request.Budget.Start();
            var package = new Package(request, asked);
            package.Check();
            await Send(request, asked, package, ending);
        }
    }

    private async Task Send(ServiceRequest request, PackageRequest asked, Package package, string ending)
    {
        using var output = new Utf8Output();
        switch (ending)
        {
            case ".shp.zip":
                await SendFile(request, FeatureFormats.Shapefile.MediaType, package.Encode(FeatureFormats.Shapefile, output).File!);
                break;
            case ".geojson":
                await request.Send("application/geo+json", package.Encode(FeatureFormats.GeoJson, output).Text);
                break;
            default:
                var table = Indicators(request, asked.Ground);
                await using (var file = package.GeoPackage(asked.BaseName + ".gpkg", table, out var project))
                    if (ending == ".gpkg")
                        await SendFile(request, FeatureFormats.GeoPackage.MediaType, file);
                    else
                        await SendFile(request, "application/zip", Zipped(asked.BaseName, file, project));
                break;
        }
    }

    private IndicatorTable? Indicators(ServiceRequest request, TerritoryGround ground) =>
        indicators.Work.Definitions.IsEmpty ? null : new(indicators.InTurn(request, request.Catalog, ground), null, null);

    private static async Task SendFile(ServiceRequest request, string contentType, Stream file)
    {
        await using (file)
        {
            request.Response.ContentType = contentType;
            request.Response.ContentLength = file.Length;
            request.Budget.Pause();
            if (!request.IsHead)
                await file.CopyToAsync(request.Response.Body, request.Aborted);
        }
    }

    private static FileStream Zipped(string name, Stream geoPackage, byte[] project)
    {
        var zipped = new FileStream(Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}"), FileMode.CreateNew,
            FileAccess.ReadWrite, FileShare.None, 1 << 17, FileOptions.DeleteOnClose);
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = zip.CreateEntry(name + ".gpkg", CompressionLevel.Fastest).Open())
                geoPackage.CopyTo(entry);
            using (var entry = zip.CreateEntry(name + ".qgz", CompressionLevel.NoCompression).Open())
                entry.Write(project);
        }

        zipped.Position = 0;
        return zipped;
    }

    private static ServiceException NotFound() => new("NotFound", null, new(
        "Cette adresse n'existe pas ; attendu : /emporter/{type}/{code}.gpkg, .zip, .shp.zip ou .geojson.",
        "There is no such address; expected: /emporter/{type}/{code}.gpkg, .zip, .shp.zip or .geojson."), 404);
}
