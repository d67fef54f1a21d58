using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>The point of a map that the parameters of GetFeatureInfo ask about (WMS 1.3.0, 7.4.3).</summary>
internal static class GetFeatureInfoRequest
{
    private const int MostFeatures = 1000;

    private static readonly string[] Filters = ["FILTER", "FILTER_GEOM", "CQL_FILTER", "FEATUREID", "LAYERDEFS"];

    public static FeatureInfoRequest Of(ServiceRequest request, WmsVersion version, Settings settings)
    {
        var parameters = request.Parameters;
        var view = MapViewParameters.Of(request, version, settings);
        return new(
            view, LayersOf(request),
            PixelOf(parameters, version, view),
            parameters.Optional("FEATURE_COUNT") is null ? 1 : parameters.Rounded("FEATURE_COUNT", 1, MostFeatures),
            OfferedFormats.Find(OfferedFormats.Info, "INFO_FORMAT", parameters.Optional("INFO_FORMAT") ?? "text/html"));
    }

    /// <summary>The layers queried from top to bottom, in the styles the map gives them.</summary>
    private static List<StyledLayer> LayersOf(ServiceRequest request)
    {
        var styles = StylesByName(request);
        var layers = new List<StyledLayer>();
        var names = LayerTree.Names("LAYERS", request.Parameters.Required("LAYERS"));
        var choices = LayerChoices.Of(request, names);
        choices?.RequireKnown(LayerTree.ResolveAll(request.Catalog, "LAYERS", names).Select(named => named.Layer));
        foreach (var name in LayerTree.Names("QUERY_LAYERS", request.Parameters.Required("QUERY_LAYERS")))
            foreach (var (_, layer) in Enumerable.Reverse(LayerTree.ResolveAll(request.Catalog, "QUERY_LAYERS", [name])))
                if (IndexOf(names, name) is var index && layers.Count < RequestLimits.MapLayers)
                    layers.Add(new(layer, StyledLayer.StyleOf(layer, styles.GetValueOrDefault(LayerTree.LocalName(name), ""), "STYLES"))
                    {
                        Choice = choices?.Of(index, layer) ?? LayerChoice.Whole,
                    });
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
            byName[LayerTree.LocalName(names[i])] = styles[i];
        return byName;
    }

    /// <summary>WMS 1.3.0, 7.4.3.3 and table 9: only layers of the map may be asked.</summary>
    private static int IndexOf(string[] drawn, string name)
    {
        var index = Array.FindIndex(drawn, other => LayerTree.LocalName(other) == LayerTree.LocalName(name));
        return index >= 0 ? index : throw new ServiceException("LayerNotQueryable", "QUERY_LAYERS", new(
            $"QUERY_LAYERS : la couche « {ServiceException.Shortened(name)} » n'est pas dans LAYERS.",
                $"QUERY_LAYERS: layer '{ServiceException.Shortened(name)}' is not among LAYERS."));
    }

    /// <summary>The name of the version, or else of the other one: clients mix them.</summary>
    private static string NameOf(Parameters parameters, string own, params ReadOnlySpan<string> names)
    {
        if (parameters.Optional(own) is null)
            foreach (var name in names)
                if (parameters.Optional(name) is not null)
                    return name;
        return own;
    }

    /// <summary>Null where a filter alone says what is asked for, as in QGIS Server.</summary>
    private static (int X, int Y)? PixelOf(Parameters parameters, WmsVersion version, MapView view)
    {
        var (x, y) = (NameOf(parameters, version.XParameter, "I", "X"), NameOf(parameters, version.YParameter, "J", "Y"));
        var isByFilter = parameters.Optional(x) is null && parameters.Optional(y) is null
            && Filters.Any(name => parameters.Optional(name) is not null);
        return isByFilter ? null
            : (Pixel(parameters, x, version.InvalidPoint, view.Width), Pixel(parameters, y, version.InvalidPoint, view.Height));
    }

    private static int Pixel(Parameters parameters, string name, string code, int size)
    {
        var text = parameters.Required(name);
        // Pages that compute a pixel send fractions of it; what lies within the picture is in one of its pixels.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var pixel) && pixel >= 0 && pixel <= size - 0.5
            ? Math.Min((int)Math.Round(pixel), size - 1)
            : throw new ServiceException(code, name, new(
                $"{name} : « {ServiceException.Shortened(text)} » ne convient pas ; attendu : un entier de 0 à {size - 1}.",
                $"{name}: '{ServiceException.Shortened(text)}' is not valid; expected: an integer from 0 to {size - 1}."));
    }
}
