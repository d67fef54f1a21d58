using System.Text;
using System.Text.Json;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>17-069r4, 7.13.</summary>
internal sealed class CollectionList(ServiceRequest request) : OgcDocument(request)
{
    public override string Title => "Collections";

    public override IReadOnlyList<(string Title, string Address)> Above => [("OGC API", Root)];

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteLinks(json, OwnLinks());
        json.WriteStartArray("collections");
        foreach (var layer in Request.Catalog.Layers)
        {
            var description = new CollectionDescription(Request, layer);
            json.WriteStartObject();
            description.WriteMembers(json);
            WriteLinks(json, description.Links()
                .Prepend(new AnswerLink("self", Representation.Json, $"{Root}/collections/{layer.Name}",
                layer.Title.In(Request.Language))));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public override void WriteHtml(StringBuilder html)
    {
        foreach (var theme in Request.Catalog.Layers.GroupBy(layer => layer.Theme))
        {
            html.Append($"<h2>{HtmlText.Encode(theme.Key.Title.Text.In(Request.Language))}</h2><ul>");
            foreach (var layer in theme)
                html.Append($"<li><a href=\"{HtmlText.Encode($"{Root}/collections/{layer.Name}")}\">")
                    .Append($"{HtmlText.Encode(layer.Title.In(Request.Language))}</a> ({layer.Type.Count})</li>");
            html.Append("</ul>");
        }
    }
}
