using System.Xml.Linq;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>Functions that SLD files call, by GeoServer's names or Symbology Encoding's, said in QGIS's.</summary>
internal static class SldFunctions
{
    public static StyleExpression Read(XElement element, List<StyleExpression> arguments, SldContext context)
    {
        var name = (string?)element.Attribute("name") ?? "";
        if (name is "Recode" or "Categorize" or "Interpolate")
            return SldTransforms.Read(name, arguments);
        return Standard(name, arguments) ?? FunctionCatalog.Call(name, WithGeometry(name, arguments, context));
    }

    private static StyleExpression? Standard(string name, List<StyleExpression> a) => (name, a.Count) switch
    {
        ("strSubstring", 3) => Call("substr", a[0], Plus(a[1], 1), new Arithmetic(ArithmeticOperator.Subtract, a[2], a[1])),
        ("strSubstringStart", 2) => Call("substr", a[0], Plus(a[1], 1)),
        ("strConcat" or "Concatenate", >= 1) => FunctionCatalog.Call("concat", a),
        ("strToUpperCase", 1) => Call("upper", a[0]),
        ("strToLowerCase", 1) => Call("lower", a[0]),
        ("strCapitalize", 1) => Call("title", a[0]),
        ("strTrim" or "strTrim2", >= 1) => Call("trim", a[0]),
        ("strLength", 1) => Call("length", a[0]),
        ("strReplace", >= 3) => Call("replace", a[0], a[1], a[2]),
        ("strIndexOf", 2) => Plus(Call("strpos", a[0], a[1]), -1),
        ("strEqualsIgnoreCase", 2) => new Comparison(ComparisonOperator.Equal, Call("lower", a[0]), Call("lower", a[1])),
        ("strStartsWith", 2) => new Comparison(ComparisonOperator.Equal, Call("strpos", a[0], a[1]), Literal.Of(1L)),
        ("strMatches", 2) => Call("regexp_match", a[0], a[1]),
        ("if_then_else", 3) => new Case([new(a[0], a[1])], a[2]),
        ("isNull", 1) => new IsNull(a[0]),
        ("not", 1) => new Not(a[0]),
        ("and", 2) => new And(a[0], a[1]),
        ("or", 2) => new Or(a[0], a[1]),
        ("equalTo", >= 2) => new Comparison(ComparisonOperator.Equal, a[0], a[1]),
        ("notEqualTo", >= 2) => new Comparison(ComparisonOperator.NotEqual, a[0], a[1]),
        ("lessThan", 2) => new Comparison(ComparisonOperator.Less, a[0], a[1]),
        ("greaterThan", 2) => new Comparison(ComparisonOperator.Greater, a[0], a[1]),
        ("between", 3) => new Between(a[0], a[1], a[2]),
        ("parseDouble" or "parseInt" or "parseLong", 1) => Call("to_real", a[0]),
        ("round_2" or "roundDouble" or "rint", 1) => Call("round", a[0]),
        ("min_2" or "min_3" or "min_4", 2) => FunctionCatalog.Call("min", a),
        ("max_2" or "max_3" or "max_4", 2) => FunctionCatalog.Call("max", a),
        ("abs_2" or "abs_3" or "abs_4", 1) => Call("abs", a[0]),
        ("pow", 2) => new Arithmetic(ArithmeticOperator.Power, a[0], a[1]),
        ("modulo", 2) => new Arithmetic(ArithmeticOperator.Modulo, a[0], a[1]),
        ("numberFormat", 2) => Call("to_string", a[1]),
        ("env", >= 1) => Environment(a),
        _ when name.StartsWith("in", StringComparison.Ordinal) && (name == "in" || char.IsAsciiDigit(name[2])) && a.Count > 1 =>
            new InList(a[0], a[1..]),
        _ => null,
    };

    private static List<StyleExpression> WithGeometry(string name, List<StyleExpression> arguments, SldContext context) =>
        name is "area" or "geomLength" or "centroid" && arguments.Count == 0 && context.Type.HasGeometry
            ? [FeatureGeometry.Instance] : arguments;

    private static StyleExpression Environment(List<StyleExpression> arguments) => arguments[0] switch
    {
        Literal { Text: "wms_scale_denominator" } => new ScaleDenominator(),
        _ when arguments.Count > 1 => arguments[1],
        _ => throw new ExpressionException("« env » n'est connue que pour « wms_scale_denominator »"),
    };

    /// <summary>Symbology Encoding 1.1, 11.6.</summary>
    public static StyleExpression ReadSymbologyEncoding(XElement element, SldContext context)
    {
        var text = context.Parameter(SldContext.Child(element, "StringValue") ?? SldContext.Child(element, "LookupString")) ?? Literal.Null;
        return element.Name.LocalName switch
        {
            "Substring" => FunctionCatalog.Call("substr",
                [text, Value(element, "Position", context) ?? Literal.Of(1L), .. Value(element, "Length", context) is { } length
                    ? new[] { length } : []]),
            "Trim" => Call("trim", text),
            "ChangeCase" => Call((string?)element.Attribute("direction") == "toLower" ? "lower" : "upper", text),
            "StringLength" => Call("length", text),
            "StringPosition" => Call("strpos", Value(element, "StringValue", context) ?? Literal.Null,
                Value(element, "LookupString", context) ?? Literal.Null),
            "FormatNumber" => Call("to_string", Value(element, "NumericValue", context) ?? Literal.Null),
            _ => FunctionCatalog.Call("concat",
                [.. SldContext.Children(element, "StringValue").Select(part => context.Parameter(part) ?? Literal.Null)]),
        };
    }

    private static StyleExpression? Value(XElement element, string name, SldContext context) =>
        context.Parameter(SldContext.Child(element, name));

    private static StyleExpression Call(string name, params StyleExpression[] arguments) => FunctionCatalog.Call(name, arguments);

    private static Arithmetic Plus(StyleExpression expression, long number) => new(ArithmeticOperator.Add, expression, Literal.Of(number));
}
