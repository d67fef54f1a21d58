using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wms;

/// <summary>A GetFeatureInfo request understood (WMS 1.3.0, 7.4.3): a point of a map, in pixels from its upper left corner.</summary>
internal sealed record GetFeatureInfoRequest(MapView View, IReadOnlyList<StyledLayer> Layers, int X, int Y, int Count, FormatRow<InfoFormat> Format)
{
    private const int MostFeatures = 1000;

    public static GetFeatureInfoRequest Of(ServiceRequest request, WmsVersion version, Settings settings)
    {
        var parameters = request.Parameters;
        var view = MapView.Of(request, version, settings);
        return new(
            view, LayersOf(request),
            Pixel(parameters, version.XParameter, version.InvalidPoint, view.Width),
            Pixel(parameters, version.YParameter, version.InvalidPoint, view.Height),
            parameters.Integer("FEATURE_COUNT", 1, MostFeatures, 1),
            WmsFormats.Find(WmsFormats.Info, "INFO_FORMAT", parameters.Optional("INFO_FORMAT") ?? "text/html"));
    }

    /// <summary>The layers queried from top to bottom, in the styles the map gives them.</summary>
    private static List<StyledLayer> LayersOf(ServiceRequest request)
    {
        var styles = StylesByName(request);
        var layers = new List<StyledLayer>();
        foreach (var name in LayerTree.Names("QUERY_LAYERS", request.Parameters.Required("QUERY_LAYERS")))
            foreach (var (_, layer) in Enumerable.Reverse(LayerTree.ResolveAll(request.Catalog, "QUERY_LAYERS", [name])))
                if (layers.Count < RequestLimits.MapLayers)
                    layers.Add(new(layer, GetMapRequest.StyleOf(layer, styles.GetValueOrDefault(name, ""), "STYLES")));
                else
                    throw LayerTree.TooMany("QUERY_LAYERS", layers.Count + 1);
        return layers;
    }

    private static Dictionary<string, string> StylesByName(ServiceRequest request)
    {
        var names = request.Parameters.Optional("LAYERS") is { } text ? LayerTree.Names("LAYERS", text) : [];
        var styles = request.Parameters.List("STYLES") ?? [];
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(names.Length, styles.Length); i++)
            byName[names[i]] = styles[i];
        return byName;
    }

    private static int Pixel(Parameters parameters, string name, string code, int size)
    {
        var text = parameters.Required(name);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pixel) && pixel >= 0 && pixel < size ? pixel
            : throw new ServiceException(code, name, new(
                $"{name} : « {ServiceException.Shortened(text)} » ne convient pas ; attendu : un entier de 0 à {size - 1}.",
                $"{name}: '{ServiceException.Shortened(text)}' is not valid; expected: an integer from 0 to {size - 1}."));
    }
}
