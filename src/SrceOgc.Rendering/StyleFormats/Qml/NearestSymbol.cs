using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Marks;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>
/// What stands for a symbol layer that cannot be drawn: the plainest of its kind in its colour and size, since a loss must never hide
/// features. It is said.
/// </summary>
internal static class NearestSymbol
{
    private static readonly Rgba Unknown = new(110, 110, 110);

    public static List<Symbolizer> Read(QmlLayer layer, string layerClass)
    {
        var (symbolizer, instead) = KindOf(layer.Element) switch
        {
            "line" => (Line(layer), "trait uni"),
            "fill" => (Fill(layer), "aplat"),
            _ => (Mark(layer), "disque"),
        };
        layer.Losses.Approximate($"couche de symbole « {layerClass} »", $"inconnue du serveur : {instead} de même couleur à la place");
        return [symbolizer];
    }

    /// <summary>marker, line or fill: said by the symbol that holds the layer.</summary>
    public static string KindOf(XElement layer) => QmlContext.Attribute(layer.Parent ?? layer, "type", "marker");

    public static MarkGraphic Disc(Paint fill, Stroke? stroke = null) =>
        new(WellKnownMarks.Circle.Path) { WellKnownName = "circle", Fill = fill, Stroke = stroke };

    private static Symbolizer Mark(QmlLayer layer)
    {
        var p = layer.Properties;
        return new PointSymbolizer(Disc(Paint(layer))) { Size = p.Length("size", "size", 3) };
    }

    private static Symbolizer Line(QmlLayer layer)
    {
        var p = layer.Properties;
        return new LineSymbolizer(
            new Stroke { Paint = Paint(layer), Width = p.Length(p.First("line_width", "width"), "outlineWidth", 0.4) });
    }

    private static Symbolizer Fill(QmlLayer layer) => new PolygonSymbolizer(new SolidFill(Paint(layer)));

    private static Paint Paint(QmlLayer layer)
    {
        var p = layer.Properties;
        var key = new[] { "color", "line_color", "fill_color", "outline_color", "color1" }.FirstOrDefault(p.Has) ?? "color";
        return p.Paint(key, "fillColor", layer.Opacity, Unknown);
    }
}
