using System.Globalization;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wms;

/// <summary>A layer asked for, in the style it will be drawn in.</summary>
internal readonly record struct StyledLayer(CatalogLayer Layer, CatalogStyle Style);

/// <summary>A GetMap request understood (WMS 1.3.0, 7.3.3). Layers come from bottom to top.</summary>
internal sealed record GetMapRequest(MapView View, IReadOnlyList<StyledLayer> Layers, FormatRow<ImageFormat> Format, Color Background)
{
    public static GetMapRequest Of(ServiceRequest request, WmsVersion version, Settings settings)
    {
        var parameters = request.Parameters;
        var layers = LayersOf(request);
        var view = MapView.Of(request, version, settings);
        var format = WmsFormats.Find(WmsFormats.Images, "FORMAT", parameters.Required("FORMAT"));
        return new(view, layers, format, BackgroundOf(parameters, format.Format));
    }

    private static List<StyledLayer> LayersOf(ServiceRequest request)
    {
        var sent = SentStyles.Of(request.Parameters);
        if (sent is not null && request.Parameters.Optional("LAYERS") is null)
            return Bounded([.. sent.Layers(request.Catalog)]);
        var names = request.Parameters.Required("LAYERS").Split(',');
        var styles = request.Parameters["STYLES"] is { Length: > 0 } text ? text.Split(',') : [];
        if (styles.Length > 0 && styles.Length != names.Length)
            throw ServiceException.Invalid("STYLES", request.Parameters["STYLES"]!, $"autant de styles que de couches ({names.Length}), ou rien", $"as many styles as layers ({names.Length}), or nothing");
        var layers = new List<StyledLayer>();
        for (var i = 0; i < names.Length; i++)
            foreach (var layer in LayerTree.Resolve(request.Catalog, "LAYERS", names[i]))
                layers.Add(new(layer, sent?.Find(layer, styles.Length > 0 ? styles[i] : "") ?? StyleOf(layer, styles.Length > 0 ? styles[i] : "", "STYLES")));
        return Bounded(layers);
    }

    private static List<StyledLayer> Bounded(List<StyledLayer> layers) => layers.Count <= LayerTree.MostLayers ? layers
        : throw ServiceException.Invalid("LAYERS", $"{layers.Count} couches", $"au plus {LayerTree.MostLayers} couches", $"at most {LayerTree.MostLayers} layers");

    /// <summary>Empty and "default" both mean the default style: QGIS sends either.</summary>
    public static CatalogStyle StyleOf(CatalogLayer layer, string name, string parameter) =>
        layer.Styles.FirstOrDefault(s => s.Name == name)
        ?? (name is "" or "default" ? layer.DefaultStyle : throw new ServiceException("StyleNotDefined", parameter, new(
            $"{parameter} : la couche « {layer.Name} » n'a pas de style « {ServiceException.Shortened(name)} » ; au choix : {StyleNames(layer)}.",
            $"{parameter}: layer '{layer.Name}' has no style '{ServiceException.Shortened(name)}'; choose among: {StyleNames(layer)}.")));

    private static string StyleNames(CatalogLayer layer) => string.Join(", ", layer.Styles.Select(s => s.Name));

    /// <summary>TRANSPARENT wins where the format has transparency; BGCOLOR is 0xRRGGBB (WMS 1.3.0, 7.3.3.10).</summary>
    private static Color BackgroundOf(Parameters parameters, ImageFormat format)
    {
        var color = ColorOf(parameters.Optional("BGCOLOR"));
        return parameters.Optional("TRANSPARENT")?.ToUpperInvariant() switch
        {
            "TRUE" => format == ImageFormat.Jpeg ? color : Color.Transparent,
            "FALSE" or null => color,
            var other => throw ServiceException.Invalid("TRANSPARENT", other, "TRUE ou FALSE", "TRUE or FALSE"),
        };
    }

    public static Color ColorOf(string? text)
    {
        if (text is null)
            return Color.White;
        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text.TrimStart('#');
        return digits.Length == 6 && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
            : throw ServiceException.Invalid("BGCOLOR", text, "une couleur 0xRRVVBB", "a colour 0xRRGGBB");
    }
}
