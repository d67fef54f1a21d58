using System.Xml.Linq;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>
/// Data-defined properties as QGIS 2 wrote them, written as QGIS 3 does. Which old name became which new one was asked of QGIS 3.22, which
/// still opens them.
/// </summary>
internal static class QmlOldOverrides
{
    private const string Active = "_dd_active";

    private static readonly Dictionary<string, string> Names = new()
    {
        ["alpha"] = "alpha",
        ["angle"] = "angle",
        ["rotation"] = "angle",
        ["char"] = "char",
        ["name"] = "name",
        ["size"] = "size",
        ["color"] = "fillColor",
        ["fill_color"] = "fillColor",
        ["svgFillColor"] = "fillColor",
        ["color2"] = "color2",
        ["color_border"] = "outlineColor",
        ["outline_color"] = "outlineColor",
        ["border_color"] = "outlineColor",
        ["svgOutlineColor"] = "outlineColor",
        ["width"] = "width",
        ["symbol_width"] = "width",
        ["symbol_height"] = "height",
        ["width_border"] = "outlineWidth",
        ["outline_width"] = "outlineWidth",
        ["svgOutlineWidth"] = "outlineWidth",
        ["line_style"] = "outlineStyle",
        ["border_style"] = "outlineStyle",
        ["outline_style"] = "outlineStyle",
        ["joinstyle"] = "joinStyle",
        ["capstyle"] = "capStyle",
        ["customdash"] = "customDash",
        ["offset"] = "offset",
        ["offset_along_line"] = "offsetAlongLine",
        ["placement"] = "placement",
        ["interval"] = "interval",
        ["lineangle"] = "lineAngle",
        ["distance"] = "lineDistance",
        ["distance_x"] = "distanceX",
        ["distance_y"] = "distanceY",
        ["displacement_x"] = "displacementX",
        ["displacement_y"] = "displacementY",
        ["gradient_type"] = "gradientType",
        ["coordinate_mode"] = "gradientMode",
        ["svgFile"] = "file",
        ["file"] = "file",
        ["arrow_type"] = "arrowType",
        ["arrow_width"] = "arrowWidth",
        ["head_type"] = "arrowHeadType",
        ["blur_radius"] = "blurRadius",
        ["horizontal_anchor_point"] = "hAnchor",
        ["vertical_anchor_point"] = "vAnchor",
    };

    /// <summary>Whether this property of a symbol layer is a part of such an override.</summary>
    public static bool Is(string key) => key.Contains("_dd_", StringComparison.Ordinal);

    /// <summary>Of a symbol layer's <c>&lt;prop k="size_dd_active" …&gt;</c> and its like; null when it has none.</summary>
    public static XElement? OfSymbolLayer(XElement layer)
    {
        var values = new Dictionary<string, string>();
        foreach (var prop in layer.Elements("prop"))
            values[QmlContext.Attribute(prop, "k")] = QmlContext.Attribute(prop, "v");
        var isLine = QmlContext.Attribute(layer, "class").EndsWith("Line", StringComparison.Ordinal);
        var found = new List<XElement>();
        foreach (var (key, value) in values)
            if (key.EndsWith(Active, StringComparison.Ordinal) && value == "1")
            {
                var old = key[..^Active.Length];
                string Part(string part) => values.GetValueOrDefault($"{old}_dd_{part}", "");
                found.Add(Property(NewName(old, isLine), Part("useexpr") == "1", Part("expression"), Part("field")));
            }
        return found.Count > 0 ? Collection(found) : null;
    }

    private static string NewName(string old, bool isLine) => old switch
    {
        "color" when isLine => "outlineColor",
        "width" when isLine => "outlineWidth",
        _ => Names.GetValueOrDefault(old, old),
    };

    public static XElement Collection(IEnumerable<XElement> properties) => new("data_defined_properties",
        new XElement("Option", new XElement("Option", new XAttribute("name", "properties"), properties)));

    /// <param name="isExpression">Else it is a field.</param>
    public static XElement Property(string name, bool isExpression, string expression, string field) => new("Option",
        new XAttribute("name", name),
        Value("active", "true"),
        Value("type", isExpression ? "3" : "2"),
        isExpression ? Value("expression", expression) : Value("field", field));

    private static XElement Value(string name, string value) =>
        new("Option", new XAttribute("name", name), new XAttribute("value", value));
}
