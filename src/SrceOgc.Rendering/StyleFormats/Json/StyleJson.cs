using System.Text.Json;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Json;

/// <summary>A style as JSON a script can read: rules with their conditions in QGIS's expression language, symbolizers with their main
/// properties.</summary>
public static class StyleJson
{
    public static void Write(Utf8JsonWriter json, string layer, Style style)
    {
        json.WriteStartObject();
        json.WriteString("layer", layer);
        json.WriteString("name", style.Name);
        json.WriteString("title", style.Title);
        if (style.Opacity < 1)
            json.WriteNumber("opacity", style.Opacity);
        WriteScales(json, style.Scales);
        WriteRules(json, "rules", style.Legend);
        WriteRules(json, "labels", style.Labels.SelectMany(pass => pass.Rules));
        json.WriteEndObject();
    }

    private static void WriteScales(Utf8JsonWriter json, ScaleRange scales)
    {
        if (scales.Min > 0)
            json.WriteNumber("minScaleDenominator", Math.Round(scales.Min));
        if (double.IsFinite(scales.Max))
            json.WriteNumber("maxScaleDenominator", Math.Round(scales.Max));
    }

    private static void WriteRules(Utf8JsonWriter json, string name, IEnumerable<Rule> rules)
    {
        json.WriteStartArray(name);
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("name", rule.Name);
            json.WriteString("title", rule.Title);
            if (rule.IsElse)
                json.WriteBoolean("else", true);
            if (rule.Filter is { } filter)
                json.WriteString("filter", ExpressionText.Of(filter));
            WriteScales(json, rule.Scales);
            json.WriteStartArray("symbolizers");
            foreach (var symbolizer in rule.Symbolizers)
                WriteSymbolizer(json, symbolizer);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSymbolizer(Utf8JsonWriter json, Symbolizer symbolizer)
    {
        json.WriteStartObject();
        switch (symbolizer)
        {
            case PolygonSymbolizer polygon:
                json.WriteString("type", "Polygon");
                WriteFill(json, polygon.Fill);
                break;
            case LineSymbolizer line:
                json.WriteString("type", "Line");
                WriteStroke(json, line.Stroke);
                break;
            case PointSymbolizer point:
                json.WriteString("type", "Point");
                WritePoint(json, point);
                break;
            case TextSymbolizer text:
                json.WriteString("type", "Text");
                json.WriteString("label", ExpressionText.Of(text.Label));
                WritePaint(json, "fill", text.Fill);
                WriteLength(json, "size", text.Size);
                break;
            case MarkerLineSymbolizer:
                json.WriteString("type", "MarkerLine");
                break;
            default:
                json.WriteString("type", "Arrow");
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteFill(Utf8JsonWriter json, Fill fill)
    {
        switch (fill)
        {
            case SolidFill solid:
                WritePaint(json, "fill", solid.Paint);
                break;
            case BitmapFill bitmap:
                json.WriteString("pattern", "bitmap");
                WritePaint(json, "fill", bitmap.Paint);
                break;
            case HatchFill hatch:
                json.WriteString("pattern", "hatch");
                json.WriteNumber("angle", hatch.Angle.Constant);
                WriteLength(json, "distance", hatch.Distance);
                foreach (var stroke in hatch.Strokes.Take(1))
                    WriteStroke(json, stroke);
                break;
            default:
                json.WriteString("pattern", "marks");
                break;
        }
    }

    private static void WritePoint(Utf8JsonWriter json, PointSymbolizer point)
    {
        WriteLength(json, "size", point.Size);
        if (point.Graphic is not MarkGraphic mark)
            return;
        json.WriteString("mark", mark.WellKnownName);
        if (!mark.Fill.IsNone)
            WritePaint(json, "fill", mark.Fill);
        if (mark.Stroke is { } stroke)
            WriteStroke(json, stroke);
    }

    private static void WriteStroke(Utf8JsonWriter json, Stroke stroke)
    {
        WritePaint(json, "stroke", stroke.Paint);
        WriteLength(json, "strokeWidth", stroke.Width);
        if (stroke.Dashes is not { } dashes)
            return;
        json.WriteStartArray("dashes");
        foreach (var length in dashes.Lengths)
            json.WriteNumberValue(length);
        json.WriteEndArray();
    }

    private static void WritePaint(Utf8JsonWriter json, string name, Paint paint)
    {
        var color = paint.Color.Constant.WithOpacity(paint.Opacity.Constant);
        json.WriteString(name, paint.Color.Expression is { } expression
            ? ExpressionText.Of(expression) : $"#{color.R:x2}{color.G:x2}{color.B:x2}{(color.A < 255 ? $"{color.A:x2}" : "")}");
    }

    private static void WriteLength(Utf8JsonWriter json, string name, Length length)
    {
        if (length.Value.Expression is { } expression)
            json.WriteString(name, ExpressionText.Of(expression));
        else
            json.WriteNumber(name, Math.Round(length.Value.Constant, 4));
        json.WriteString(name + "Unit", length.Unit switch
        {
            LengthUnit.Millimetre => "mm",
            LengthUnit.Point => "pt",
            LengthUnit.MapUnit => "mapUnit",
            LengthUnit.GroundMetre => "m",
            LengthUnit.Percent => "%",
            _ => "px",
        });
    }
}
