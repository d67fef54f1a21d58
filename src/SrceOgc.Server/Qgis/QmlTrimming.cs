using System.Xml.Linq;

namespace SrceOgc.Server.Qgis;

/// <summary>
/// Takes out of a style what QGIS writes though it is its own default: three quarters of a QML. Catalogue readers load
/// hundreds of layers at a time, and their users wait for them.
/// </summary>
internal static class QmlTrimming
{
    private const string NoMapUnitScale = "3x:0,0,0,0,0,0";

    /// <summary>Elements that say nothing when the attribute beside them is 0.</summary>
    private static readonly (string Element, string Switch)[] Switched =
    [
        ("effect", "enabled"), ("text-mask", "maskEnabled"), ("background", "shapeDraw"), ("shadow", "shadowDraw"),
            ("text-buffer", "bufferDraw"),
    ];

    private static readonly string[] Needless = ["rotation", "sizescale", "source-symbol", "customproperties", "families"];

    /// <summary>Properties of symbol layers and the value QGIS supposes when they are absent, whatever the symbol layer.</summary>
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["offset"] = "0,0",
        ["angle"] = "0",
        ["use_custom_dash"] = "0",
        ["draw_inside_polygon"] = "0",
        ["dash_pattern_offset"] = "0",
        ["align_dash_pattern"] = "0",
        ["tweak_dash_pattern_on_corners"] = "0",
        ["trim_distance_start"] = "0",
        ["trim_distance_end"] = "0",
        ["ring_filter"] = "0",
        ["horizontal_anchor_point"] = "1",
        ["vertical_anchor_point"] = "1",
        ["scale_method"] = "diameter",
        ["joinstyle"] = "bevel",
        ["offset_along_line"] = "0",
        ["average_angle_length"] = "4",
    };

    public static XElement Trimmed(XElement root)
    {
        foreach (var layer in root.Descendants("layer").Where(e => e.Attribute("class") is not null).ToArray())
            TrimSymbolLayer(layer);
        root.Descendants().Where(IsNeedless).Remove();
        foreach (var attribute in root.Descendants().Attributes().Where(a => a.Value == NoMapUnitScale).ToArray())
            attribute.Remove();
        return root;
    }

    private static void TrimSymbolLayer(XElement layer)
    {
        var options = layer.Elements("Option").SelectMany(map => map.Elements("Option")).ToArray();
        var properties = options.Length > 0
            ? [.. options.Select(o => ((string?)o.Attribute("name") ?? "", (string?)o.Attribute("value") ?? ""))]
            : layer.Elements("prop").Select(p => ((string?)p.Attribute("k") ?? "", (string?)p.Attribute("v") ?? "")).ToArray();
        // A property with parts of its own cannot be said as "prop": such a symbol layer stays as it is.
        if (options.Any(o => o.HasElements))
            return;
        layer.Elements("Option").Remove();
        layer.Elements("prop").Remove();
        layer.AddFirst(properties.Where(p => !IsDefault(p.Item1, p.Item2, properties))
            .Select(p => new XElement("prop", new XAttribute("k", p.Item1), new XAttribute("v", p.Item2))));
    }

    private static bool IsDefault(string name, string value, (string Name, string Value)[] all) =>
        value == NoMapUnitScale
        || (name.EndsWith("_unit", StringComparison.Ordinal) && value == "MM")
        || (name.StartsWith("customdash", StringComparison.Ordinal) && all.Contains(("use_custom_dash", "0")))
        || (Defaults.TryGetValue(name, out var usual) && value == usual);

    private static bool IsNeedless(XElement element) => element.Name.LocalName switch
    {
        "data_defined_properties" or "dd_properties" =>
            !element.Descendants("Option").Any(o => (string?)o.Attribute("name") == "active" && (string?)o.Attribute("value") == "true"),
        "callout" => !element.Descendants("Option")
            .Any(o => (string?)o.Attribute("name") == "enabled" && (string?)o.Attribute("value") == "1"),
        var name => Needless.Contains(name) || Switched.Any(s => s.Element == name && (string?)element.Attribute(s.Switch) == "0"),
    };
}
