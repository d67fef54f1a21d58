using SrceOgc.Rendering.StyleFormats.Svg;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Marks;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Symbol layers that stand on points.</summary>
internal static class QmlMarkers
{
    public static List<Symbolizer> Simple(QmlLayer layer) =>
        [Placed(layer, Shape(layer, layer.Properties.Text("name", "circle")), 2)];

    /// <summary>Each layer of the fill symbol is a mark of its own, one over the other.</summary>
    public static List<Symbolizer> Filled(QmlLayer layer)
    {
        var shape = Shape(layer, layer.Properties.Text("name", "circle")) with { Fill = Paint.None, Stroke = null };
        var placed = Placed(layer, shape, 2);
        return [.. layer.ReadSub().Select(sub => sub switch
        {
            PolygonSymbolizer { Fill: SolidFill solid } => placed with { Graphic = shape with { Fill = solid.Paint } },
            PolygonSymbolizer polygon => placed with { Graphic = shape with { PatternFill = polygon.Fill } },
            LineSymbolizer line => placed with { Graphic = shape with { Stroke = line.Stroke } },
            _ => (Symbolizer?)null,
        }).OfType<Symbolizer>()];
    }

    public static List<Symbolizer> Ellipse(QmlLayer layer)
    {
        var p = layer.Properties;
        var shape = Shape(layer, p.Text("symbol_name", "circle"));
        var width = p.Length("symbol_width", "width", 4);
        var height = p.Length("symbol_height", "height", 3);
        if (width.Unit != height.Unit)
            layer.Losses.Approximate("ellipse de largeur et hauteur en unités différentes", "unité de la hauteur pour les deux");
        return [Placed(layer, shape, 3) with { Size = height, Aspect = Ratio(width.Value, height.Value) }];
    }

    private static Parameter<double> Ratio(Parameter<double> width, Parameter<double> height)
    {
        var constant = width.Constant / Math.Max(height.Constant, 1e-9);
        return width.IsConstant && height.IsConstant
            ? constant
            : new Parameter<double>(constant, new Arithmetic(ArithmeticOperator.Divide, AsExpression(width), AsExpression(height)));
    }

    private static StyleExpression AsExpression(Parameter<double> parameter) =>
        parameter.Expression is { } expression
            ? FunctionCatalog.Call("coalesce", [expression, Literal.Of(parameter.Constant)]) : Literal.Of(parameter.Constant);

    public static List<Symbolizer> Font(QmlLayer layer)
    {
        var p = layer.Properties;
        var style = p.Text("font_style");
        var glyph = new GlyphGraphic(p.Text("font", "DejaVu Sans"), p.Text("chr", "A"))
        {
            Bold = style.Contains("Bold", StringComparison.OrdinalIgnoreCase) || style.Contains("Gras", StringComparison.OrdinalIgnoreCase),
            Italic = style.Contains("Italic", StringComparison.OrdinalIgnoreCase)
                || style.Contains("Oblique", StringComparison.OrdinalIgnoreCase),
            Fill = p.Paint("color", "fillColor", layer.Opacity, Rgba.Black),
            Stroke = p.Number("outline_width") > 0 ? QmlPens.Outline(layer) : null,
        };
        return [Placed(layer, glyph, 4)];
    }

    public static List<Symbolizer> Svg(QmlLayer layer)
    {
        var p = layer.Properties;
        var source = p.Text("name");
        return [Placed(layer, DrawingOrStand(source, layer), 4)];
    }

    public static Graphic DrawingOrStand(string source, QmlLayer layer) => Drawing(source, layer) ?? (Graphic)Stand(source, layer);

    /// <summary>For a drawing that is not to be had: a mark of our own like it, else a disc, in its colours.</summary>
    private static MarkGraphic Stand(string source, QmlLayer layer)
    {
        var p = layer.Properties;
        var disc = Circle(p.Paint("color", "fillColor", layer.Opacity, Rgba.Gray), p.Number("outline_width") > 0
            ? QmlPens.Outline(layer) : null);
        return LibraryMarks.Find(source) is { } path ? new(path) { Fill = disc.Fill, Stroke = disc.Stroke } : disc;
    }

    /// <summary>Images are not decoded, and files are never opened: a plain disc in their place.</summary>
    public static List<Symbolizer> Raster(QmlLayer layer, string layerClass)
    {
        layer.Losses.Approximate($"symbole image « {layerClass} »", "remplacé par un disque gris de même taille");
        return [Placed(layer, Circle(((Paint)Rgba.Gray).Fade(layer.Opacity), null), 4)];
    }

    /// <summary>An SVG held in the style itself ("base64:…"); null, with a note, for a path or what cannot be read.</summary>
    public static DrawingGraphic? Drawing(string source, QmlLayer layer)
    {
        var p = layer.Properties;
        var palette = new SvgPalette(
            p.Paint("color", "fillColor", layer.Opacity, Rgba.Gray),
            p.Paint("outline_color", "outlineColor", layer.Opacity, Rgba.Black),
            p.Number("outline_width", 0.2) / Math.Max(p.Number("size", 4), 1e-6),
            layer.Opacity);
        if (!source.StartsWith("base64:", StringComparison.Ordinal))
        {
            layer.Losses.Approximate($"symbole SVG « {QmlContext.Shorten(source)} »", LibraryMarks.Find(source) is null
                ? "fichier extérieur au style, jamais ouvert : remplacé par un disque"
                : "fichier extérieur au style, jamais ouvert : remplacé par un symbole de forme voisine");
            return null;
        }

        return SvgReader.TryRead(source["base64:".Length..], palette, layer.Losses);
    }

    private static MarkGraphic Circle(Paint fill, Stroke? stroke) =>
        new(WellKnownMarks.Circle.Path) { WellKnownName = "circle", Fill = fill, Stroke = stroke };

    private static MarkGraphic Shape(QmlLayer layer, string name)
    {
        var p = layer.Properties;
        if (!WellKnownMarks.TryFind(name, out var mark))
        {
            layer.Losses.Approximate($"forme de symbole « {name} »", "remplacée par un disque");
            mark = WellKnownMarks.Circle;
        }

        var cap = p.Text("cap_style") == "" ? LineCap.Square : p.Cap("cap_style");
        var paint = p.Paint("color", "fillColor", layer.Opacity, new Rgba(255, 0, 0));
        return new(mark.Path)
        {
            WellKnownName = mark.Name,
            Fill = mark.IsOpen ? Paint.None : paint,
            Stroke = QmlPens.Outline(layer, cap),
        };
    }

    private static PointSymbolizer Placed(QmlLayer layer, Graphic graphic, double size)
    {
        var p = layer.Properties;
        var (x, y) = p.Pair("offset", "offset");
        var length = p.Length("size", "size", size);
        if (p.Text("scale_method") == "area" && length.Value.Expression is { } area)
            length = length with { Value = new(length.Value.Constant, FunctionCatalog.Call("sqrt", [area])) };
        return new(graphic)
        {
            Size = length,
            Rotation = p.Number("angle", "angle"),
            OffsetX = x,
            OffsetY = y,
            AnchorX = p.Anchor("horizontal_anchor_point"),
            AnchorY = p.Anchor("vertical_anchor_point"),
        };
    }
}
