using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Graphics at points as the marker layers of QGIS. A drawing of several paths becomes a circle of its size: QGIS wants a file
/// there.</summary>
internal static class QmlMarkerWriter
{
    /// <summary>QGIS's own names where ours are SE's.</summary>
    private static readonly Dictionary<string, string> Shapes = new(StringComparer.Ordinal)
    {
        ["x"] = "cross2",
        ["shape://times"] = "cross2",
        ["shape://plus"] = "cross",
        ["shape://vertline"] = "line",
        ["vertline"] = "line",
        ["cross"] = "cross",
        ["cross_fill"] = "cross_fill",
    };

    public static QmlSymbolLayer Marker(PointSymbolizer point) => (point.Graphic switch
    {
        GlyphGraphic glyph => new QmlSymbolLayer("FontMarker").Set("font", glyph.FontFamily).Set("chr", glyph.Text)
            .Color("color", "fillColor", glyph.Fill),
        MarkGraphic mark => Mark(mark),
        DrawingGraphic { Paths: [var first, ..] } =>
            new QmlSymbolLayer("SimpleMarker").Set("name", "circle").Color("color", "fillColor", first.Fill).Set("outline_style", "no"),
        _ => new QmlSymbolLayer("SimpleMarker").Set("name", "circle").Set("color", "128,128,128,255").Set("outline_style", "no"),
    }).Length("size", "size", point.Size).Number("angle", "angle", point.Rotation).Offset(point.OffsetX, point.OffsetY)
        .Set("horizontal_anchor_point", Anchor(point.AnchorX)).Set("vertical_anchor_point", Anchor(point.AnchorY));

    private static QmlSymbolLayer Mark(MarkGraphic mark)
    {
        var layer = new QmlSymbolLayer("SimpleMarker")
            .Set("name", Shapes.GetValueOrDefault(mark.WellKnownName, mark.WellKnownName.Length > 0 ? mark.WellKnownName : "circle"))
            .Color("color", "fillColor", mark.Fill);
        return mark.Stroke is { } stroke ? layer.Stroke("outline_", stroke) : layer.Set("outline_style", "no");
    }

    private static string Anchor(double share) => share switch { < 0.25 => "0", > 0.75 => "2", _ => "1" };
}
