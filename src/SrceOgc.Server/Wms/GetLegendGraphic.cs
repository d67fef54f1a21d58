using System.Text.Encodings.Web;
using System.Text.Json;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Legends;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Vectors;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Drawing;
using SrceOgc.Server.Http;
using SrceOgc.Server.Maps;

namespace SrceOgc.Server.Wms;

/// <summary>
/// SLD 1.1.0 profile of WMS (05-078r4), clause 12: the legend of layers or groups, as a picture or JSON. With BBOX and CRS,
/// as QGIS sends them, only the classes present there; with SHOWFEATURECOUNT their numbers.
/// </summary>
internal sealed class GetLegendGraphic(Settings settings, LegendRenderer renderer, DrawingAdmission admission)
{
    private const int LargestSymbol = 500;

    public async Task Answer(ServiceRequest request, WmsVersion version)
    {
        var format = OfferedFormats.Find(OfferedFormats.Legends, "FORMAT", request.Parameters.Optional("FORMAT") ?? "image/png");
        var options = OptionsOf(request);
        var place = PlaceOf(request, version, settings);
        var layers = LayersOf(request);
        using var answer = new ByteSink(request.Budget);
        await admission.Take(
            CostOf(layers, options),
            request.Budget,
            () =>
            {
                var legend = layers.Select(l => Legend(l, options, place, request.Language, request.Budget)).ToArray();
                return format.Format switch
                {
                    LegendFormat.Json => WriteJson(request, legend, options, answer),
                    LegendFormat.Svg => WriteDrawing(request, legend, options, answer),
                    _ => WritePicture(legend, options, request.Budget, answer),
                };
            },
            request.Aborted);
        using var held = admission.Hold(answer.Length);
        request.Response.Headers.CacheControl = Answering.CacheFor(settings.CacheSeconds);
        if (format.Format == LegendFormat.Svg)
            request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Drawing;
        await request.Send(format.Format == LegendFormat.Json ? "application/json; charset=utf-8" : format.MediaType, answer.Memory);
    }

    /// <summary>How large the picture will be is known only when it is laid out: what more it takes is counted then.</summary>
    private static DrawingCost CostOf(List<StyledLayer> layers, LegendOptions options)
    {
        const int usualPixels = 300_000, manyLayers = 20;
        const double printed = 200;
        var cost = DrawingCost.Of(usualPixels, 0, isSent: false);
        return cost with { IsHeavy = layers.Count > manyLayers || options.Dpi > printed };
    }

    private static List<StyledLayer> LayersOf(ServiceRequest request)
    {
        var parameters = request.Parameters;
        var parameter = parameters.Optional("LAYER") is not null ? "LAYER" : "LAYERS";
        var list = parameters.Optional("LAYER") ?? parameters.Optional("LAYERS") ?? throw ServiceException.Missing("LAYER");
        var names = LayerTree.Names(parameter, list);
        var styles = (parameters.Optional("STYLE") ?? parameters.Optional("STYLES") ?? "").Split(',');
        var layers = new List<StyledLayer>();
        var choices = LayerChoices.Of(request, names);
        choices?.RequireKnown(LayerTree.ResolveAll(request.Catalog, parameter, names).Select(named => named.Layer));
        for (var i = 0; i < names.Length; i++)
            foreach (var (_, layer) in Enumerable.Reverse(LayerTree.ResolveAll(request.Catalog, parameter, [names[i]])))
                if (layers.Count < RequestLimits.MapLayers)
                    layers.Add(new(layer, StyledLayer.StyleOf(layer, i < styles.Length ? styles[i] : "", "STYLE"))
                    {
                        Choice =
                        choices?.Of(i, layer) ?? LayerChoice.Whole
                    });
                else
                    throw LayerTree.TooMany(parameter, layers.Count + 1);
        return layers;
    }

    private static LegendOptions OptionsOf(ServiceRequest request)
    {
        var parameters = request.Parameters;
        return new LegendOptionsParameter(parameters.Optional("LEGEND_OPTIONS")).Over(new()
        {
            Dpi = MapViewParameters.DpiOf(parameters),
            Denominator = parameters.Number("SCALE") is > 0 and var scale ? scale : null,
            Rule = parameters.Optional("RULE") ?? "",
            SymbolWidth = SideOf(parameters, "SYMBOLWIDTH", "WIDTH"),
            SymbolHeight = SideOf(parameters, "SYMBOLHEIGHT", "HEIGHT"),
            ShowCounts = IsTrue(parameters, "SHOWFEATURECOUNT", false),
            ShowLayerTitles = IsTrue(parameters, "LAYERTITLE", true),
            ShowRuleTitles = IsTrue(parameters, "RULELABEL", true),
            IsTransparent = IsTrue(parameters, "TRANSPARENT", false),
            IsEnglish = request.Language == Language.English,
        });
    }

    /// <summary>Of a symbol, in pixels; 0 for its own. WIDTH and HEIGHT larger than a symbol are of a picture, which is as large as it
    /// needs.</summary>
    private static int SideOf(Parameters parameters, string symbol, string picture)
    {
        if (parameters.Optional(symbol) is not null)
            return parameters.Rounded(symbol, 1, LargestSymbol);
        var side = parameters.Optional(picture) is null ? 0 : parameters.Rounded(picture, 0, LargestSymbol * 10);
        return side <= LargestSymbol ? side : 0;
    }

    private static bool IsTrue(Parameters parameters, string name, bool otherwise) =>
        parameters.Optional(name) is { } text ? text.Equals("TRUE", StringComparison.OrdinalIgnoreCase) || text == "1" : otherwise;

    /// <summary>The part of the map a contextual legend is about, when the request names one.</summary>
    private static MapView? PlaceOf(ServiceRequest request, WmsVersion version, Settings settings)
    {
        var hasPlace = request.Parameters.Optional("BBOX") is not null && request.Parameters.Optional(version.CrsParameter) is not null;
        return hasPlace ? MapViewParameters.PlaceOf(request, version, settings) : null;
    }

    private static LegendLayer Legend(StyledLayer layer, LegendOptions options, MapView? place, Language language, RequestBudget budget)
    {
        var counts = place is null && !options.ShowCounts ? null : Counts(layer, options, place, budget);
        return LegendLayer.Of(layer.Layer.Name, layer.Layer.Title.In(language), layer.Layer.Type.Family, layer.Style.Style, options,
            counts);
    }

    private static long[] Counts(StyledLayer layer, LegendOptions options, MapView? place, RequestBudget budget)
    {
        Envelope? window = place is null ? null : CrsTransform.Between(place.Crs, layer.Layer.Crs).TransformEnvelope(place.Extent);
        return LegendCounts.Of(layer.Style.Style, layer.Layer.Source, FeatureQuery.All
            with
        { Window = window, Filter = layer.Choice.Filter }, options.Scale, budget);
    }

    private bool WritePicture(IReadOnlyList<LegendLayer> legend, LegendOptions options, RequestBudget budget, ByteSink answer)
    {
        using var picture = renderer.Render(legend, options, budget);
        picture.Encode(ImageFormat.Png, answer);
        return true;
    }

    private bool WriteDrawing(ServiceRequest request, IReadOnlyList<LegendLayer> legend, LegendOptions options, ByteSink answer)
    {
        var (width, height) = renderer.SizeOf(legend, options);
        using var canvas = new SvgCanvas(width, height, request.Budget);
        if (!options.IsTransparent)
        {
            var whole = new PathBuffer();
            whole.AddRectangle(0, 0, width, height);
            canvas.Fill(whole, Color.White);
        }

        renderer.Draw(legend, options, canvas, request.Budget);
        canvas.Write(string.Join(", ", legend.Select(layer => layer.Title)), answer);
        return true;
    }

    private bool WriteJson(ServiceRequest request, IReadOnlyList<LegendLayer> legend, LegendOptions options, ByteSink answer)
    {
        using var json = new Utf8JsonWriter(answer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        new LegendJson(renderer, options, request.Budget).Write(json, request.Catalog.Service.Title.Text.In(request.Language), legend);
        return true;
    }
}
