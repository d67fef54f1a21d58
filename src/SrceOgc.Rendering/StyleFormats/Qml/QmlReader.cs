using System.Xml.Linq;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>
/// Reads a QML style as QGIS 3.22 to 4 writes it: the renderer into passes, the labelling into label passes. What QGIS would
/// draw and the server will not is noted in the losses; only a document that is no QML throws.
/// </summary>
internal static class QmlReader
{
    public static Style Read(string name, string qml, FeatureType type, StyleLosses losses) =>
        Read(name, StyleXml.Load(qml), type, losses);

    public static Style Read(string name, XElement root, FeatureType type, StyleLosses losses)
    {
        if (root.Name.LocalName != "qgis" || root.Element("renderer-v2") is not { } renderer)
            throw new StyleException("ce n'est pas un style QML de couche vectorielle (pas d'élément « renderer-v2 »)");
        var context = new QmlContext(type, losses) { ReferenceScale = QmlContext.Number(renderer, "referencescale", -1) };
        ReportBlending(root, losses);
        QmlAttributes.Report(root, losses);
        var drawn = new QmlRenderers(context).Read(renderer);
        var labels = QmlContext.Attribute(root, "labelsEnabled", "1") == "0" ? [] : new QmlLabeling(context)
            .Read(root.Element("labeling") ?? QmlOldLabels.Labeling(root));
        return new Style
        {
            Name = name,
            Title = name,
            Passes = drawn.Passes,
            Legend = drawn.Legend,
            Labels = labels,
            IsVolatile = losses.IsVolatile,
            Opacity = Opacity(root),
            Scales = Scales(root),
            Form = losses.AsksForm ? QmlForm.Read(root, context) : LayerForm.None,
        };
    }

    private static double Opacity(XElement root) =>
        root.Element("layerOpacity") is { } opacity
            && double.TryParse(opacity.Value, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? Math.Clamp(value, 0, 1)
            : 1;

    /// <summary>QGIS calls "minimum scale" the scale with the largest denominator.</summary>
    private static ScaleRange Scales(XElement root)
    {
        if (QmlContext.Attribute(root, "hasScaleBasedVisibilityFlag") != "1")
            return ScaleRange.All;
        // QGIS 2 named them the other way round.
        var isOld = root.Attribute("minimumScale") is not null;
        var far = QmlContext.Number(root, isOld ? "maximumScale" : "minScale", 0);
        return new(QmlContext.Number(root, isOld ? "minimumScale" : "maxScale", 0), far > 0 ? far : double.PositiveInfinity);
    }

    private static void ReportBlending(XElement root, StyleLosses losses)
    {
        if (root.Element("blendMode")?.Value is not (null or "" or "0")
            || root.Element("featureBlendMode")?.Value is not (null or "" or "0"))
            losses.Approximate("mode de fusion", "couleurs superposées normalement");
    }
}
