using System.Globalization;
using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>The data-defined properties of a symbol, a symbol layer or a label.</summary>
internal sealed class QmlOverrides
{
    private const int StaticValue = 1;
    private const int FieldName = 2;
    private const int ExpressionText = 3;
    private readonly Dictionary<string, StyleExpression> _expressions;
    private readonly QmlContext _context;

    /// <param name="element">The element that holds <c>Option[@name='properties']</c>, possibly missing.</param>
    public QmlOverrides(XElement? element, QmlContext context)
    {
        _context = context;
        _expressions = [];
        var properties = element?.Element("Option")?.Elements("Option").FirstOrDefault(option => Name(option) == "properties");
        foreach (var property in properties?.Elements("Option") ?? [])
            if (Value(property, "active") == "true" && Read(property) is { } expression)
                _expressions[Name(property)] = expression;
    }

    public QmlOverrides(QmlOverrides other)
    {
        _context = other._context;
        _expressions = new(other._expressions);
    }

    public StyleExpression? Peek(string name) => _expressions.GetValueOrDefault(name);

    public StyleExpression? Take(string name)
    {
        _expressions.Remove(name, out var expression);
        return expression;
    }

    public void ReportUnused(string owner)
    {
        foreach (var name in _expressions.Keys)
            _context.Losses.Approximate($"{owner}, propriété définie par les données « {name} »", "la valeur fixe du symbole est utilisée");
    }

    /// <summary>The x (1) or y (2) of a text such as "3,-2".</summary>
    public static StyleExpression PairPart(StyleExpression pair, int part) =>
        FunctionCatalog.Call("regexp_substr", [pair, Literal.Of(part == 1 ? "^\\s*([-+0-9.eE]+)" : ",\\s*([-+0-9.eE]+)")]);

    private static string Name(XElement option) => QmlContext.Attribute(option, "name");

    private static XElement? Child(XElement option, string name) => option.Elements("Option").FirstOrDefault(child => Name(child) == name);

    private static string Value(XElement option, string name) =>
        Child(option, name) is { } child ? QmlContext.Attribute(child, "value") : "";

    private static double Number(XElement option, string name, double missing) =>
        double.TryParse(Value(option, name), CultureInfo.InvariantCulture, out var number) ? number : missing;

    private StyleExpression? Read(XElement property)
    {
        var source = (int)Number(property, "type", 0) switch
        {
            StaticValue => Literal.Of(Value(property, "val")),
            FieldName => ExpressionParser.Field(Value(property, "field"), _context.Type, _context.Losses),
            ExpressionText => _context.TryParse(Value(property, "expression"), $"propriété « {Name(property)} »",
                "la valeur fixe du symbole est utilisée"),
            _ => null,
        };
        return source is not null && Child(property, "transformer") is { } transformer ? Transform(source, transformer) : source;
    }

    /// <summary>QGIS's assistants: 0 maps numbers, 1 sizes, 2 colours.</summary>
    private StyleExpression Transform(StyleExpression source, XElement transformer)
    {
        if (Child(transformer, "d") is not { } data)
            return source;
        return (int)Number(transformer, "t", -1) switch
        {
            0 => Scaled(source, data, "minOutput", "maxOutput", "nullOutput"),
            1 => Scaled(source, data, "minSize", "maxSize", "nullSize"),
            2 => QmlColorRamps.Colored(source, data, Number(data, "minValue", 0), Number(data, "maxValue", 1), _context),
            _ => source,
        };
    }

    private StyleExpression Scaled(StyleExpression source, XElement data, string least, string most, string missing)
    {
        var isLinear = Value(data, "scaleType") == "0";
        var curve = Child(data, "curve");
        if (curve is not null && Value(curve, "x") is not ("" or "0,1"))
            _context.Losses.Approximate("assistant avec courbe de transformation", "la courbe est remplacée par une droite");
        StyleExpression[] arguments =
        [
            source, Literal.Of(Number(data, "minValue", 0)), Literal.Of(Number(data, "maxValue", 10)),
            Literal.Of(Number(data, least, 0)), Literal.Of(Number(data, most, 10)),
        ];
        var scaled = isLinear
            ? FunctionCatalog.Call("scale_linear", arguments)
            : FunctionCatalog.Call("scale_exp", [.. arguments, Literal.Of(Number(data, "exponent", 1))]);
        return FunctionCatalog.Call("coalesce", [scaled, Literal.Of(Number(data, missing, 0))]);
    }
}
