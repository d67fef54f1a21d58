using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Formats.GeoJson;
using SrceOgc.Features.Formats.OData;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>One property of one entity, or its bare value (part 1, 11.2.4).</summary>
internal static class EntityProperty
{
    public static Task Answer(ServiceRequest request, CatalogLayer layer, long id, string name, bool isRaw)
    {
        using var cursor = layer.Source.Open(new FeatureQuery { Filter = new IdFilter([id]) });
        if (!cursor.MoveNext())
            throw EntityReading.NotFound(layer, id);
        var field = layer.Type.IndexOf(name);
        if (field < 0 && name != EntityNames.Of(layer.Type).Key)
            throw new ServiceException("NotImplemented", name,
                new("La géométrie se lit avec son objet.", "A geometry is read with its feature."), 501);
        var value = field < 0 ? FieldValue.Of(cursor.Id) : cursor[field];
        if (value.IsNull)
        {
            request.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        using var output = new Utf8Output();
        if (isRaw)
            WriteRaw(output, value);
        else
            Write(output, value, $"{request.PublicUrl}{ODataService.Folder}/$metadata#{layer.Name}({id})/{name}");
        return request.Send(isRaw ? "text/plain; charset=utf-8" : ODataFormat.JsonType(hasContext: true), output.Written.ToArray());
    }

    private static void WriteRaw(Utf8Output output, in FieldValue value)
    {
        if (value.Kind is FieldKind.Text or FieldKind.Blob)
            output.Write(value.Bytes);
        else
            output.TryWrite(value);
    }

    private static void Write(Utf8Output output, in FieldValue value, string context)
    {
        output.Write("{\"@odata.context\":"u8);
        output.WriteJson(System.Text.Encoding.UTF8.GetBytes(context));
        output.Write(",\"value\":"u8);
        ODataEncoder.WriteValue(output, value);
        output.Write("}\n"u8);
    }
}
