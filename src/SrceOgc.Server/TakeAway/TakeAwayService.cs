using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;
using SrceOgc.Server.Indicators;
using SrceOgc.Server.Jobs;
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
/// Built in an admission, within the budget of the request, into a temporary file that goes when it was sent; by a job when it is large.
/// </summary>
internal sealed class TakeAwayService(
    TerritoryRequests territories, IndicatorReading indicators, FeatureAdmission admission, JobQueue jobs) : IService
{
    public const string Path = "/emporter", Folder = "/emporter/";

    /// <summary>The longest ending first.</summary>
    private static readonly string[] Endings = [".shp.zip", ".geojson", ".gpkg", ".zip"];

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public async Task Answer(ServiceRequest request)
    {
        request.Response.Headers.Vary = "Accept-Language";
        if (request.Path[Path.Length..].Trim('/').Split('/') is not [var type, var last])
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

        var package = new PackageWork(asked, ending, indicators);
        request.Budget.Pause();
        using var turn = await admission.Enter(true, request.Aborted);
        request.Budget.Start();
        var bytes = package.Count(request.Work);
        if (bytes > RequestLimits.DirectVertices * Package.BytesOfVertex || JobAnswer.IsPreferred(request))
        {
            await JobAnswer.Accept(request, jobs, new(TitleOf(request, asked), package.FileName, package.ContentType, 2 * bytes,
                KeyOf(request, asked, ending), package.Write));
            return;
        }

        JobFiles.RequireRoom(System.IO.Path.GetTempPath(), bytes);
        await using var file = TemporaryFile();
        package.Write(request.Work, file, JobProgress.Unwatched);
        turn?.Dispose();
        await SendFile(request, package, file);
    }

    private static string TitleOf(ServiceRequest request, PackageRequest asked) =>
        $"{(request.Language == Language.French ? "Paquet" : "Package")} – {asked.Ground.Name}";

    private static string KeyOf(ServiceRequest request, PackageRequest asked, string ending) => string.Create(CultureInfo.InvariantCulture,
        $"{request.Catalog.Sequence} {asked.Ground.Type}/{asked.Ground.Code}{ending} {asked.Margin} {asked.IsCut} {request.Language} "
        + $"{string.Join(',', asked.Layers.Select(layer => layer.Name))}");

    private static FileStream TemporaryFile() => new(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}"),
        FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 17, FileOptions.DeleteOnClose);

    private static async Task SendFile(ServiceRequest request, PackageWork package, FileStream file)
    {
        request.Response.Headers.ContentDisposition = ContentDisposition.Write(package.FileName, isAttachment: true);
        request.Response.ContentType = package.ContentType;
        request.Response.ContentLength = file.Length;
        request.Budget.Pause();
        file.Position = 0;
        if (!request.IsHead)
            await file.CopyToAsync(request.Response.Body, request.Aborted);
    }

    private static ServiceException NotFound() => new("NotFound", null, new(
        "Cette adresse n'existe pas ; attendu : /emporter/{type}/{code}.gpkg, .zip, .shp.zip ou .geojson.",
        "There is no such address; expected: /emporter/{type}/{code}.gpkg, .zip, .shp.zip or .geojson."), 404);
}
