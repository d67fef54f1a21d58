using System.Text.Json;
using System.Xml;
using Microsoft.OData.Edm.Csdl;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>$metadata: CSDL in XML, or in JSON when asked for.</summary>
internal static class MetadataDocument
{
    public static async Task Answer(ServiceRequest request, ODataOptions options)
    {
        var isJson = IsJsonAsked(request, options);
        if (isJson)
            request.Response.Headers["OData-Version"] = "4.01";
        if (request.IsNotModified($"m{request.Catalog.Sequence}{isJson}"))
            return;
        var bytes = request.Catalog.Memo.GetOrAdd($"odata $metadata {isJson}", () => isJson ? Json(request) : Xml(request));
        await using var answer = new StreamedAnswer(request, isJson ? "application/json; charset=utf-8" : "application/xml; charset=utf-8");
        answer.Output.Write(bytes);
        await answer.Complete();
    }

    private static bool IsJsonAsked(ServiceRequest request, ODataOptions options) => options.Format?.ToLowerInvariant() switch
    {
        null => request.Context.Request.Headers.Accept.ToString() is { Length: > 0 } accept && !accept.Contains("xml")
            && !accept.Contains("*/*") && accept.Contains("json"),
        "json" or "application/json" => true,
        "xml" or "application/xml" => false,
        var other => throw ServiceException.Invalid("$format", other, "xml ou json", "xml or json"),
    };

    private static byte[] Xml(ServiceRequest request) =>
        XmlAnswer.Make(xml => Check(CsdlWriter.TryWriteCsdl(ODataModel.Of(request.Catalog), xml, CsdlTarget.OData, out var errors),
        errors));

    private static byte[] Json(ServiceRequest request) =>
        JsonAnswer.Make(json => Check(CsdlWriter.TryWriteCsdl(ODataModel.Of(request.Catalog), json, out var errors), errors));

    private static void Check(bool isWritten, IEnumerable<Microsoft.OData.Edm.Validation.EdmError> errors)
    {
        if (!isWritten)
            throw new InvalidOperationException("The entity data model is not valid: "
                + string.Join("; ", errors.Select(error => error.ErrorMessage)));
    }
}
