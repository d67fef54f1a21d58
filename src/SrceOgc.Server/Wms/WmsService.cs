using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Drawing;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>WMS 1.3.0 and 1.1.1: finds the operation.</summary>
internal sealed class WmsService : IService
{
    private const int LargestDescriptor = 1 << 20;

    private readonly Dictionary<string, Func<ServiceRequest, WmsVersion, Task>> _operations;

    public WmsService(Settings settings, DrawingService drawing, MapAnswer maps, FeatureInfoAnswer infos)
    {
        var capabilities = new GetCapabilities(settings, drawing.Legends);
        var legend = new GetLegendGraphic(settings, drawing.Legends, drawing.Admission);
        var map = new GetMap(settings, maps, new ErrorImage(drawing.Fonts));
        var info = new GetFeatureInfo(settings, infos);
        _operations = new(StringComparer.OrdinalIgnoreCase)
        {
            ["GetCapabilities"] = capabilities.Answer,
            ["capabilities"] = capabilities.Answer,
            ["GetMap"] = map.Answer,
            ["map"] = map.Answer,
            ["GetFeatureInfo"] = info.Answer,
            ["feature_info"] = info.Answer,
            ["GetLegendGraphic"] = legend.Answer,
            ["GetLegendGraphics"] = legend.Answer,
            ["GetStyles"] = GetStyles.Answer,
            ["DescribeLayer"] = DescribeLayer.Answer,
        };
    }

    /// <summary>Names by which a request without SERVICE is known to be for WMS.</summary>
    public static IReadOnlyList<string> Operations { get; } =
        ["GetMap", "GetFeatureInfo", "GetLegendGraphic", "DescribeLayer", "GetStyles", "map", "capabilities", "feature_info"];

    public ErrorDialect DialectOf(Parameters parameters) => WmsVersion.Of(parameters).Errors;

    public string MethodsAt(string path) => Methods.Asking;

    public async Task Answer(ServiceRequest request)
    {
        var parameters = request.Parameters;
        await ReadDescriptor(request);
        if (parameters.Optional("SERVICE") is { } service && !service.Equals("WMS", StringComparison.OrdinalIgnoreCase))
            throw ServiceException.Invalid("SERVICE", service, "WMS", "WMS");
        var name = parameters.Required("REQUEST");
        if (!_operations.TryGetValue(name, out var operation))
            throw ServiceException.Operation(name);
        await operation(request, WmsVersion.Of(parameters));
    }

    /// <summary>A body of XML beside the parameters of the address is a StyledLayerDescriptor.</summary>
    private static async Task ReadDescriptor(ServiceRequest request)
    {
        var http = request.Context.Request;
        if (!HttpMethods.IsPost(http.Method) || http.ContentType?.Contains("xml", StringComparison.OrdinalIgnoreCase) != true)
            return;
        if (http.ContentLength is null or > LargestDescriptor)
            throw new ServiceException("InvalidParameterValue", "SLD_BODY", new(
                $"Le style envoyé doit annoncer sa longueur, d'au plus {LargestDescriptor} octets.",
                    $"The style sent must state its length, at most {LargestDescriptor} bytes."), 413);
        using var reader = new StreamReader(http.Body);
        request.Parameters.Set("SLD_BODY", await reader.ReadToEndAsync(request.Aborted));
    }
}
