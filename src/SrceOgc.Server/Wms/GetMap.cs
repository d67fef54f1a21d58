using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Maps;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Drawing;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wms;

/// <summary>WMS 1.3.0, 7.3: from the request to an image.</summary>
internal sealed class GetMap(Settings settings, MapRenderer renderer, DrawingTurn turn, ImageCache cache, ErrorImage errors)
{
    /// <summary>
    /// 1. Understand the request. 2. Answer 304 or from the cache when this very image is known. 3. Wait for a turn.
    /// 4. Draw and encode. 5. Send. A fault may be answered as an image (EXCEPTIONS).
    /// </summary>
    public async Task Answer(ServiceRequest request, WmsVersion version)
    {
        try
        {
            await AnswerMap(request, GetMapRequest.Of(request, version, settings));
        }
        catch (ServiceException fault) when (ErrorImage.IsWanted(request.Parameters))
        {
            await errors.Answer(request, fault);
        }
    }

    private async Task AnswerMap(ServiceRequest request, GetMapRequest map)
    {
        var key = Key(map);
        if (request.IsNotModified(Tag(key), settings.CacheSeconds))
            return;
        if (cache.Find(key) is { } known)
        {
            await request.Send(map.Format.MediaType, known);
            return;
        }

        using var image = new ByteSink(request.Budget);
        await turn.Take(CostOf(map), request.Budget, () => Draw(map, image, request.Budget), request.Aborted);
        using var held = turn.Hold(image.Length);
        cache.Keep(key, image.Memory);
        await request.Send(map.Format.MediaType, image.Memory);
    }

    private static DrawingCost CostOf(GetMapRequest map)
    {
        var groups = 0;
        foreach (var (_, style) in map.Layers)
            groups = Math.Max(groups, (style.Style.Opacity < 1 ? 1 : 0) + (style.Style.Passes.Any(pass => pass.Inverted) ? 1 : 0));
        return DrawingCost.Of((long)map.View.Width * map.View.Height, groups, map.HasSentStyle);
    }

    private bool Draw(GetMapRequest map, ByteSink image, RequestBudget budget)
    {
        using var rendered = renderer.Render(Scene(map), budget);
        rendered.Encode(map.Format.Format, image);
        return true;
    }

    private static MapScene Scene(GetMapRequest map) => new(map.View.Width, map.View.Height, map.View.Crs, map.View.Extent,
        [.. map.Layers.Select(l => new MapLayer(l.Layer.Source, l.Layer.Crs, l.Style.Style) { Rules = l.Style.Rules })])
    {
        Background = map.Background,
        Dpi = map.View.Dpi,
    };

    /// <summary>All that decides the pixels: what is drawn in which version and style, and how.</summary>
    private static string Key(GetMapRequest map)
    {
        var view = map.View;
        var key = new StringBuilder(200);
        key.Append(CultureInfo.InvariantCulture, $"{view.Crs.Srid} {view.Extent.MinX:R} {view.Extent.MinY:R} {view.Extent.MaxX:R} {view.Extent.MaxY:R} {view.Width} {view.Height} {view.Dpi:R} {map.Format.Format} {map.Background.Premultiplied:x}");
        foreach (var (layer, style) in map.Layers)
            key.Append(CultureInfo.InvariantCulture, $"\n{layer.Name} {layer.Stamp} {style.Version}{(style.Style.IsVolatile ? $" {Guid.NewGuid()}" : "")}");
        return key.ToString();
    }

    private static string Tag(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12));
}
