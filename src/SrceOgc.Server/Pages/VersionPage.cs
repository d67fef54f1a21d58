using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
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

    private static byte[] Html(ServiceRequest request, Manifest manifest, bool isPinned)
    {
        var say = (string french, string english) => Encoded(request.Language == Language.French ? french : english);
        var citation = new Citation(manifest, request.Catalog.Service, request.SiteUrl);
        var title = say($"{manifest.Dataset}, version {manifest.Version}", $"{manifest.Dataset}, version {manifest.Version}");
        var html = new StringBuilder(
            $"<!DOCTYPE html>\n<html lang=\"{(request.Language == Language.French ? "fr" : "en")}\"><head><meta charset=\"utf-8\"><meta "
            + $"name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"stylesheet\" "
            + $"href=\"{Encoded(request.SiteUrl)}/actifs/page.css\"><title>{title}</title></head><body class=\"document\"><header>"
            + $"<h1>{title}</h1></header><main class=\"contenu\">");
        html.Append($"<p>{say($"Publiée le {manifest.Published.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}.",
            $"Published on {manifest.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.")} ");
        html.Append(isPinned
            ? say("Cette version est épinglée : elle reste à cette adresse.", "This version is pinned: it stays at this address.")
            : say("Cette version n'est pas épinglée : elle peut être retirée quand d'autres la suivent. Pour la citer durablement, "
                + "demandez à son producteur de l'épingler.",
                "This version is not pinned: it may go once others follow it. To cite it for long, ask its producer to pin it."));
        html.Append($"</p><h2>{say("Citer cette version", "Cite this version")}</h2>"
            + $"<p>{Encoded(citation.Sentence.In(request.Language))}</p>");
        AppendAddresses(html, request, say);
        return Encoding.UTF8.GetBytes(html.Append("</main></body></html>\n").ToString());
    }

    private static void AppendAddresses(StringBuilder html, ServiceRequest request, Func<string, string, string> say)
    {
        html.Append($"<h2>{say("La lire", "Read it")}</h2><ul><li><a href=\"{Encoded(request.PublicUrl)}/qgis/catalogue.qgz\" download>"
            + $"{say("Projet QGIS (.qgz)", "QGIS project (.qgz)")}</a></li>");
        foreach (var (name, path) in Services)
            html.Append($"<li>{Encoded(name)} : <code>{Encoded(request.PublicUrl)}/{path}</code></li>");
        html.Append($"</ul><h2>{say("Couches", "Layers")}</h2><ul>");
        foreach (var layer in request.Catalog.Layers)
            html.Append($"<li><a href=\"{Encoded(request.PublicUrl)}/ogc/collections/{Encoded(layer.Name)}\">"
                + $"{Encoded(layer.Title.In(request.Language))}</a></li>");
        html.Append("</ul>");
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
