using SrceOgc.Rendering.Styles.Expressions;
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
        var area = p.Number("density_area", "densityArea", 250);
        var distance = layer.Context.Length(Spacing(p.Text("count_method") == "1" ? area : 250, p.Number("point_count", "pointCount", 10)),
            p.Text("density_area_unit"));
        return marks.Count == 0 ? []
            : [new PolygonSymbolizer(new PatternFill(marks, distance, distance) { DisplacementX = distance.Times(0.5) })];
    }

    /// <summary>Between points of which so many stand in an area.</summary>
    private static Parameter<double> Spacing(Parameter<double> area, Parameter<double> count)
    {
        var spacing = Math.Sqrt(area.Constant / Math.Max(count.Constant, 1));
        if (area.IsConstant && count.IsConstant)
            return spacing;
        var points = FunctionCatalog.Call("max", [Computed(count), Literal.Of(1.0)]);
        return new(spacing, FunctionCatalog.Call("sqrt", [new Arithmetic(ArithmeticOperator.Divide, Computed(area), points)]));
    }

    private static StyleExpression Computed(Parameter<double> value) => value.Expression is { } expression
        ? FunctionCatalog.Call("coalesce", [expression, Literal.Of(value.Constant)]) : Literal.Of(value.Constant);

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

    /// <summary>What turns or moves a gradient's colours.</summary>
    private static readonly string[] Directions =
    [
        "angle", "gradientType", "gradientMode", "gradientSpread", "gradientRef1X", "gradientRef1Y", "gradientRef2X", "gradientRef2Y",
        "gradientRef1Centroid", "gradientRef2Centroid", "offset", "blurRadius", "shapeburstWholeShape", "shapeburstMaxDist",
        "shapeburstIgnoreRings",
    ];

    public static List<Symbolizer> Gradient(QmlLayer layer, string layerClass)
    {
        var p = layer.Properties;
        layer.Losses.Approximate($"remplissage en dégradé « {layerClass} »", "couleur moyenne du dégradé");
        foreach (var name in Directions)
            if (p.TakeOverride(name) is not null)
                layer.Losses.Approximate($"remplissage en dégradé, propriété définie par les données « {name} »",
                    "couleur moyenne du dégradé, la même dans toutes les directions");
        var (first, second) = (p.TakeOverride("fillColor"), p.TakeOverride("color2"));
        // QGIS asks for these colours where a gradient has two, not where it has a ramp.
        Parameter<Rgba> mean = p.Text("color_type", "0") == "0" && p.Has("gradient_color2")
            ? QmlColorRamps.Mean(p.Color("color", Rgba.Black), first, p.Color("gradient_color2", new Rgba(255, 255, 255)), second)
            : QmlColorRamps.Mean(key => p.Text(key));
        return [new PolygonSymbolizer(new SolidFill(new Paint(mean, 1.0).Fade(layer.Opacity)))];
    }
}
