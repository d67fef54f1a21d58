using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Maps;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Drawing;
using SrceOgc.Server.FeatureRequests;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Maps;

/// <summary>
/// From a map asked for to its picture: 304 or from the cache when this very image is known; else it is drawn in its turn, encoded, kept
/// and sent.
/// </summary>
internal sealed class MapAnswer(Settings settings, MapRenderer renderer, DrawingAdmission admission, ImageCache cache)
{
    public async Task Answer(ServiceRequest request, MapRequest map)
    {
        var key = map.IsVolatile ? null : Key(map, request);
        if (key is null)
            request.Response.Headers.CacheControl = "no-store";
        else if (request.IsNotModified(Tag(key), settings.CacheSeconds))
            return;
        else if (cache.Find(key) is { } known)
        {
            await Send(request, map, known);
            return;
        }

        using var image = new ByteSink(request.Budget);
        await admission.Take(CostOf(request, map), request.Budget, () => Draw(request, map, image), request.Aborted);
        using var held = admission.Hold(image.Length);
        if (key is not null)
            cache.Keep(key, image.Memory);
        await Send(request, map, image.Memory);
    }

    private static DrawingCost CostOf(ServiceRequest request, MapRequest map)
    {
        var groups = 0;
        var isCostly = map.HasSentStyle;
        foreach (var layer in map.Layers)
        {
            var style = layer.Style.Style;
            groups = Math.Max(groups, (style.Opacity * layer.Choice.Opacity < 1 ? 1 : 0)
                + (style.Passes.Any(pass => pass.Inverted) ? 1 : 0));
            isCostly |= layer.Choice.Sort.Count > 0
                || (layer.Choice.Filter != Filter.All
                && QueryCost.IsCostly(request, layer.Layer.Source, new() { Filter = layer.Choice.Filter }));
        }

        var pixels = (long)map.View.Width * map.View.Height;
        return map.Format.Format.IsVector()
            ? DrawingCost.OfVectors() : DrawingCost.Of(pixels, groups, isCostly);
    }

    private static Task Send(ServiceRequest request, MapRequest map, ReadOnlyMemory<byte> image)
    {
        if (map.Format.Format == MapFormat.Svg)
            request.Response.Headers.ContentSecurityPolicy = ContentPolicy.Drawing;
        return request.Send(map.Format.MediaType, image);
    }

    private bool Draw(ServiceRequest request, MapRequest map, ByteSink image)
    {
        if (map.Format.Format.IsVector())
        {
            VectorMap.Write(request, map, Scene(map), renderer, image);
            return true;
        }

        using var rendered = renderer.Render(Scene(map), request.Budget);
        rendered.Encode(map.Format.Format.Image(), image);
        return true;
    }

    private static MapScene Scene(MapRequest map) => new(map.View.Width, map.View.Height, map.View.Crs, map.View.Extent,
        [.. map.Layers.SelectMany(Drawn)])
    {
        Background = map.Background,
        Dpi = map.View.Dpi,
        Angle = map.View.Angle,
    };

    /// <summary>The layer, and above it what of it is selected.</summary>
    private static IEnumerable<MapLayer> Drawn(StyledLayer layer)
    {
        var query = new FeatureQuery { Filter = layer.Choice.Filter, Sort = layer.Choice.Sort };
        yield return new(layer.Layer.Source, layer.Layer.Crs, layer.Style.Style)
        {
            Rules = layer.Style.Rules,
            Query = query,
            Opacity =
            layer.Choice.Opacity
        };
        if (layer.Choice.Selected.Count > 0)
            yield return new(layer.Layer.Source, layer.Layer.Crs, SelectionStyle.Of(layer.Layer.Type))
            {
                Query = new() { Filter = new AndFilter([layer.Choice.Filter, new IdFilter(layer.Choice.Selected)]) },
            };
    }

    /// <summary>All that decides the pixels: what is drawn in which version and style, and how.</summary>
    private static string Key(MapRequest map, ServiceRequest request)
    {
        var view = map.View;
        var key = new StringBuilder(200);
        key.Append(CultureInfo.InvariantCulture,
            $"{view.Crs.Srid} {view.Extent.MinX:R} {view.Extent.MinY:R} {view.Extent.MaxX:R} {view.Extent.MaxY:R} {view.Width} "
            + $"{view.Height} {view.Dpi:R} {view.Angle:R} {map.Format.Format} {map.Background.Premultiplied:x}");
        foreach (var layer in map.Layers)
            key.Append(CultureInfo.InvariantCulture,
                $"\n{layer.Layer.Name} {layer.Layer.Stamp} "
                + $"{layer.Style.Version}");
        key.Append('\n').Append(map.ChoicesKey);
        if (map.Format.Format.IsVector())
            key.Append('\n').Append(request.Language);
        return key.ToString();
    }

    private static string Tag(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12));
}
