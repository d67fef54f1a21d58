using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Labels;
using SrceOgc.Rendering.Maps;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wms;

/// <summary>WMS 1.3.0 and 1.1.1: finds the operation.</summary>
internal sealed class WmsService : IService
{
    private readonly Dictionary<string, Func<ServiceRequest, WmsVersion, Task>> _operations;

    public WmsService(Settings settings, FontLibrary fonts)
    {
        var capabilities = new GetCapabilities(settings);
        var map = new GetMap(settings, new MapRenderer(fonts, scene => new MapLabels(scene.Width, scene.Height)), new DrawingTurn(settings), new ImageCache(settings.CacheMegabytes), new ErrorImage(fonts));
        var info = new GetFeatureInfo(settings);
        _operations = new(StringComparer.OrdinalIgnoreCase)
        {
            ["GetCapabilities"] = capabilities.Answer,
            ["capabilities"] = capabilities.Answer,
            ["GetMap"] = map.Answer,
            ["map"] = map.Answer,
            ["GetFeatureInfo"] = info.Answer,
            ["feature_info"] = info.Answer,
            ["DescribeLayer"] = DescribeLayer.Answer,
        };
    }

    /// <summary>Names by which a request without SERVICE is known to be for WMS.</summary>
    public static IReadOnlyList<string> Operations { get; } = ["GetMap", "GetFeatureInfo", "GetLegendGraphic", "DescribeLayer", "GetStyles", "map", "capabilities", "feature_info"];

    public ErrorDialect DialectOf(Parameters parameters) => WmsVersion.Of(parameters).Errors;

    public Task Answer(ServiceRequest request)
    {
        var parameters = request.Parameters;
        if (parameters.Optional("SERVICE") is { } service && !service.Equals("WMS", StringComparison.OrdinalIgnoreCase))
            throw ServiceException.Invalid("SERVICE", service, "WMS", "WMS");
        var name = parameters.Required("REQUEST");
        if (!_operations.TryGetValue(name, out var operation))
            throw ServiceException.Operation(name);
        return operation(request, WmsVersion.Of(parameters));
    }
}
