using System.Globalization;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>
/// Reads what expressions may ask of a style's form: meanings of values, constraints, the expression an object is called by. Read only
/// where an expression of the style asks for it.
/// </summary>
internal static class QmlForm
{
    private const int MostValues = 1000;

    public static LayerForm Read(XElement root, QmlContext context)
    {
        var fields = new FieldForm?[context.Type.Fields.Count];
        foreach (var field in root.Elements("fieldConfiguration").Elements("field"))
            if (context.Type.IndexOf(QmlContext.Attribute(field, "name")) is >= 0 and var at && field.Element("editWidget") is { } widget)
                fields[at] = Widget(widget, context);
        foreach (var asked in root.Elements("constraints").Elements("constraint"))
            if (context.Type.IndexOf(QmlContext.Attribute(asked, "field")) is >= 0 and var at)
                fields[at] = Asked(fields[at] ?? new(FieldWidget.Plain), asked, Condition(root, asked), context);
        var display = root.Element("previewExpression")?.Value is { Length: > 0 } text ? text : null;
        return new()
        {
            Fields = fields,
            DisplayText = display,
            Display = display is null ? null : context.TryParse(display, "expression d'affichage", "sans valeur"),
        };
    }

    private static FieldForm Widget(XElement widget, QmlContext context)
    {
        var type = QmlContext.Attribute(widget, "type");
        if (type is "ValueRelation" or "RelationReference")
            context.Losses.Approximate($"widget « {type} »", "une autre couche n'est pas lue : represent_value donne la valeur elle-même");
        return type switch
        {
            "ValueMap" => new(FieldWidget.Values) { Meanings = Meanings(widget) },
            "Range" => new(FieldWidget.Range) { Decimals = (int)Math.Clamp(Number(widget, "Precision"), 0, 15) },
            "DateTime" => new(FieldWidget.Moment) { Pattern = Option(widget, "display_format") },
            "CheckBox" => new(FieldWidget.Check)
            {
                States = (Option(widget, "CheckedState"), Option(widget, "UncheckedState"), Option(widget, "TextDisplayMethod") == "1"),
            },
            _ => new(FieldWidget.Plain),
        };
    }

    /// <summary>By the value's text; that of null, which QGIS writes as an identifier, by an empty one.</summary>
    private static Dictionary<string, string> Meanings(XElement widget)
    {
        const string NullValue = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}";
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in widget.Descendants("Option").Where(option => (string?)option.Attribute("name") == "map")
            .SelectMany(map => map.Descendants("Option")).Where(option => option.Attribute("value") is not null).Take(MostValues))
            result.TryAdd(QmlContext.Attribute(option, "value") is var value && value == NullValue ? "" : value,
                QmlContext.Attribute(option, "name"));
        return result;
    }

    /// <summary>The bits of "constraints" are those of QgsFieldConstraints: not null, unique, an expression.</summary>
    private static FieldForm Asked(FieldForm form, XElement asked, string condition, QmlContext context)
    {
        var which = (int)QmlContext.Number(asked, "constraints", 0);
        return form with
        {
            NotNull = Strength(asked, "notnull_strength", which & 1),
            Unique = Strength(asked, "unique_strength", which & 2),
            Condition = Strength(asked, "exp_strength", which & 4),
            Holds = (which & 4) == 0 || condition.Length == 0 ? null
                : context.TryParse(condition, $"contrainte du champ « {QmlContext.Attribute(asked, "field")} »", "tenue pour satisfaite"),
        };
    }

    private static string Condition(XElement root, XElement asked) =>
        root.Elements("constraintExpressions").Elements("constraint")
            .FirstOrDefault(entry => QmlContext.Attribute(entry, "field") == QmlContext.Attribute(asked, "field")) is { } found
            ? QmlContext.Attribute(found, "exp") : "";

    private static Insistence Strength(XElement asked, string name, int isAsked) =>
        isAsked == 0 ? Insistence.None : (Insistence)((int)QmlContext.Number(asked, name, 0) & 3);

    private static string Option(XElement widget, string name) =>
        widget.Descendants("Option").FirstOrDefault(option => (string?)option.Attribute("name") == name) is { } found
            ? QmlContext.Attribute(found, "value") : "";

    private static double Number(XElement widget, string name) =>
        double.TryParse(Option(widget, name), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
