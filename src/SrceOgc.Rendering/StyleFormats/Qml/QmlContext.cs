using System.Xml.Linq;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>What the parts of the QML reader share while they read one style.</summary>
internal sealed record QmlContext(FeatureType Type, StyleLosses Losses)
{
    /// <summary>When positive, lengths on paper hold at this scale and grow with the map (QGIS, "échelle de référence").</summary>
    public double ReferenceScale { get; init; } = -1;

    /// <summary>The colour of the symbol being read: QGIS <c>@symbol_color</c>.</summary>
    public Rgba? SymbolColor { get; init; }

    private StyleExpression? Variable(string name) =>
        name == "symbol_color" && SymbolColor is { } color ? Literal.Of($"{color.R},{color.G},{color.B},{color.A}") : null;

    public Length Length(Parameter<double> value, string unit) => ReferenceScale <= 0
        ? QmlUnits.Length(value, unit, Losses)
        : QmlUnits.AtReference(QmlUnits.Length(value, unit, Losses), ReferenceScale);

    /// <summary>An attribute of a renderer or label: the field of this name if there is one, else an expression.</summary>
    public StyleExpression FieldOrExpression(string text) =>
        Type.IndexOf(text) >= 0 || Type.IsKey(text)
            ? ExpressionParser.Field(text, Type, Losses) : ExpressionParser.Parse(text, Type, Losses);

    /// <summary>The expression, or null with a note that says what happens instead.</summary>
    public StyleExpression? TryParse(string text, string what, string instead)
    {
        try
        {
            return ExpressionParser.Parse(text, Type, Losses, Variable);
        }
        catch (ExpressionException failure)
        {
            Losses.Approximate($"{what} « {Shorten(text)} »", $"{failure.Message} ; {instead}");
            return null;
        }
    }

    /// <summary>A colour as it is written; one that cannot be read is said.</summary>
    public Rgba Color(string text, Rgba missing)
    {
        if (text.Length == 0)
            return missing;
        if (ColorText.TryParse(text, out var color))
            return color;
        Losses.Approximate($"couleur « {Shorten(text)} »", $"écriture inconnue : {missing.R},{missing.G},{missing.B} à la place");
        return missing;
    }

    public static string Shorten(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 79), "…");

    public static string Attribute(XElement element, string name, string missing = "") => (string?)element.Attribute(name) ?? missing;

    public static double Number(XElement element, string name, double missing) =>
        double.TryParse(Attribute(element, name), System.Globalization.CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : missing;
}
