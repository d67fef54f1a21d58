using System.Text;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OgcApi;

/// <summary>Features as a page: a map that reads the same features as GeoJSON, and a table, or for one feature a card.</summary>
internal sealed class HtmlItemsEncoder(Utf8Output output, ServiceRequest request, CatalogLayer layer) : FeatureEncoder(output)
{
    private readonly string _collection = $"{request.PublicUrl}{OgcApiService.Folder}/collections/{layer.Name}";
    private CollectionHead _head = null!;
    private byte[] _rowOpen = [];
    private byte[][] _titles = [];
    private IReadOnlyList<int> _fields = [];

    public override void Begin(CollectionHead head, IReadOnlyList<LayerSelection> layers)
    {
        _head = head;
        var html = new StringBuilder();
        HtmlPage.AppendHead(html, request, layer.Title.In(request.Language), Above());
        if (layer.IsSpatial && head.Links.FirstOrDefault(link => link.Rel == "alternate") is { } geoJson)
            html.Append(HtmlPage.Map(Say("Carte des objets", "Map of the features"),
                $"data-objets=\"{HtmlText.Encode(geoJson.Href)}\" data-collection=\"{HtmlText.Encode(_collection)}\""));
        if (!head.IsSingleFeature)
            html.Append($"<p>{Say($"{head.Returned} objets sur {head.Matched}.", $"{head.Returned} of {head.Matched} features.")}</p>");
        AppendPager(html);
        Output.Write(html.ToString());
    }

    public override void BeginLayer(LayerSelection selection, CollectionHead head)
    {
        _fields = selection.Fields;
        _rowOpen = Encoding.UTF8.GetBytes($"<tr><th scope=\"row\"><a href=\"{HtmlText.Encode(_collection)}/items/");
        _titles = [.. _fields.Select(field => Encoding.UTF8.GetBytes(HtmlText.Encode(selection.Type.Fields[field].Title)))];
        Output.Write("<div class=\"tableau\"><table>"u8);
        if (!_head.IsSingleFeature)
            WriteTitles();
    }

    public override void Write(FeatureCursor feature)
    {
        if (_head.IsSingleFeature)
            WriteCard(feature);
        else
            WriteRow(feature);
    }

    public override void EndLayer() => Output.Write("</table></div>"u8);

    public override void End()
    {
        var html = new StringBuilder();
        AppendPager(html);
        HtmlPage.AppendFoot(html, request);
        Output.Write(html.ToString());
    }

    private void WriteTitles()
    {
        Output.Write("<thead><tr><th></th>"u8);
        foreach (var title in _titles)
        {
            Output.Write("<th scope=\"col\">"u8);
            Output.Write(title);
            Output.Write("</th>"u8);
        }

        Output.Write("</tr></thead>"u8);
    }

    private void WriteRow(FeatureCursor feature)
    {
        Output.Write(_rowOpen);
        Output.TryWrite(FieldValue.Of(feature.Id));
        Output.Write("\">"u8);
        Output.TryWrite(FieldValue.Of(feature.Id));
        Output.Write("</a></th>"u8);
        foreach (var field in _fields)
            WriteCell(feature[field]);
        Output.Write("</tr>\n"u8);
    }

    private void WriteCard(FeatureCursor feature)
    {
        for (var i = 0; i < _titles.Length; i++)
        {
            Output.Write("<tr><th scope=\"row\">"u8);
            Output.Write(_titles[i]);
            Output.Write("</th>"u8);
            WriteCell(feature[_fields[i]]);
            Output.Write("</tr>\n"u8);
        }
    }

    private void WriteCell(in FieldValue value)
    {
        Output.Write("<td>"u8);
        Output.TryWriteXml(value);
        Output.Write("</td>"u8);
    }

    private void AppendPager(StringBuilder html)
    {
        html.Append("<p class=\"pages\">");
        foreach (var link in _head.Links.Where(link => link.Rel is "prev" or "next" or "alternate"))
            html.Append($"<a rel=\"{link.Rel}\" href=\"{HtmlText.Encode(link.Href)}\">{HtmlText.Encode(link.Title)}</a> ");
        html.Append("</p>\n");
    }

    private List<(string Title, string Address)> Above()
    {
        var root = request.PublicUrl + OgcApiService.Folder;
        var above = new List<(string, string)> { ("OGC API", root), ("Collections", root + "/collections"),
            (layer.Title.In(request.Language), _collection) };
        if (_head.IsSingleFeature)
            above.Add((Say("Objets", "Features"), _collection + "/items"));
        return above;
    }

    private string Say(string french, string english) => request.Language == Language.French ? french : english;
}
