using System.Xml.Linq;
using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Symbolizers as the layers of a QGIS symbol. A symbol is of one kind, and its layers must be made for that kind.</summary>
internal static class QmlSymbolWriter
{
    public static XElement Symbol(string name, IEnumerable<Symbolizer> symbolizers, GeometryFamily family, int pass = 0)
    {
        var layers = symbolizers.Select((symbolizer, i) => Layer(symbolizer, family, $"@{name}@{i}")).OfType<QmlSymbolLayer>().ToArray();
        return new("symbol",
            new XAttribute("name", name), new XAttribute("type", Kind(family)), new XAttribute("alpha", 1), new XAttribute("force_rhr", 0),
                new XAttribute("clip_to_extent", 1),
            layers.Length > 0 ? layers.Select(layer => layer.Element(pass)) : Nothing(family).Element(pass));
    }

    private static string Kind(GeometryFamily family) =>
        family switch { GeometryFamily.Point => "marker", GeometryFamily.Line => "line", _ => "fill" };

    /// <summary>QGIS draws a default symbol where a symbol has no layer: one that shows nothing takes its place.</summary>
    private static QmlSymbolLayer Nothing(GeometryFamily family) => family switch
    {
        GeometryFamily.Point => new QmlSymbolLayer("SimpleMarker").Set("size", "0").Set("color", "0,0,0,0").Set("outline_style", "no"),
        GeometryFamily.Line => new QmlSymbolLayer("SimpleLine").Set("line_style", "no"),
        _ => new QmlSymbolLayer("SimpleFill").Set("style", "no").Set("outline_style", "no"),
    };

    private static QmlSymbolLayer? Layer(Symbolizer symbolizer, GeometryFamily family, string path) => (symbolizer, family) switch
    {
        (PolygonSymbolizer polygon, not (GeometryFamily.Point or GeometryFamily.Line)) => Fill(polygon.Fill, path),
        (LineSymbolizer line, not GeometryFamily.Point) => Line(line),
        (MarkerLineSymbolizer markers, not GeometryFamily.Point) => MarkerLine(markers, path),
        (PointSymbolizer point, GeometryFamily.Point) => QmlMarkerWriter.Marker(point),
        (PointSymbolizer point, GeometryFamily.Line) =>
            new QmlSymbolLayer("MarkerLine").Set("placement", "centralpoint").Inside(SubSymbol(point, path)),
        (PointSymbolizer point, _) => new QmlSymbolLayer("CentroidFill").Set("point_on_surface", "1").Inside(SubSymbol(point, path)),
        _ => null,
    };

    private static XElement SubSymbol(PointSymbolizer point, string path) => Symbol(path, [point], GeometryFamily.Point);

    private static QmlSymbolLayer? Fill(Fill fill, string path) => fill switch
    {
        SolidFill solid => new QmlSymbolLayer("SimpleFill").Set("style", "solid").Color("color", "fillColor", solid.Paint)
            .Set("outline_style", "no"),
        HatchFill { Strokes.Count: > 0 } hatch => new QmlSymbolLayer("LinePatternFill")
            .Number("angle", "lineAngle", hatch.Angle).Length("distance", "lineDistance", hatch.Distance)
            .Inside(Symbol(path, hatch.Strokes.Select(stroke => new LineSymbolizer(stroke)), GeometryFamily.Line)),
        PatternFill { Marks.Count: > 0 } pattern => new QmlSymbolLayer("PointPatternFill")
            .Length("distance_x", "distanceX", pattern.DistanceX).Length("distance_y", "distanceY", pattern.DistanceY)
            .Length("displacement_x", "displacementX", pattern.DisplacementX)
                .Length("displacement_y", "displacementY", pattern.DisplacementY)
            .Inside(Symbol(path, pattern.Marks, GeometryFamily.Point)),
        BitmapFill bitmap => Fill(new SolidFill(bitmap.Paint.Fade(System.Numerics.BitOperations.PopCount(bitmap.Bits) / 64.0)), path),
        _ => null,
    };

    private static QmlSymbolLayer Line(LineSymbolizer line)
    {
        var layer = new QmlSymbolLayer("SimpleLine").Stroke("line_", line.Stroke)
            .Length("offset", "offset", line.PerpendicularOffset.Times(-1))
            .Length("trim_distance_start", "trimStart", line.TrimStart)
            .Length("trim_distance_end", "trimEnd", line.TrimEnd);
        return line.InsideOnly ? layer.Set("draw_inside_polygon", "1") : layer;
    }

    private static QmlSymbolLayer? MarkerLine(MarkerLineSymbolizer markers, string path) =>
        markers.Marks.Count == 0 ? null : new QmlSymbolLayer("MarkerLine")
        .Set("placement", Placement(markers.Placement)).Set("rotate", markers.Rotate ? "1" : "0")
        .Length("interval", "interval", markers.Interval).Length("offset_along_line", "offsetAlongLine", markers.StartOffset)
            .Length("offset", "offset", markers.PerpendicularOffset.Times(-1))
        .Inside(Symbol(path, markers.Marks, GeometryFamily.Point));

    private static string Placement(MarkerPlacement placement) => placement switch
    {
        MarkerPlacement.FirstVertex => "firstvertex",
        MarkerPlacement.LastVertex => "lastvertex",
        MarkerPlacement.CentralPoint => "centralpoint",
        MarkerPlacement.Vertices => "vertex",
        MarkerPlacement.SegmentCenters => "segmentcenter",
        _ => "interval",
    };
}
