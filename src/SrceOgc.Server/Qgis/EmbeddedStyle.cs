using System.Xml.Linq;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.Styles;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Qgis;

/// <summary>
/// A layer's style as part of a QGIS project: what QGIS wrote itself, made small and said in the field names the service
/// publishes; or, for styles that came as SLD, the same written in QGIS's terms.
/// </summary>
internal static class EmbeddedStyle
{
    private static readonly string[] Parts = ["renderer-v2", "labeling", "blendMode", "featureBlendMode", "layerOpacity"];

    /// <summary>The attributes and elements a <c>maplayer</c> takes over.</summary>
    /// <param name="layer">Whose default style.</param>
    /// <param name="withColumns">Fields are called as the columns of a file, not as the service publishes them.</param>
    public static IEnumerable<XObject> Of(CatalogLayer layer, bool withColumns = false)
    {
        var root = Read(layer);
        if (withColumns)
            FieldNaming.Undo(root, layer.Type);
        else
            FieldNaming.Apply(root, layer.Type);
        foreach (var name in new[] { "hasScaleBasedVisibilityFlag", "minScale", "maxScale", "labelsEnabled" })
            if (root.Attribute(name) is { } attribute)
                yield return new XAttribute(attribute);
        if (root.Attribute("labelsEnabled") is null)
            yield return new XAttribute("labelsEnabled", root.Element("labeling") is null ? 0 : 1);
        foreach (var part in Parts)
            if (root.Element(part) is { } element)
                yield return element;
        yield return Aliases(layer.Type, withColumns);
        foreach (var said in OfFields(layer, withColumns))
            yield return said;
    }

    /// <summary>Coded values with their meanings, and what an object is named by.</summary>
    private static IEnumerable<XElement> OfFields(CatalogLayer layer, bool withColumns)
    {
        var source = layer.DefaultStyle.Source;
        var fields = new XElement("fieldConfiguration", DeliveredForms.ValueMaps(source).Select(map => new XElement("field",
            new XAttribute("name", map.Key), new XAttribute("configurationFlags", "None"), new XElement("editWidget",
                new XAttribute("type", "ValueMap"), new XElement("config", Option("Map", null, Option("List", "map",
                    [.. map.Value.Select(value => Option("Map", null, new XElement("Option", new XAttribute("type", "QString"),
                        new XAttribute("name", value.Meaning), new XAttribute("value", value.Value))))])))))));
        var named = DeliveredForms.DisplayExpression(source) is { } expression
            ? new XElement("previewExpression", new XAttribute("texte", expression)) : null;
        foreach (var element in new[] { fields.HasElements ? fields : null, named }.OfType<XElement>())
        {
            if (!withColumns)
                FieldNaming.Apply(element, layer.Type);
            if (element.Attribute("texte") is { } text)
                element.ReplaceAll(text.Value);
            yield return element;
        }
    }

    private static XElement Option(string type, string? name, params XElement[] content) =>
        new("Option", new XAttribute("type", type), name is null ? null : new XAttribute("name", name), content);

    private static XElement Read(CatalogLayer layer)
    {
        var style = layer.DefaultStyle;
        return style.Source.Qml is { } qml
            ? QmlTrimming.Trimmed(DeliveredStyle.QmlRoot(qml)) : QmlWriter.Write(style.Style, layer.Type.Family);
    }

    private static XElement Aliases(FeatureType type, bool withColumns) => new("aliases", type.Fields
        .Where(field => field.Title != (withColumns ? field.Column : field.Name))
        .Select(field => new XElement("alias", new XAttribute("field", withColumns ? field.Column : field.Name),
            new XAttribute("name", field.Title), new XAttribute("index", ""))));
}
