using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Libraries;

/// <summary>
/// A delivered style as it is given back: what it says of symbols and labels, written anew. A QML may also carry Python and shell
/// actions, form code, HTML of map tips; an XML document may carry scripts, style sheets and processing instructions that a browser
/// runs on this server's origin. None of that is symbology, so none of it passes. Symbols that cannot be drawn here pass unchanged: QGIS
/// can.
/// </summary>
public static class DeliveredStyle
{
    private const string Sld = "http://www.opengis.net/sld", Se = "http://www.opengis.net/se", Ogc = "http://www.opengis.net/ogc",
        Fes = "http://www.opengis.net/fes/2.0", Gml = "http://www.opengis.net/gml", Gml32 = "http://www.opengis.net/gml/3.2",
        XLink = "http://www.w3.org/1999/xlink", Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly HashSet<string> SldNamespaces = new(StringComparer.Ordinal) { "", Sld, Se, Ogc, Fes, Gml, Gml32 };

    /// <summary>The parts of a QML that belong to QGIS's categories Symbology and Labeling, with the limits of scale; the last three are
    /// those of QGIS 2.</summary>
    private static readonly HashSet<string> Parts = new(StringComparer.Ordinal)
    {
        "renderer-v2", "labeling", "blendMode", "featureBlendMode", "layerOpacity", "layerGeometryType", "layerTransparency",
            "customproperties", "selection",
    };

    private static readonly HashSet<string> RootAttributes = new(StringComparer.Ordinal)
    {
        "version", "styleCategories", "hasScaleBasedVisibilityFlag", "minScale", "maxScale", "minimumScale", "maximumScale",
            "labelsEnabled",
        "symbologyReferenceScale", "simplifyAlgorithm", "simplifyDrawingHints", "simplifyDrawingTol", "simplifyLocal", "simplifyMaxScale",
    };

    /// <summary>What QGIS 3.0 to 4.0 writes inside renderers and labels, whatever their kind.</summary>
    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "renderer-v2", "symbols", "symbol", "layer", "prop", "Option", "data_defined_properties", "dd_properties",
            "data-defined-properties", "effect",
        "rotation", "sizescale", "source-symbol", "categories", "category", "ranges", "range", "rules", "rule", "classificationMethod",
            "symmetricMode",
        "labelFormat", "labelformat", "labelFontProperties", "parameters", "extraInformation", "mode", "colorramp", "source", "bins",
            "orderby", "orderByClause",
        "data-defined-size-legend", "class", "nullsymbol", "buffer", "clip",
        "labeling", "settings", "text-style", "families", "family", "text-buffer", "text-mask", "background", "shadow", "substitutions",
            "replacement",
        "text-format", "placement", "rendering", "callout", "tab-positions", "tab", "rasterfill", "geometry-generator", "fill-symbol",
            "line-symbol", "marker-symbol",
        "blendMode", "featureBlendMode", "layerOpacity", "layerGeometryType", "layerTransparency", "customproperties", "property", "value",
            "heatmap",
        "selection", "selectionColor", "selectionSymbol",
    };

    /// <summary>The QML of a style that was delivered as such; null for others.</summary>
    /// <exception cref="StyleException">It is no XML; a style that was read never is.</exception>
    public static string? Qml(LayerStyle style) => style.Qml is { } qml ? "<!DOCTYPE qgis>\n" + QmlRoot(qml) : null;

    /// <summary>The same, as a tree of its own.</summary>
    public static XElement QmlRoot(string qml)
    {
        var given = StyleXml.Load(qml);
        return new("qgis", given.Attributes().Where(a => RootAttributes.Contains(a.Name.ToString())).Select(static a => new XAttribute(a)),
            given.Elements().Where(IsPart).Select(Passed).Where(static part => part is not null));
    }

    /// <summary>The SLD of a style that was delivered as such; null for others.</summary>
    public static string? SldText(LayerStyle style) =>
        style.Sld is { } sld && Kept(StyleXml.Load(sld)) is { } root ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root : null;

    /// <summary>Elements of renderers and labels that are not given back: a name nobody knows may mean anything.</summary>
    public static IEnumerable<string> Withheld(XElement qml) =>
        qml.Elements().Where(IsPart).SelectMany(static part => part.DescendantsAndSelf()).Where(static e => !Passes(e))
            .Select(static e => e.Name.ToString()).Distinct();

    private static bool IsPart(XElement element) => element.Name.Namespace == XNamespace.None && Parts.Contains(element.Name.LocalName);

    private static bool Passes(XElement element) => element.Name.Namespace == XNamespace.None && Elements.Contains(element.Name.LocalName);

    private static XElement? Passed(XElement element) =>
        element.Name.LocalName == "customproperties" ? OldLabels(element) : Copied(element, Passes, static _ => false);

    /// <summary>QGIS 2 kept labels among the custom properties of a layer; other properties may be anything a plugin put there.</summary>
    private static XElement? OldLabels(XElement properties)
    {
        var labels = properties.Elements("property").Where(static p => (string?)p.Attribute("key") is { } key
            && (key == "labeling" || key.StartsWith("labeling/", StringComparison.Ordinal)));
        var kept = labels.Select(static p => Copied(p, Passes, static _ => false)).ToArray();
        return kept.Length > 0 ? new("customproperties", kept) : null;
    }

    private static XElement? Kept(XElement sld) => SldNamespaces.Contains(sld.Name.NamespaceName)
        ? Copied(sld, static e => SldNamespaces.Contains(e.Name.NamespaceName), static a => a.Name.NamespaceName is XLink or Instance)
            : null;

    /// <summary>Elements that pass, their attributes without a namespace or in one that passes, and texts: neither comments nor
    /// instructions.</summary>
    private static XElement Copied(XElement element, Func<XElement, bool> passes, Func<XAttribute, bool> attributePasses)
    {
        var copy = new XElement(element.Name, element.Attributes()
            .Where(a => a.Name.Namespace == XNamespace.None && !a.IsNamespaceDeclaration || attributePasses(a)));
        foreach (var node in element.Nodes())
            if (node is XElement child && passes(child))
                copy.Add(Copied(child, passes, attributePasses));
            else if (node is XText text)
                copy.Add(text.Value);
        return copy;
    }
}
