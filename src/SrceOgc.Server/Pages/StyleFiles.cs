using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.StyleFormats.Json;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.StyleFormats.Sld;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary><c>/styles/{layer}/{style}.{sld,qml,json}</c>: a style given back; as it was written where it was written so, else in those
/// terms.</summary>
internal sealed class StyleFiles : IService
{
    public const string Folder = "/styles/";

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        var parts = request.Context.Request.Path.Value![Folder.Length..].Split('/');
        if (parts.Length != 2 || request.Catalog.Find(parts[0]) is not { } layer)
            throw request.OrGone(NotFound(), parts[0]);
        var dot = parts[1].LastIndexOf('.');
        var style = dot < 0 ? null : layer.Styles.FirstOrDefault(s => s.Name == parts[1][..dot])
            ?? (parts[1][..dot] == "default" ? layer.DefaultStyle : null);
        if (style is null)
            throw NotFound();
        return parts[1][dot..] switch
        {
            ".qml" => Send(request, layer, style, ".qml", "text/xml; charset=utf-8", Qml),
            ".sld" => Send(request, layer, style, ".sld", "application/vnd.ogc.sld+xml; charset=utf-8", Sld),
            ".json" => Send(request, layer, style, ".json", "application/json; charset=utf-8", Json),
            _ => throw NotFound(),
        };
    }

    /// <summary>As a file to save, in an origin of its own: what was delivered never runs on this server's.</summary>
    private static Task Send(ServiceRequest request, CatalogLayer layer, CatalogStyle style, string extension, string type,
        Func<CatalogLayer, CatalogStyle, byte[]> write)
    {
        request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Delivered;
        if (request.IsNotModified(style.Version + extension))
            return Task.CompletedTask;
        request.Response.Headers.ContentDisposition = ContentDisposition.Write(style.Name + extension, isAttachment: true);
        return request.Send(type, write(layer, style));
    }

    private static byte[] Qml(CatalogLayer layer, CatalogStyle style) => Encoding.UTF8.GetBytes(
        style.Qml ?? "<!DOCTYPE qgis>\n" + QmlWriter.Write(style.Style, layer.Type.Family));

    private static byte[] Sld(CatalogLayer layer, CatalogStyle style) => Encoding.UTF8.GetBytes(
        style.Source.Qml is null && style.Sld is { } written ? written : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + SldWriter.Write([(layer.Name, [style.Style])]));

    private static byte[] Json(CatalogLayer layer, CatalogStyle style)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }))
            StyleJson.Write(json, layer.Name, style.Style);
        return stream.ToArray();
    }

    private static ServiceException NotFound() => new("NotFound", null, new("Ce style n'existe pas.", "There is no such style."), 404);
}
