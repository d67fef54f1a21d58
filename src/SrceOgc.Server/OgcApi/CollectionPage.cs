using System.Globalization;
using System.Text;
using System.Text.Json;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>17-069r4, 7.14.</summary>
internal sealed class CollectionPage(ServiceRequest request, CatalogLayer layer) : OgcDocument(request)
{
    private readonly CollectionDescription _description = new(request, layer);

    public override string Title => layer.Title.In(Request.Language);

    public override IReadOnlyList<(string Title, string Address)> Above => [("OGC API", Root), ("Collections", Root + "/collections")];

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        _description.WriteMembers(json);
        WriteLinks(json, [.. OwnLinks(), .. _description.Links()]);
        json.WriteEndObject();
    }

    public override void WriteHtml(StringBuilder html)
    {
        html.Append($"<p>{HtmlText.Encode(layer.Abstract.In(Request.Language))}</p>");
        if (!layer.GeographicExtent.IsEmpty)
            html.Append(HtmlPage.Map(Say("Carte de la couche", "Map of the layer"), MapAttributes()));
        html.Append($"<p>{HtmlText.Encode(Say($"{layer.Type.Count} objets, version {layer.Version}.",
            $"{layer.Type.Count} features, version {layer.Version}."))} {HtmlText.Encode(layer.Description.Attribution ?? "")}</p>");
        html.Append($"<h2>{Say("Lire et télécharger", "Read and download")}</h2><ul>");
        foreach (var link in _description.Links())
            html.Append($"<li><a href=\"{HtmlText.Encode(link.Href)}\">{HtmlText.Encode(link.Title)}</a></li>");
        html.Append("</ul>");
    }

    private string MapAttributes()
    {
        var box = layer.GeographicExtent;
        return string.Create(CultureInfo.InvariantCulture,
            $"data-wms=\"{HtmlText.Encode(Request.PublicUrl + "/wms")}\" data-layer=\"{layer.Name}\" "
                + $"data-bbox=\"{box.MinX:F6},{box.MinY:F6},{box.MaxX:F6},{box.MaxY:F6}\"");
    }
}
