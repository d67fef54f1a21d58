using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wfs;

/// <summary>WFS 2.0.0, 1.1.0 and 1.0.0, by address and by XML: finds the operation.</summary>
internal sealed class WfsService(Settings settings, FeatureAdmission admission) : IService
{
    private readonly GetFeature _getFeature = new(settings, admission);
    private readonly GetPropertyValue _getPropertyValue = new(settings, admission);

    /// <summary>Names by which a request without SERVICE is known to be for WFS.</summary>
    public static IReadOnlyList<string> Operations =>
        [.. WfsVersion.V200.Operations.Skip(1), "Transaction", "LockFeature", "GetFeatureWithLock", "CreateStoredQuery", "DropStoredQuery"];

    public ErrorDialect DialectOf(Parameters parameters) => WfsVersion.OfErrors(parameters).Errors;

    public string MethodsAt(string path) => Methods.Asking;

    public async Task Answer(ServiceRequest request)
    {
        var parameters = request.Parameters;
        IReadOnlyList<QueryText>? posted = null;
        if (IsXml(request))
            posted = await XmlRequests.Read(request);
        else if (parameters.Optional("SERVICE") is null)
            throw ServiceException.Missing("SERVICE");
        if (parameters.Optional("SERVICE") is { } service && !service.Equals("WFS", StringComparison.OrdinalIgnoreCase))
            throw ServiceException.Invalid("SERVICE", service, "WFS", "WFS");
        await Answer(request, posted);
    }

    private Task Answer(ServiceRequest request, IReadOnlyList<QueryText>? posted)
    {
        var name = request.Parameters.Required("REQUEST");
        if (name.Equals("GetCapabilities", StringComparison.OrdinalIgnoreCase))
            return GetCapabilities.Answer(request, WfsVersion.Negotiate(request.Parameters), settings);
        var version = WfsVersion.Of(request.Parameters);
        return version.Operations.FirstOrDefault(operation => operation.Equals(name, StringComparison.OrdinalIgnoreCase)) switch
        {
            "DescribeFeatureType" => DescribeFeatureType.Answer(request, version),
            "GetFeature" => _getFeature.Answer(request, version, posted ?? KvpQueries.Read(request.Parameters, version)),
            "GetPropertyValue" => _getPropertyValue.Answer(request, version, posted ?? KvpQueries.Read(request.Parameters, version)),
            "ListStoredQueries" => StoredQueries.List(request),
            "DescribeStoredQueries" => StoredQueries.Describe(request),
            _ => throw ServiceException.Operation(name),
        };
    }

    /// <summary>A post that is not a form is XML, whatever its type says.</summary>
    private static bool IsXml(ServiceRequest request) =>
        HttpMethods.IsPost(request.Context.Request.Method)
        && request.Context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true
        && request.Context.Request.ContentLength != 0;
}
