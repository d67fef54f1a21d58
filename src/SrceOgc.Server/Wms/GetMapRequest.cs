using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>The map that the parameters of GetMap ask for (WMS 1.3.0, 7.3.3).</summary>
internal static class GetMapRequest
{
    public static MapRequest Of(ServiceRequest request, WmsVersion version, Settings settings)
    {
        var parameters = request.Parameters;
        var layers = LayersOf(request);
        var view = MapViewParameters.Of(request, version, settings);
        var format = OfferedFormats.Find(OfferedFormats.Maps, "FORMAT", parameters.Required("FORMAT"));
        return new(view, layers, format, BackgroundOf(parameters, format.Format))
        {
            HasSentStyle = parameters.Optional("SLD_BODY") is not null,
            ChoicesKey = LayerChoices.CacheKey(parameters),
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
        sent?.Find(layer, name) ?? StyledLayer.StyleOf(layer, name, "STYLES");

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
