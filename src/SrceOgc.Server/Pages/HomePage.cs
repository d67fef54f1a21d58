using System.Text;
using System.Text.Encodings.Web;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary>The first page: what is served, by theme, on a map, and the addresses to copy.</summary>
internal sealed class HomePage : IService
{
    private const string ContentPolicy = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private readonly string _template = Encoding.UTF8.GetString(new PageAsset("accueil.html", "text/html").Content!);

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        request.Response.Headers.Vary = "Accept-Language";
        var page = request.Catalog.Memo.GetOrAdd($"page {request.Language} {request.PublicUrl}", () => Encoding.UTF8.GetBytes(Write(request)));
        return request.Send("text/html; charset=utf-8", page);
    }

    private string Write(ServiceRequest request)
    {
        var page = new StringBuilder(_template);
        foreach (var (name, value) in Values(request))
            page.Replace("{{" + name + "}}", HtmlEncoder.Default.Encode(value));
        return page.Replace("{{tree}}", Tree(request)).ToString();
    }

    private static IEnumerable<(string Name, string Value)> Values(ServiceRequest request)
    {
        var isFrench = request.Language == Language.French;
        var service = request.Catalog.Service;
        yield return ("language", isFrench ? "fr" : "en");
        yield return ("title", service.Title.Text.In(request.Language));
        yield return ("abstract", service.Abstract.Text.In(request.Language));
        yield return ("url", request.PublicUrl);
        yield return ("skip", isFrench ? "Aller à la liste des couches" : "Go to the list of layers");
        yield return ("mapLabel", isFrench ? "Carte des couches choisies" : "Map of the chosen layers");
        yield return ("layersLabel", isFrench ? "Couches" : "Layers");
        yield return ("addressesLabel", isFrench ? "Utiliser ces couches dans QGIS" : "Use these layers in QGIS");
        yield return ("addressesHelp", isFrench
            ? "Dans QGIS : Couche ▸ Gestionnaire des sources de données ▸ WMS/WMTS ou WFS ▸ Nouveau, puis collez l'adresse."
            : "In QGIS: Layer ▸ Data Source Manager ▸ WMS/WMTS or WFS ▸ New, then paste the address.");
        yield return ("copy", isFrench ? "Copier" : "Copy");
        yield return ("footer", service.AccessConstraints);
    }

    private static string Tree(ServiceRequest request)
    {
        var html = new StringBuilder();
        foreach (var theme in request.Catalog.Layers.GroupBy(l => l.Theme))
        {
            html.Append($"<details open><summary><span class=\"pastille pastille-{Encoded(theme.Key.Key)}\"></span>{Encoded(theme.Key.Title.Text.In(request.Language))}</summary>");
            foreach (var layer in theme)
                AppendLayer(html, layer, request.Language);
            html.Append("</details>");
        }

        return html.ToString();
    }

    private static void AppendLayer(StringBuilder html, CatalogLayer layer, Language language)
    {
        html.Append($"<div class=\"couche\" data-layer=\"{Encoded(layer.Name)}\">");
        if (layer.IsSpatial)
            html.Append($"<label><input type=\"checkbox\"> <span>{Encoded(layer.Title.In(language))}</span></label>");
        else
            html.Append($"<span>{Encoded(layer.Title.In(language))}</span>");
        html.Append("</div>");
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
