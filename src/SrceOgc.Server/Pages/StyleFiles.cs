using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SrceOgc.Rendering.Styles.Writers;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary><c>/styles/{layer}/{style}.{sld,qml,json}</c>: a style given back; as it was written where it was written so, else in those terms.</summary>
internal sealed class StyleFiles : IService
{
    public const string Folder = "/styles/";

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        var parts = request.Context.Request.Path.Value![Folder.Length..].Split('/');
        if (parts.Length != 2 || request.Catalog.Find(parts[0]) is not { } layer)
            throw NotFound();
        var dot = parts[1].LastIndexOf('.');
        var style = dot < 0 ? null : layer.Styles.FirstOrDefault(s => s.Name == parts[1][..dot]) ?? (parts[1][..dot] == "default" ? layer.DefaultStyle : null);
        if (style is null)
            throw NotFound();
        if (request.IsNotModified(style.Version + parts[1][dot..]))
            return Task.CompletedTask;
        return parts[1][dot..] switch
        {
            ".qml" => request.Send("text/xml; charset=utf-8", Qml(layer, style)),
            ".sld" => request.Send("application/vnd.ogc.sld+xml; charset=utf-8", Sld(layer, style)),
            ".json" => request.Send("application/json; charset=utf-8", Json(layer, style)),
            _ => throw NotFound(),
        };
    }

    private static byte[] Qml(CatalogLayer layer, CatalogStyle style) => Encoding.UTF8.GetBytes(
        style.Source.Qml ?? "<!DOCTYPE qgis>\n" + QmlWriter.Write(style.Style, layer.Type.Family));

    private static byte[] Sld(CatalogLayer layer, CatalogStyle style) => Encoding.UTF8.GetBytes(
        style.Source.Qml is null && style.Source.Sld is { } written ? written : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + SldWriter.Write([(layer.Name, [style.Style])]));

    private static byte[] Json(CatalogLayer layer, CatalogStyle style)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }))
            StyleJson.Write(json, layer.Name, style.Style);
        return stream.ToArray();
    }

    private static ServiceException NotFound() => new("NotFound", null, new("Ce style n'existe pas.", "There is no such style."), 404);
}
