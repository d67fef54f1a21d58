using System.Text;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>What all pages have around them. No script but the server's own files.</summary>
internal static class HtmlPage
{
    public const string MediaType = "text/html; charset=utf-8";

    private const string Assets = "/actifs/";

    public static byte[] Write(ServiceRequest request, OgcDocument document)
    {
        var html = new StringBuilder();
        AppendHead(html, request, document.Title, document.Above);
        document.WriteHtml(html);
        AppendFoot(html, request);
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    public static void AppendHead(StringBuilder html, ServiceRequest request, string title,
        IReadOnlyList<(string Title, string Address)> above)
    {
        var assets = HtmlText.Encode(request.SiteUrl + Assets);
        html.Append($"<!DOCTYPE html>\n<html lang=\"{(request.Language == Language.French ? "fr" : "en")}\">\n<head>\n<meta "
            + $"charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append($"<title>{HtmlText.Encode(title)}</title>\n<link rel=\"stylesheet\" href=\"{assets}ol.css\">\n<link "
            + $"rel=\"stylesheet\" href=\"{assets}page.css\">\n<link rel=\"icon\" href=\"{assets}icone.svg\" type=\"image/svg+xml\">\n"
            + $"</head>\n");
        html.Append($"<body class=\"document\">\n<header><nav "
            + $"aria-label=\"{(request.Language == Language.French ? "Fil d'Ariane" : "Breadcrumb")}\">");
        foreach (var (name, address) in above)
            html.Append($"<a href=\"{HtmlText.Encode(address)}\">{HtmlText.Encode(name)}</a> › ");
        html.Append($"</nav><h1>{HtmlText.Encode(title)}</h1></header>\n<section class=\"contenu\">\n");
    }

    public static void AppendFoot(StringBuilder html, ServiceRequest request)
    {
        var assets = HtmlText.Encode(request.SiteUrl + Assets);
        html.Append($"</section>\n<footer><p>{HtmlText.Encode(request.Catalog.Service.AccessConstraints)}</p></footer>\n");
        html.Append($"<script src=\"{assets}ol.js\"></script>\n<script src=\"{assets}objets.js\"></script>\n</body>\n</html>\n");
    }

    /// <summary>A map of features or of a layer, which objets.js draws; without OpenLayers it stays away.</summary>
    public static string Map(string label, string attributes) =>
        $"<div id=\"carte\" class=\"carte\" role=\"application\" aria-label=\"{HtmlText.Encode(label)}\" hidden {attributes}></div>\n";
}
