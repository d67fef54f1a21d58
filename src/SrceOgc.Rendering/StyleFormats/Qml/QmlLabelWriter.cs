using System.Xml.Linq;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Text symbolizers as QGIS's rule-based labels. Its "buffer size" is the width of a pen along the letters' outline: twice the
/// halo's radius.</summary>
internal static class QmlLabelWriter
{
    public static XElement Write(IEnumerable<StylePass> passes) => new("labeling",
        new XAttribute("type", "rule-based"),
        new XElement("rules", new XAttribute("key", "racine"), passes.SelectMany(pass => pass.Rules).SelectMany(Rules)));

    private static IEnumerable<XElement> Rules(Rule rule) => rule.Symbolizers.OfType<TextSymbolizer>().Select((text, i) =>
        new XElement("rule", new XAttribute("key", $"e{rule.Name}{i}"), new XAttribute("description", rule.Title),
            QmlWriter.RuleScope(rule), Settings(text)));

    private static XElement Settings(TextSymbolizer text) => new("settings",
        TextStyle(text),
        text.WrapCharacter.Length > 0 || text.WrapLength > 0
            ? new XElement("text-format", new XAttribute("wrapChar", text.WrapCharacter), new XAttribute("autoWrapLength", text.WrapLength))
            : null,
        Placement(text),
        new XElement("rendering", new XAttribute("obstacle", 1), new XAttribute("drawLabels", 1),
            new XAttribute("displayAll", text.AllowOverlap ? 1 : 0),
            new XAttribute("labelPerPart", text.LabelEveryPart ? 1 : 0)));

    private static XElement TextStyle(TextSymbolizer text) => new("text-style",
        new XAttribute("fieldName", text.Label is FieldReference field ? field.Name : ExpressionText.Of(text.Label)),
        new XAttribute("isExpression", text.Label is FieldReference ? 0 : 1),
        new XAttribute("fontFamily", text.Font.Family), new XAttribute("fontWeight", text.Font.Bold ? 75 : 50),
            new XAttribute("fontItalic", text.Font.Italic ? 1 : 0),
        new XAttribute("fontSize", QmlWriter.Number(text.Size.Value.Constant)),
            new XAttribute("fontSizeUnit", QmlSymbolLayer.Unit(text.Size.Unit)),
        new XAttribute("textColor", QmlSymbolLayer.Text(text.Fill)), new XAttribute("textOpacity", 1),
        text.Halo is { } halo
            ? new XElement("text-buffer", new XAttribute("bufferDraw", 1),
                new XAttribute("bufferSize", QmlWriter.Number(2 * halo.Radius.Value.Constant)),
                new XAttribute("bufferSizeUnits", QmlSymbolLayer.Unit(halo.Radius.Unit)),
                    new XAttribute("bufferColor", QmlSymbolLayer.Text(halo.Paint)), new XAttribute("bufferOpacity", 1))
            : null);

    private static XElement Placement(TextSymbolizer text) => new("placement",
        new XAttribute("fitInPolygonOnly", text.FitInsideOnly ? 1 : 0),
        new XAttribute("placement", text.Placement switch
        {
            LabelPlacement.AroundPoint => 0,
            LabelPlacement.OverPoint => 1,
            LabelPlacement.Parallel => 2,
            LabelPlacement.Curved => 3,
            _ => 4,
        }),
        new XAttribute("quadOffset", Quadrant(text)),
        Length("xOffset", text.OffsetX), Length("yOffset", text.OffsetY.Times(-1)),
        text.OffsetX.IsZero && text.OffsetY.IsZero
            ? null : new XAttribute("offsetUnits", QmlSymbolLayer.Unit(text.OffsetX.IsZero ? text.OffsetY.Unit : text.OffsetX.Unit)),
        Length("dist", text.Distance), text.Distance.IsZero ? null : new XAttribute("distUnits", QmlSymbolLayer.Unit(text.Distance.Unit)),
        Length("repeatDistance", text.RepeatDistance), text.RepeatDistance.IsZero
            ? null : new XAttribute("repeatDistanceUnits", QmlSymbolLayer.Unit(text.RepeatDistance.Unit)),
        new XAttribute("placementFlags", (int)text.Sides is 0 ? 10 : (int)text.Sides),
        text.Rotation.Constant == 0 ? null : new XAttribute("rotationAngle", QmlWriter.Number(text.Rotation.Constant)),
        new XAttribute("priority", QmlWriter.Number(text.Priority.Constant)));

    /// <summary>Zero is QGIS's own default.</summary>
    private static XAttribute? Length(string name, Length length) =>
        length.IsZero ? null : new(name, QmlWriter.Number(length.Value.Constant));

    /// <summary>QGIS counts the nine places around a point by rows from the upper left; an anchor at the label's left puts the label to the
    /// right.</summary>
    private static int Quadrant(TextSymbolizer text)
    {
        var column = text.AnchorX.Constant switch { > 0.75 => 0, < 0.25 => 2, _ => 1 };
        var row = text.AnchorY.Constant switch { < 0.25 => 0, > 0.75 => 2, _ => 1 };
        return row * 3 + column;
    }
}
