using System.Xml.Linq;

namespace SrceOgc.Rendering.StyleFormats.Libraries;

/// <summary>A value and what it means.</summary>
public readonly record struct CodedValue(string Value, string Meaning);

/// <summary>
/// What a delivered QML says of fields and is safe to hand on, written anew: the meanings of coded values, and the expression an object is
/// named by. Forms, their code, actions and HTML are not read.
/// </summary>
public static class DeliveredForms
{
    private const int MostValues = 1000, LongestExpression = 2000;

    /// <summary>The value maps of a style, by the column they are of.</summary>
    /// <exception cref="StyleException">It is no XML; a style that was read never is.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<CodedValue>> ValueMaps(LayerStyle style)
    {
        var maps = new Dictionary<string, IReadOnlyList<CodedValue>>(StringComparer.Ordinal);
        if (style.Qml is not { } qml)
            return maps;
        foreach (var field in StyleXml.Load(qml).Elements("fieldConfiguration").Elements("field"))
            if ((string?)field.Attribute("name") is { } name && field.Element("editWidget") is { } widget
                && (string?)widget.Attribute("type") == "ValueMap" && Values(widget) is { Count: > 0 } values)
                maps.TryAdd(name, values);
        return maps;
    }

    /// <summary>What QGIS shows of an object in tips and lists; null when the style does not say.</summary>
    public static string? DisplayExpression(LayerStyle style) =>
        style.Qml is { } qml && StyleXml.Load(qml).Element("previewExpression")?.Value is { Length: > 0 and < LongestExpression } text
            ? text : null;

    /// <summary>A list of maps of one entry since QGIS 3.0, one map before; "name" is the meaning.</summary>
    private static List<CodedValue> Values(XElement widget) =>
    [
        .. widget.Descendants("Option").Where(option => (string?)option.Attribute("name") == "map")
            .SelectMany(map => map.Descendants("Option"))
            .Where(option => option.Attribute("name") is not null && option.Attribute("value") is not null)
            .Select(option => new CodedValue((string)option.Attribute("value")!, (string)option.Attribute("name")!)).Take(MostValues),
    ];
}
