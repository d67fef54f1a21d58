using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Symbol layers that cover polygons.</summary>
internal static class QmlFills
{
    public static List<Symbolizer> Simple(QmlLayer layer)
    {
        var p = layer.Properties;
        var result = new List<Symbolizer>();
        var (x, y) = p.Pair("offset", "offset");
        var paint = p.Paint("color", "fillColor", layer.Opacity, new Rgba(0, 0, 255));
        if (!paint.IsNone && QmlPens.Brush(p.Text("style", "solid"), paint) is { } fill)
            result.Add(new PolygonSymbolizer(fill) { OffsetX = x, OffsetY = y });
        if (QmlPens.Outline(layer) is { } outline)
            result.Add(new LineSymbolizer(outline) { OffsetX = x, OffsetY = y });
        return result;
    }

    public static List<Symbolizer> LinePattern(QmlLayer layer)
    {
        var p = layer.Properties;
        var lines = layer.ReadSub().OfType<LineSymbolizer>().Select(line => line.Stroke).ToList();
        if (lines.Count == 0)
            lines.Add(new Stroke
            {
                Paint = p.Paint("color", "fillColor", layer.Opacity, Rgba.Black),
                Width =
                p.Length("line_width", "outlineWidth", 0.5)
            });
        var hatch = new HatchFill(
            p.Number(p.First("angle", "lineangle"), "lineAngle", 45),
            p.Length("distance", "lineDistance", 5),
            p.Length("offset", "offset"),
            lines);
        return [new PolygonSymbolizer(hatch)];
    }

    public static List<Symbolizer> PointPattern(QmlLayer layer)
    {
        var p = layer.Properties;
        var marks = layer.ReadSub().OfType<PointSymbolizer>().ToList();
        if (marks.Count == 0)
            return [];
        return [new PolygonSymbolizer(
            new PatternFill(marks, p.Length("distance_x", "distanceX", 15), p.Length("distance_y", "distanceY", 15))
        {
            DisplacementX = p.Length("displacement_x", "displacementX"),
            DisplacementY = p.Length("displacement_y", "displacementY"),
            OffsetX = p.Length("offset_x", "offsetX"),
            OffsetY = p.Length("offset_y", "offsetY"),
            Angle = p.Number("angle", "angle"),
        })];
    }

    public static List<Symbolizer> Centroid(QmlLayer layer)
    {
        var p = layer.Properties;
        var source = p.Flag("point_on_surface") ? GeometrySource.PointOnSurface : GeometrySource.Centroid;
        return [.. layer.ReadSub().OfType<PointSymbolizer>().Select(mark => mark with
        {
            Source = source,
            EveryPart = p.Text("point_on_all_parts", "1") == "1",
            ClipToPolygon = p.Flag("clip_points"),
        })];
    }

    /// <summary>Points at random are drawn on a grid of the same density.</summary>
    public static List<Symbolizer> RandomMarkers(QmlLayer layer)
    {
        var p = layer.Properties;
        var marks = layer.ReadSub().OfType<PointSymbolizer>().ToList();
        layer.Losses.Approximate("remplissage de symboles aléatoires", "symboles disposés en grille de même densité");
        var spacing = p.Text("count_method") == "1"
            ? Math.Sqrt(p.Number("density_area", 250) / Math.Max(p.Number("point_count", 10), 1))
            : Math.Sqrt(250 / Math.Max(p.Number("point_count", 10), 1));
        var distance = layer.Context.Length(spacing, p.Text("density_area_unit"));
        return marks.Count == 0 ? []
            : [new PolygonSymbolizer(new PatternFill(marks, distance, distance) { DisplacementX = distance.Times(0.5) })];
    }

    public static List<Symbolizer> Svg(QmlLayer layer)
    {
        var p = layer.Properties;
        var result = new List<Symbolizer>();
        var width = p.Length(p.First("width", "pattern_width"), "width", 20, "pattern_width_unit");
        var source = p.Text("data") is { Length: > 0 } data ? data : p.Text("svgFile");
        if (source.Length > 0)
        {
            var mark = new PointSymbolizer(QmlMarkers.DrawingOrStand(source, layer))
            {
                Size = width,
                Rotation =
                p.Number("angle", "angle")
            };
            result.Add(new PolygonSymbolizer(new PatternFill([mark], width, width)));
        }

        result.AddRange(layer.ReadSub().OfType<LineSymbolizer>());
        return result;
    }

    public static List<Symbolizer> Gradient(QmlLayer layer, string layerClass)
    {
        var p = layer.Properties;
        layer.Losses.Approximate($"remplissage en dégradé « {layerClass} »", "couleur moyenne du dégradé");
        var mean = QmlColorRamps.Mean(key => p.Text(key));
        return [new PolygonSymbolizer(new SolidFill(((Paint)mean).Fade(layer.Opacity)))];
    }
}
