using System.Text.Json;
using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Images;

namespace SrceOgc.Rendering.Legends;

/// <summary>
/// A legend as JSON, in the shape QGIS Server gives it, which web clients already read: nodes of layers with their
/// symbols, each a title and a PNG in base64; a layer of one symbol carries it itself.
/// </summary>
public sealed class LegendJson(LegendRenderer renderer, LegendOptions options, RequestBudget budget)
{
    private const int DefaultWidth = 26;
    private const int DefaultHeight = 16;

    public void Write(Utf8JsonWriter json, string title, IReadOnlyList<LegendLayer> layers)
    {
        json.WriteStartObject();
        json.WriteString("title", title);
        json.WriteStartArray("nodes");
        for (var i = 0; i < layers.Count;)
            i = WriteNodes(json, layers, i);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A layer, or the run of layers of one group; returns the index of what follows.</summary>
    private int WriteNodes(Utf8JsonWriter json, IReadOnlyList<LegendLayer> layers, int first)
    {
        var group = layers[first].Group;
        if (group.Length == 0)
        {
            WriteLayer(json, layers[first]);
            return first + 1;
        }

        json.WriteStartObject();
        json.WriteString("type", "group");
        json.WriteString("title", group);
        json.WriteStartArray("nodes");
        var next = first;
        for (; next < layers.Count && layers[next].Group == group; next++)
            WriteLayer(json, layers[next]);
        json.WriteEndArray();
        json.WriteEndObject();
        return next;
    }

    private void WriteLayer(Utf8JsonWriter json, LegendLayer layer)
    {
        json.WriteStartObject();
        json.WriteString("type", "layer");
        json.WriteString("name", layer.Name);
        json.WriteString("title", layer.Title);
        if (layer.IsSingle)
        {
            WriteSymbol(json, layer, layer.Entries[0]);
        }
        else
        {
            json.WriteStartArray("symbols");
            foreach (var entry in layer.Entries)
            {
                json.WriteStartObject();
                json.WriteString("title", entry.Title);
                WriteSymbol(json, layer, entry);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteSymbol(Utf8JsonWriter json, LegendLayer layer, LegendEntry entry)
    {
        json.WriteString("rule", entry.Rule.Name);
        if (entry.Rule.Groups.Count > 0)
        {
            json.WriteStartArray("groups");
            foreach (var group in entry.Rule.Groups)
                json.WriteStringValue(group);
            json.WriteEndArray();
        }

        if (entry.Rule.Scales.Min > 0)
            json.WriteNumber("scaleMinDenom", Math.Round(entry.Rule.Scales.Min));
        if (double.IsFinite(entry.Rule.Scales.Max))
            json.WriteNumber("scaleMaxDenom", Math.Round(entry.Rule.Scales.Max));
        if (entry.Count is { } count)
            json.WriteNumber("count", count);
        WriteIcon(json, layer, entry);
    }

    private void WriteIcon(Utf8JsonWriter json, LegendLayer layer, LegendEntry entry)
    {
        var width = options.SymbolWidth > 0 ? options.SymbolWidth : (int)Math.Round(DefaultWidth * options.Scale.PixelsPerPixel);
        var height = options.SymbolHeight > 0
            ? options.SymbolHeight : (int)LegendSymbol.HeightOf(entry.Rule, options.Scale, DefaultHeight * options.Scale.PixelsPerPixel);
        using var picture = renderer.RenderSymbol(layer, entry, width, height, options with { IsTransparent = true }, budget);
        using var png = new ByteSink();
        picture.Encode(ImageFormat.Png, png);
        json.WriteBase64String("icon", png.Span);
    }
}
