using System.Xml.Linq;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Sld;

/// <summary>Expressions and conditions as ogc:Filter 1.1 elements.</summary>
internal static class SldExpressionWriter
{
    public static readonly XNamespace Ogc = "http://www.opengis.net/ogc";

    public static XElement Filter(StyleExpression condition) => new(Ogc + "Filter", Condition(condition));

    private static XElement Condition(StyleExpression expression) => expression switch
    {
        And and => new(Ogc + "And", Condition(and.Left), Condition(and.Right)),
        Or or => new(Ogc + "Or", Condition(or.Left), Condition(or.Right)),
        Not not => new(Ogc + "Not", Condition(not.Operand)),
        NoneTrue none => new(Ogc + "Not", AnyOf([.. none.Operands.Select(Condition)])),
        Comparison comparison => new(Ogc + Name(comparison.Operator), Value(comparison.Left), Value(comparison.Right)),
        InList list => AnyOf([.. list.Items.Select(item => new XElement(Ogc + "PropertyIsEqualTo", Value(list.Value), Value(item)))]),
        IsNull isNull => new(Ogc + "PropertyIsNull", Value(isNull.Operand)),
        Between between => new(Ogc + "PropertyIsBetween", Value(between.Value),
            new XElement(Ogc + "LowerBoundary", Value(between.Lower)), new XElement(Ogc + "UpperBoundary", Value(between.Upper))),
        Like like => new(Ogc + "PropertyIsLike",
            new XAttribute("wildCard", "%"), new XAttribute("singleChar", "_"), new XAttribute("escapeChar", "\\"),
            like.IgnoreCase ? new XAttribute("matchCase", "false") : null, Value(like.Value), Value(like.Pattern)),
        _ => new(Ogc + "PropertyIsEqualTo", Value(expression), Value(Literal.True)),
    };

    private static XElement AnyOf(XElement[] conditions) => conditions.Length == 1 ? conditions[0] : new(Ogc + "Or", conditions);

    public static XElement Value(StyleExpression expression) => expression switch
    {
        Literal { Kind: FieldKind.Null } => new(Ogc + "Literal"),
        Literal literal => new(Ogc + "Literal", literal.Text),
        FieldReference field => new(Ogc + "PropertyName", field.Name),
        FeatureIdentifier => new(Ogc + "PropertyName", "fid"),
        Arithmetic { Operator: <= ArithmeticOperator.Divide } arithmetic =>
            new(Ogc + Name(arithmetic.Operator), Value(arithmetic.Left), Value(arithmetic.Right)),
        Arithmetic arithmetic =>
            Function(arithmetic.Operator == ArithmeticOperator.Power ? "pow" : "modulo", arithmetic.Left, arithmetic.Right),
        Negate negate => new(Ogc + "Sub", Value(Literal.Of(0L)), Value(negate.Operand)),
        Concatenation concatenation => Function("Concatenate", concatenation.Left, concatenation.Right),
        Case choice => Choice(choice, 0),
        ScaleDenominator => Function("env", Literal.Of("wms_scale_denominator")),
        GeometryMeasure { Measure: Measure.Area } => Function("area"),
        GeometryMeasure => Function("geomLength"),
        FunctionCall { Function.Name: "concat" } call => Function("Concatenate", [.. call.Arguments]),
        FunctionCall call => Function(call.Function.Name, [.. call.Arguments]),
        _ => Function("isTrue", Literal.Of(ExpressionText.Of(expression))),
    };

    private static XElement Choice(Case choice, int branch) => branch == choice.Branches.Count
        ? Value(choice.Otherwise)
        : new(Ogc + "Function", new XAttribute("name", "if_then_else"), Truth(choice.Branches[branch].Condition),
            Value(choice.Branches[branch].Result), Choice(choice, branch + 1));

    /// <summary>Conditions inside expressions must be functions.</summary>
    private static XElement Truth(StyleExpression condition) => condition switch
    {
        Comparison comparison => Function(TruthName(comparison.Operator), comparison.Left, comparison.Right),
        Between between => Function("between", between.Value, between.Lower, between.Upper),
        IsNull isNull => Function("isNull", isNull.Operand),
        InList list => Function($"in{list.Items.Count}", [list.Value, .. list.Items]),
        And and => new(Ogc + "Function", new XAttribute("name", "and"), Truth(and.Left), Truth(and.Right)),
        Or or => new(Ogc + "Function", new XAttribute("name", "or"), Truth(or.Left), Truth(or.Right)),
        Not not => new(Ogc + "Function", new XAttribute("name", "not"), Truth(not.Operand)),
        _ => Value(condition),
    };

    private static XElement Function(string name, params StyleExpression[] arguments) =>
        new(Ogc + "Function", new XAttribute("name", name), arguments.Select(Value));

    private static string Name(ComparisonOperator operation) => operation switch
    {
        ComparisonOperator.Equal => "PropertyIsEqualTo",
        ComparisonOperator.NotEqual => "PropertyIsNotEqualTo",
        ComparisonOperator.Less => "PropertyIsLessThan",
        ComparisonOperator.LessOrEqual => "PropertyIsLessThanOrEqualTo",
        ComparisonOperator.Greater => "PropertyIsGreaterThan",
        _ => "PropertyIsGreaterThanOrEqualTo",
    };

    private static string TruthName(ComparisonOperator operation) => operation switch
    {
        ComparisonOperator.Equal => "equalTo",
        ComparisonOperator.NotEqual => "notEqualTo",
        ComparisonOperator.Less or ComparisonOperator.LessOrEqual => "lessThan",
        _ => "greaterThan",
    };

    private static string Name(ArithmeticOperator operation) => operation switch
    {
        ArithmeticOperator.Add => "Add",
        ArithmeticOperator.Subtract => "Sub",
        ArithmeticOperator.Multiply => "Mul",
        _ => "Div",
    };
}
