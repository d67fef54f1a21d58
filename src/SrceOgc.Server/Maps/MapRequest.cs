using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Maps;

/// <summary>A layer asked for, in the style it will be drawn in.</summary>
internal readonly record struct StyledLayer(CatalogLayer Layer, CatalogStyle Style)
{
    /// <summary>What else the request asks of it.</summary>
    public LayerChoice Choice { get; init; } = LayerChoice.Whole;

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
}

/// <summary>A map asked for, by whatever protocol. Layers come from bottom to top.</summary>
internal sealed record MapRequest(MapView View, IReadOnlyList<StyledLayer> Layers, FormatRow<MapFormat> Format, Color Background)
{
    /// <summary>A style came with the request.</summary>
    public bool HasSentStyle { get; init; }

    /// <summary>What decides the pixels beside view, layers and styles, for the key of a kept image; empty for nothing.</summary>
    public string ChoicesKey { get; init; } = "";

    /// <summary>The same request gives another picture a moment later.</summary>
    public bool IsVolatile => Layers.Any(layer => layer.Style.Style.IsVolatile);
}
