using SrceOgc.Rendering.Styles.Marks;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Symbol layers that follow lines.</summary>
internal static class QmlLines
{
    public static List<Symbolizer> Simple(QmlLayer layer)
    {
        var p = layer.Properties;
        var style = p.Text("line_style", "solid");
        var paint = p.Paint(p.First("line_color", "color"), "outlineColor", layer.Opacity, new Rgba(35, 35, 35));
        var stroke = new Stroke
        {
            Paint = paint,
            Width = p.Length(p.First("line_width", "width"), "outlineWidth", 0.26, "line_width_unit"),
            Cap = p.Cap("capstyle"),
            Join = p.Join(),
            Dashes = p.Flag("use_custom_dash") ? CustomDashes(p) : QmlPens.Dashes(style),
        };
        ReportAdjustedDashes(layer);
        if (paint.IsNone || (style == "no" && !p.Flag("use_custom_dash")))
            return [];
        return [new LineSymbolizer(stroke)
        {
            PerpendicularOffset = Offset(p),
            InsideOnly = p.Flag("draw_inside_polygon"),
            Source = Rings(p),
            TrimStart = p.Length("trim_distance_start", "trimStart"),
            TrimEnd = p.Length("trim_distance_end", "trimEnd"),
        }];
    }

    /// <summary>QGIS counts offsets to the right of the line, SE to the left.</summary>
    private static Length Offset(QmlProperties p) => p.Length("offset", "offset").Times(-1);

    private static GeometrySource Rings(QmlProperties p) => p.Text("ring_filter") switch
    {
        "1" => GeometrySource.ExteriorRing,
        "2" => GeometrySource.InteriorRings,
        _ => GeometrySource.Feature,
    };

    private static DashPattern? CustomDashes(QmlProperties p)
    {
        var lengths = p.Text("customdash", "5;2").Split(';')
            .Select(part => double.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var length)
                ? Math.Max(length, 0) : 0)
            .ToArray();
        if (lengths.Length < 2 || lengths.Length % 2 != 0 || lengths.Sum() <= 0)
            return null;
        var unit = p.Context.Length(1.0, p.Text("customdash_unit"));
        var scale = unit.Value.Constant;
        return new([.. lengths.Select(length => length * scale)], unit.Unit, DashOffset(p, unit));
    }

    /// <summary>How far into the dashes a line begins, in their own unit.</summary>
    private static Parameter<double> DashOffset(QmlProperties p, Length unit)
    {
        var offset = p.Length("dash_pattern_offset", "dashPatternOffset");
        if (offset.Unit != unit.Unit && !offset.IsZero)
            p.Context.Losses.Approximate("décalage des tirets dans une autre unité que les tirets", "lu dans celle des tirets");
        return offset.Value;
    }

    private static void ReportAdjustedDashes(QmlLayer layer)
    {
        var p = layer.Properties;
        if (p.Flag("align_dash_pattern") || p.Flag("tweak_dash_pattern_on_corners"))
            layer.Losses.Approximate("tirets ajustés à la longueur ou aux angles", "tirets réguliers");
    }

    public static List<Symbolizer> Markers(QmlLayer layer)
    {
        var marks = layer.ReadSub().OfType<PointSymbolizer>().ToList();
        return marks.Count == 0 ? [] : [Along(layer, marks)];
    }

    /// <summary>Short lines across the line: marks that are one stroke long.</summary>
    public static List<Symbolizer> Hashes(QmlLayer layer)
    {
        var p = layer.Properties;
        var length = p.Length("hash_length", "lineDistance", 3);
        var angle = p.Number("hash_angle", "lineAngle");
        WellKnownMarks.TryFind("line", out var line);
        var marks = layer.ReadSub().OfType<LineSymbolizer>()
            .Select(hash => new PointSymbolizer(new MarkGraphic(line.Path) { WellKnownName = line.Name, Stroke = hash.Stroke })
            {
                Size =
                length,
                Rotation = angle
            })
            .ToList();
        return marks.Count == 0 ? [] : [Along(layer, marks)];
    }

    private static MarkerLineSymbolizer Along(QmlLayer layer, List<PointSymbolizer> marks)
    {
        var p = layer.Properties;
        return new(marks)
        {
            Placement = Placement(layer, p.First("placements", "placement")),
            Interval = p.Length("interval", "interval", 3),
            StartOffset = p.Length("offset_along_line", "offsetAlongLine"),
            PerpendicularOffset = Offset(p),
            Rotate = p.Text("rotate", "1") == "1",
            Source = Rings(p),
        };
    }

    /// <summary>One word up to QGIS 3.22, several joined by | since.</summary>
    private static MarkerPlacement Placement(QmlLayer layer, string key)
    {
        var result = MarkerPlacement.None;
        foreach (var word in layer.Properties.Text(key, "interval")
            .Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            result |= Placement(layer.Losses, word);
        return result == MarkerPlacement.None ? MarkerPlacement.Interval : result;
    }

    private static MarkerPlacement Placement(StyleLosses losses, string word)
    {
        switch (word.ToLowerInvariant())
        {
            case "interval": return MarkerPlacement.Interval;
            case "vertex": return MarkerPlacement.Vertices;
            case "firstvertex": return MarkerPlacement.FirstVertex;
            case "lastvertex": return MarkerPlacement.LastVertex;
            case "innervertices": return MarkerPlacement.InnerVertices;
            case "centralpoint": return MarkerPlacement.CentralPoint;
            case "segmentcenter": return MarkerPlacement.SegmentCenters;
            default:
                losses.Approximate($"ligne de symboles placés sur « {word} »", "symboles placés aux sommets");
                return MarkerPlacement.Vertices;
        }
    }

    public static List<Symbolizer> Arrow(QmlLayer layer)
    {
        var p = layer.Properties;
        var fill = layer.ReadSub();
        if (p.Text("arrow_type", "0") != "0")
            layer.Losses.Approximate("demi-flèche", "dessinée comme une flèche entière");
        return [new ArrowSymbolizer
        {
            Width = p.Length("arrow_width", "arrowWidth", 1),
            StartWidth = p.Length("arrow_start_width", "arrowStartWidth", 1),
            HeadLength = p.Length("head_length", "arrowHeadLength", 1.5),
            HeadThickness = p.Length("head_thickness", "arrowHeadThickness", 1.5),
            Heads = (ArrowHeads)Math.Clamp((int)p.Number("head_type"), 0, 2),
            Curved = p.Text("is_curved", "1") == "1",
            PerSegment = p.Text("is_repeated", "1") == "1",
            Fills = [.. fill.OfType<PolygonSymbolizer>().Select(polygon => polygon.Fill).OfType<SolidFill>().Select(solid => solid.Paint)],
            Strokes = [.. fill.OfType<LineSymbolizer>().Select(line => line.Stroke)],
        }];
    }

    /// <summary>Lines whose colour or width varies along them are drawn in their mean colour.</summary>
    public static List<Symbolizer> Plain(QmlLayer layer, string layerClass)
    {
        var p = layer.Properties;
        layer.Losses.Approximate($"couche de symbole « {layerClass} »", "trait uni de couleur moyenne");
        var inner = layer.ReadSub().OfType<PolygonSymbolizer>().Select(polygon => polygon.Fill).OfType<SolidFill>().FirstOrDefault();
        var paint = inner?.Paint
            ?? p.Paint(p.First("single_color", "color"), "outlineColor", layer.Opacity, QmlColorRamps.Mean(key => p.Text(key)));
        var width = p.Length(p.First("line_width", "width_value"), "outlineWidth", p.Number("single_width", 0.5),
            p.First("line_width_unit", "width_unit"));
        return [new LineSymbolizer(
            new Stroke { Paint = paint, Width = width, Cap = p.Cap("capstyle"), Join = p.Join() }) { PerpendicularOffset = Offset(p) }];
    }
}
