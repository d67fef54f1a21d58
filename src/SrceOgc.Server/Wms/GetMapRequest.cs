using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wms;

/// <summary>A layer asked for, in the style it will be drawn in.</summary>
internal readonly record struct StyledLayer(CatalogLayer Layer, CatalogStyle Style)
{
    /// <summary>What else the request asks of it.</summary>
    public LayerChoice Choice { get; init; } = LayerChoice.Whole;
}

/// <summary>A GetMap request understood (WMS 1.3.0, 7.3.3). Layers come from bottom to top.</summary>
internal sealed record GetMapRequest(MapView View, IReadOnlyList<StyledLayer> Layers, FormatRow<MapFormat> Format, Color Background)
{
    /// <summary>A style came with the request.</summary>
    public bool HasSentStyle { get; init; }

    /// <summary>The same request gives another picture a moment later.</summary>
    public bool IsVolatile => Layers.Any(layer => layer.Style.Style.IsVolatile);

    public static GetMapRequest Of(ServiceRequest request, WmsVersion version, Settings settings)
    {
        var parameters = request.Parameters;
        var layers = LayersOf(request);
        var view = MapView.Of(request, version, settings);
        var format = WmsFormats.Find(WmsFormats.Maps, "FORMAT", parameters.Required("FORMAT"));
        return new(view, layers, format, BackgroundOf(parameters, format.Format))
        {
            HasSentStyle = parameters.Optional("SLD_BODY") is not null,
        };
    }

    private static List<StyledLayer> LayersOf(ServiceRequest request)
    {
        // Names are counted before a style is read, and read once before any is bound.
        var names = request.Parameters.Optional("LAYERS") is { } list ? LayerTree.Names("LAYERS", list) : null;
        var sent = RequestStyles.Of(request.Parameters);
        if (sent is not null && names is null)
            return Chosen(request, sent.Layers(request.Catalog));
        names ??= request.Parameters.Required("LAYERS").Split(',');
        var styles = request.Parameters["STYLES"] is { Length: > 0 } text ? text.Split(',') : [];
        if (styles.Length > 0 && styles.Length != names.Length)
            throw ServiceException.Invalid("STYLES", request.Parameters["STYLES"]!,
                $"autant de styles que de couches ({names.Length}), ou rien", $"as many styles as layers ({names.Length}), or nothing");
        // All layers are known before the first style is bound.
        var resolved = new List<(int Index, CatalogLayer Layer)>();
        for (var i = 0; i < names.Length; i++)
            foreach (var layer in LayerTree.Resolve(request.Catalog, "LAYERS", names[i]))
                if (resolved.Count < RequestLimits.MapLayers)
                    resolved.Add((i, layer));
                else
                    throw LayerTree.TooMany("LAYERS", resolved.Count + 1);
        string NameOf(int index) => styles.Length > 0 ? styles[index] : "";
        var choices = LayerChoices.Of(request, names);
        choices?.RequireKnown(resolved.Select(found => found.Layer));
        return resolved.ConvertAll(found => new StyledLayer(found.Layer, StyleFor(found.Layer, NameOf(found.Index), sent))
        {
            Choice = choices?.Of(found.Index, found.Layer) ?? LayerChoice.Whole,
        });
    }

    /// <summary>Layers that a sent style names, in its order.</summary>
    private static List<StyledLayer> Chosen(ServiceRequest request, List<StyledLayer> layers)
    {
        var choices = LayerChoices.Of(request, layers.ConvertAll(layer => layer.Layer.Name));
        choices?.RequireKnown(layers.Select(layer => layer.Layer));
        return choices is null ? layers : [.. layers.Select((layer, index) => layer with { Choice = choices.Of(index, layer.Layer) })];
    }

    private static CatalogStyle StyleFor(CatalogLayer layer, string name, RequestStyles? sent) =>
        sent?.Find(layer, name) ?? StyleOf(layer, name, "STYLES");

    /// <summary>
    /// Empty and "default" both mean the default style: QGIS sends either. So does the key of the layer's theme, the style of its group,
    /// which the
    /// layers of the group inherit (WMS 1.3.0, 7.2.4.8).
    /// </summary>
    public static CatalogStyle StyleOf(CatalogLayer layer, string name, string parameter) =>
        layer.Styles.FirstOrDefault(s => s.Name == name)
        ?? (name is "" or "default" || name == layer.Theme.Key
            ? layer.DefaultStyle : throw new ServiceException("StyleNotDefined", parameter, new(
            $"{parameter} : la couche « {layer.Name} » n'a pas de style « {ServiceException.Shortened(name)} » ; au choix : "
                + $"{StyleNames(layer)}.",
            $"{parameter}: layer '{layer.Name}' has no style '{ServiceException.Shortened(name)}'; choose among: {StyleNames(layer)}.")));

    private static string StyleNames(CatalogLayer layer) => string.Join(", ", layer.Styles.Select(s => s.Name));

    /// <summary>TRANSPARENT wins where the format has transparency; BGCOLOR is 0xRRGGBB (WMS 1.3.0, 7.3.3.10).</summary>
    private static Color BackgroundOf(Parameters parameters, MapFormat format)
    {
        var color = ColorOf(parameters.Optional("BGCOLOR"));
        return parameters.Optional("TRANSPARENT")?.ToUpperInvariant() switch
        {
            "TRUE" or "1" => format == MapFormat.Jpeg ? color : Color.Transparent,
            "FALSE" or "0" or null => color,
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
