using System.Text.Encodings.Web;
using System.Text.Json;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary>GET /api/v1/couches: the catalogue as JSON, by theme.</summary>
internal sealed class LayersApi : IService
{
    /// <summary>Themes shown when the page opens.</summary>
    private static readonly string[] ShownThemes = ["verte", "bleue"];

    public ErrorDialect DialectOf(Parameters parameters) => ErrorDialect.Problem;

    public Task Answer(ServiceRequest request)
    {
        if (request.IsNotModified($"l{request.Catalog.Sequence}{request.Language}", 0))
            return Task.CompletedTask;
        var document = request.Catalog.Memo.GetOrAdd($"couches {request.Language} {request.PublicUrl}", () => Write(request));
        return request.Send("application/json; charset=utf-8", document);
    }

    private static byte[] Write(ServiceRequest request)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("themes");
            foreach (var theme in request.Catalog.Layers.GroupBy(l => l.Theme))
                WriteTheme(json, theme, request.Language);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteTheme(Utf8JsonWriter json, IGrouping<Theme, CatalogLayer> theme, Language language)
    {
        json.WriteStartObject();
        json.WriteString("key", theme.Key.Key);
        json.WriteString("title", theme.Key.Title.Text.In(language));
        json.WriteStartArray("layers");
        foreach (var layer in theme)
            WriteLayer(json, layer, language);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLayer(Utf8JsonWriter json, CatalogLayer layer, Language language)
    {
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteString("title", layer.Title.In(language));
        json.WriteString("abstract", layer.Abstract.In(language));
        json.WriteString("dataset", layer.Publication.Dataset);
        json.WriteString("version", layer.Version);
        json.WriteNumber("count", layer.Type.Count);
        json.WriteString("geometry", layer.Type.Family.ToString());
        json.WriteString("attribution", layer.Description.Attribution);
        json.WriteBoolean("shown", ShownThemes.Contains(layer.Theme.Key));
        if (!layer.GeographicExtent.IsEmpty)
        {
            json.WriteStartArray("bbox");
            foreach (var corner in new[] { layer.GeographicExtent.MinX, layer.GeographicExtent.MinY, layer.GeographicExtent.MaxX, layer.GeographicExtent.MaxY })
                json.WriteNumberValue(Math.Round(corner, 6));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
