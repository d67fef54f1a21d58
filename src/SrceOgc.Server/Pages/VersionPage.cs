using System.Globalization;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary><c>/versions/{dataset}-{number}</c>: where a citation leads. What the version is, how it is cited, and where it is
/// read.</summary>
internal sealed class VersionPage(DatasetStore store) : IService
{
    private static readonly (string Name, string Path)[] Services =
        [("WMS", "wms"), ("WFS", "wfs"), ("OGC API – Features", "ogc"), ("OData", "odata")];

    private readonly DocumentPage _page = new("version.html");

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        if (request.Catalog.Layers.Select(layer => layer.Publication).FirstOrDefault() is not { } manifest)
            throw new ServiceException("NotFound", null, new("Cette adresse n'existe pas.", "There is nothing at this address."), 404);
        var isPinned = store.IsPinned(manifest.Dataset, manifest.Version);
        request.Response.Headers.Vary = "Accept, Accept-Language";
        if (!request.Context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            return request.Send(JsonAnswer.MediaType, Json(request, manifest, isPinned));
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Page;
        return request.Send("text/html; charset=utf-8", Html(request, manifest, isPinned));
    }

    private static byte[] Json(ServiceRequest request, Manifest manifest, bool isPinned) => JsonAnswer.Make(json =>
    {
        json.WriteStartObject();
        json.WriteString("jeu", manifest.Dataset);
        json.WriteNumber("version", manifest.Version);
        json.WriteBoolean("epinglee", isPinned);
        json.WriteStartArray("couches");
        foreach (var layer in request.Catalog.Layers)
            json.WriteStringValue(layer.Name);
        json.WriteEndArray();
        new Citation(manifest, request.Catalog.Service, request.SiteUrl).Write(json, request.Language);
        json.WriteStartObject("adresses");
        foreach (var (_, path) in Services)
            json.WriteString(path, $"{request.PublicUrl}/{path}");
        json.WriteString("qgis", $"{request.PublicUrl}/qgis/catalogue.qgz");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private byte[] Html(ServiceRequest request, Manifest manifest, bool isPinned)
    {
        var citation = new Citation(manifest, request.Catalog.Service, request.SiteUrl);
        var published = new Text($"Publiée le {manifest.Published.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}.",
            $"Published on {manifest.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");
        return _page.Write(request, $"{manifest.Dataset}, version {manifest.Version}",
            ("published", published.In(request.Language)),
            ("isPinned", isPinned),
            ("sentence", citation.Sentence.In(request.Language)),
            ("url", request.PublicUrl),
            ("services", Services.Select(service => new ServiceView(service.Name, service.Path)).ToArray()),
            ("layers", request.Catalog.Layers.Select(layer => new LayerView(layer.Name, layer.Title.In(request.Language))).ToArray()));
    }

    private sealed record ServiceView(string Name, string Path);

    private sealed record LayerView(string Name, string Title);
}
