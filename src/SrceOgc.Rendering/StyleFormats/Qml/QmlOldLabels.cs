using System.Globalization;
using System.Xml.Linq;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>
/// Simple labels as QGIS 2 wrote them, among the custom properties of the layer (<c>labeling/fieldName</c>…), written as QGIS 3 does: the
/// words it gives back itself when it has opened such a file.
/// </summary>
internal sealed class QmlOldLabels
{
    private const string DataDefined = "dataDefined/";
    private readonly Dictionary<string, string> _values = [];

    private QmlOldLabels(XElement properties)
    {
        foreach (var property in properties.Elements("property"))
            if (QmlContext.Attribute(property, "key").Split('/', 2) is ["labeling", var key])
                _values[key] = QmlContext.Attribute(property, "value");
    }

    /// <summary>A labeling element; null when the style has no such labels, or they are off.</summary>
    public static XElement? Labeling(XElement qgis)
    {
        var properties = qgis.Element("customproperties");
        if (properties?.Elements("property").Any(p => (string?)p.Attribute("key") == "labeling" && (string?)p.Attribute("value") == "pal")
            != true)
            return null;
        var old = new QmlOldLabels(properties);
        return old.Text("enabled", "true") == "false" ? null : new("labeling", new XAttribute("type", "simple"), old.Settings());
    }

    private XElement Settings() => new("settings",
        TextStyle(),
        new XElement("text-format", Same("wrapChar", "multilineAlign", "autoWrapLength")),
        Placement(),
        new XElement("rendering",
            Same("scaleMin", "scaleMax", "minFeatureSize"),
            Flags("scaleVisibility", "displayAll", "labelPerPart", "mergeLines"),
            new XAttribute("drawLabels", IsTrue("drawLabels", true) ? 1 : 0)),
        DataDefinedProperties());

    private XElement TextStyle() => new("text-style",
        Same("fieldName", "fontFamily", "namedStyle", "fontSize", "fontWeight", "fontLetterSpacing", "multilineHeight"),
        Flags("isExpression", "fontItalic", "fontUnderline", "fontStrikeout"),
        new XAttribute("capitalization", Text("fontCapitals", "0")),
        new XAttribute("fontSizeUnit", IsTrue("fontSizeInMapUnits") ? "MapUnit" : "Point"),
        new XAttribute("textColor", Color("textColor")),
        new XAttribute("textOpacity", Opacity("textTransp")),
        new XElement("text-buffer",
            new XAttribute("bufferDraw", IsTrue("bufferDraw", Number("bufferSize") > 0) ? 1 : 0),
            Same("bufferSize"),
            new XAttribute("bufferSizeUnits", IsTrue("bufferSizeInMapUnits") ? "MapUnit" : "MM"),
            new XAttribute("bufferColor", Color("bufferColor", 255)),
            new XAttribute("bufferOpacity", Opacity("bufferTransp"))),
        Background(),
        new XElement("shadow", Flags("shadowDraw")));

    private XElement Background() => new("background",
        Flags("shapeDraw"),
        Same("shapeType", "shapeSizeX", "shapeSizeY", "shapeBorderWidth"),
        new XAttribute("shapeSizeUnit", Unit("shapeSizeUnits")),
        new XAttribute("shapeBorderWidthUnit", Unit("shapeBorderWidthUnits")),
        new XAttribute("shapeFillColor", Color("shapeFillColor", 255)),
        new XAttribute("shapeBorderColor", Color("shapeBorderColor", 128)),
        new XAttribute("shapeOpacity", Opacity("shapeTransparency")));

    private XElement Placement() => new("placement",
        Same("placement", "placementFlags", "quadOffset", "xOffset", "yOffset", "dist", "repeatDistance", "priority"),
        Flags("centroidWhole", "fitInPolygonOnly"),
        new XAttribute("offsetUnits", IsTrue("labelOffsetInMapUnits", true) ? "MapUnit" : "MM"),
        new XAttribute("distUnits", IsTrue("distInMapUnits") ? "MapUnit" : "MM"),
        new XAttribute("repeatDistanceUnits", Unit("repeatDistanceUnit")),
        // QGIS 2 turned labels counterclockwise.
        new XAttribute("rotationAngle", Number("angleOffset") is 0 ? "0" : Plain(360 - Number("angleOffset"))));

    private XElement? DataDefinedProperties()
    {
        var properties = new List<XElement>();
        foreach (var (key, value) in _values)
            if (key.StartsWith(DataDefined, StringComparison.Ordinal) && value.Split("~~") is ["1", var isExpression, var text, var field])
                properties.Add(Overriding(key[DataDefined.Length..], isExpression == "1", text, field));
        return properties.Count == 0 ? null : new("dd_properties", QmlOldOverrides.Collection(properties).Elements());
    }

    private static XElement Overriding(string name, bool isExpression, string text, string field) => name == "Rotation"
        ? QmlOldOverrides.Property("LabelRotation", true, $"360 - ({(isExpression ? text : Quoted(field))})", "")
        : QmlOldOverrides.Property(name, isExpression, text, field);

    private static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private IEnumerable<XAttribute> Same(params string[] names) =>
        names.Where(_values.ContainsKey).Select(name => new XAttribute(name, _values[name]));

    private IEnumerable<XAttribute> Flags(params string[] names) => names.Select(name => new XAttribute(name, IsTrue(name) ? 1 : 0));

    private bool IsTrue(string key, bool missing = false) =>
        _values.TryGetValue(key, out var value) ? value is "true" or "1" : missing;

    private string Text(string key, string missing) => _values.GetValueOrDefault(key, missing);

    private double Number(string key) =>
        double.TryParse(Text(key, ""), CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : 0;

    private static string Plain(double number) => number.ToString(CultureInfo.InvariantCulture);

    private string Color(string key, int missing = 0)
    {
        var plain = missing.ToString(CultureInfo.InvariantCulture);
        return $"{Text(key + "R", plain)},{Text(key + "G", plain)},{Text(key + "B", plain)},{Text(key + "A", "255")}";
    }

    /// <summary>Transparencies were percents.</summary>
    private string Opacity(string key) => Plain(Math.Clamp(1 - Number(key) / 100, 0, 1));

    private string Unit(string key) => Text(key, "1") switch
    {
        "0" => "Point",
        "2" => "MapUnit",
        "3" => "Percentage",
        _ => "MM",
    };
}
