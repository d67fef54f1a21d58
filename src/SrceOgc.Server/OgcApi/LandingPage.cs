using System.Text;
using System.Text.Json;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>17-069r4, 7.2. The types of service-desc and data are what QGIS looks for, to the letter.</summary>
internal sealed class LandingPage(ServiceRequest request) : OgcDocument(request)
{
    public override string Title => Request.Catalog.Service.Title.Text.In(Request.Language);

    private string Abstract => Request.Catalog.Service.Abstract.Text.In(Request.Language);

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("title", Title);
        json.WriteString("description", Abstract);
        WriteLinks(json, Links());
        json.WriteEndObject();
    }

    public override void WriteHtml(StringBuilder html)
    {
        html.Append($"<p>{HtmlText.Encode(Abstract)}</p><ul>");
        foreach (var (address, title) in new[]
        {
            (Root + "/collections", Say("Les collections", "The collections")),
            (Root + "/conformance", Say("Conformité", "Conformance")),
            (Root + "/api?f=html", Say("Documentation de l'interface", "Documentation of the interface")),
            (Request.SiteUrl + "/", Say("Accueil et carte", "Home and map")),
        })
            html.Append($"<li><a href=\"{HtmlText.Encode(address)}\">{HtmlText.Encode(title)}</a></li>");
        html.Append("</ul>");
    }

    private IEnumerable<AnswerLink> Links() =>
    [
        .. OwnLinks(),
        new("service-desc", ApiDefinition.OpenApiType, Root + "/api",
            Say("Définition de l'interface (OpenAPI 3.0)", "Definition of the interface (OpenAPI 3.0)")),
        new("service-doc", Representation.Html, Root + "/api?f=html",
            Say("Documentation de l'interface", "Documentation of the interface")),
        new("conformance", Representation.Json, Root + "/conformance", Say("Classes de conformité", "Conformance classes")),
        new("data", Representation.Json, Root + "/collections", Say("Les collections", "The collections")),
        new("data", Representation.Html, Root + "/collections?f=html", Say("Les collections, en page web", "The collections as a page")),
    ];
}
