using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>OData JSON, 5: the entity sets.</summary>
internal static class ServiceDocument
{
    public static async Task Answer(ServiceRequest request, ODataOptions options)
    {
        var format = ODataFormat.Of(request, options);
        if (request.IsNotModified($"s{request.Catalog.Sequence}{request.Language}{format.HasContext}"))
            return;
        var bytes = request.Catalog.Memo.GetOrAdd($"odata {format.HasContext} {request.Language} {request.PublicUrl}", () =>
            Write(request, format));
        await request.Send(ODataFormat.JsonType(format.HasContext), bytes);
    }

    private static byte[] Write(ServiceRequest request, ODataFormat format) => JsonAnswer.Make(json =>
    {
        json.WriteStartObject();
        if (format.HasContext)
            json.WriteString("@odata.context", $"{request.PublicUrl}{ODataService.Folder}/$metadata");
        json.WriteStartArray("value");
        foreach (var layer in request.Catalog.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteString("title", layer.Title.In(request.Language));
            json.WriteString("kind", "EntitySet");
            json.WriteString("url", layer.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
