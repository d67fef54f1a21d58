using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.OData;

/// <summary>The form of an answer: JSON with or without control information, or CSV. $format goes before Accept.</summary>
internal readonly record struct ODataFormat(bool IsCsv, bool HasContext)
{
    public const string Json = "application/json";

    public string MediaType => IsCsv ? "text/csv; charset=utf-8" : JsonType(HasContext);

    public static string JsonType(bool hasContext) => $"application/json;odata.metadata={(hasContext ? "minimal" : "none")};charset=utf-8";

    public static ODataFormat Of(ServiceRequest request, ODataOptions options)
    {
        if (options.Format is { } asked)
            return Read(asked.Replace(" ", "").ToLowerInvariant())
                ?? throw ServiceException.Invalid("$format", asked, "json, application/json;odata.metadata=none ou csv",
                "json, application/json;odata.metadata=none or csv");
        foreach (var range in request.Context.Request.Headers.Accept.ToString().Split(','))
            if (Read(range.Replace(" ", "").ToLowerInvariant()) is { } format)
                return format;
        if (request.Context.Request.Headers.Accept.ToString().Contains("metadata=full", StringComparison.OrdinalIgnoreCase))
            throw new ServiceException("NotAcceptable", "Accept", new(
                "Accept : odata.metadata=full n'est pas proposé ; au choix : minimal ou none.",
                    "Accept: odata.metadata=full is not offered; choose minimal or none."), StatusCodes.Status406NotAcceptable);
        return new(IsCsv: false, HasContext: true);
    }

    private static ODataFormat? Read(string type) => type switch
    {
        "csv" => new(IsCsv: true, HasContext: false),
        "json" => new(IsCsv: false, HasContext: true),
        _ when type.StartsWith("text/csv", StringComparison.Ordinal) => new(IsCsv: true, HasContext: false),
        // Full metadata repeat on every entity what $metadata says; they are not written, and minimal ones are not called so.
        _ when type.StartsWith(Json, StringComparison.Ordinal) && !type.Contains("metadata=full") =>
            new(IsCsv: false, HasContext: !type.Contains("metadata=none")),
        _ => null,
    };
}
