using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.StyleFormats.Qml;

/// <summary>Expressions written back as QGIS writes them.</summary>
internal static class ExpressionText
{
    public static string Of(StyleExpression expression) => expression switch
    {
        Literal literal => Constant(literal),
        FieldReference field => $"\"{field.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        FeatureIdentifier => "$id",
        FeatureGeometry => "$geometry",
        ScaleDenominator => "@map_scale",
        GeometryTypeName => "geometry_type($geometry)",
        GeometryMeasure measure => MeasureName(measure.Measure),
        Comparison comparison => $"{Operand(comparison.Left)} {Symbol(comparison.Operator)} {Operand(comparison.Right)}",
        And and => $"{Operand(and.Left)} AND {Operand(and.Right)}",
        Or or => $"{Operand(or.Left)} OR {Operand(or.Right)}",
        Not not => $"NOT {Operand(not.Operand)}",
        NoneTrue none => $"NOT coalesce({string.Join(" OR ", none.Operands.Select(Operand))}, false)",
        IsNull isNull => $"{Operand(isNull.Operand)} IS NULL",
        IsSame same => $"{Operand(same.Left)} IS {Operand(same.Right)}",
        InList list => $"{Operand(list.Value)} IN ({Join(list.Items)})",
        Between between => $"{Operand(between.Value)} BETWEEN {Operand(between.Lower)} AND {Operand(between.Upper)}",
        Like like => $"{Operand(like.Value)} {(like.IgnoreCase ? "ILIKE" : "LIKE")} {Operand(like.Pattern)}",
        Arithmetic arithmetic => $"{Operand(arithmetic.Left)} {Symbol(arithmetic.Operator)} {Operand(arithmetic.Right)}",
        Negate negate => $"-{Operand(negate.Operand)}",
        Concatenation concatenation => $"{Operand(concatenation.Left)} || {Operand(concatenation.Right)}",
        Case choice => $"CASE {string.Join(" ",
            choice.Branches.Select(branch => $"WHEN {Of(branch.Condition)} THEN {Of(branch.Result)}"))} ELSE {Of(choice.Otherwise)} END",
        FunctionCall call => $"{call.Function.Name}({Join(call.Arguments)})",
        LayerName => "@layer_name",
        ObjectExpression value => ObjectText(value),
        _ => "NULL",
    };

    private static string ObjectText(ObjectExpression expression) => expression switch
    {
        ObjectCall call => $"{call.Function.Name}({string.Join(", ", call.Function.Named(call.Given).Select(Argument))})",
        Item item => $"{Operand(item.Holder)}[{Of(item.Key)}]",
        VariableReference variable => $"@{variable.Name}",
        FeatureItself => "@feature",
        ObjectArithmetic sum => $"{Operand(sum.Left)} {Symbol(sum.Operator)} {Operand(sum.Right)}",
        ObjectComparison comparison => $"{Operand(comparison.Left)} {Symbol(comparison.Operator)} {Operand(comparison.Right)}",
        _ => "NULL",
    };

    private static string Argument(NamedArgument argument) =>
        argument.Name is { } name ? $"{name}:={Of(argument.Value)}" : Of(argument.Value);

    /// <summary>Parentheses around whatever has parts: never wrong, seldom needed.</summary>
    private static string Operand(StyleExpression expression) => expression switch
    {
        Literal or FieldReference or FeatureIdentifier or FeatureGeometry or ScaleDenominator or GeometryTypeName or GeometryMeasure
            or FunctionCall or Case
            or ObjectCall or Item or VariableReference or FeatureItself or LayerName => Of(expression),
        _ => $"({Of(expression)})",
    };

    private static string Join(IEnumerable<StyleExpression> expressions) => string.Join(", ", expressions.Select(Of));

    private static string Constant(Literal literal) => literal.Kind switch
    {
        FieldKind.Null => "NULL",
        FieldKind.Text => $"'{literal.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'",
        _ => literal.Text,
    };

    private static string MeasureName(Measure measure) => measure switch
    {
        Measure.Area => "$area",
        Measure.Length => "$length",
        Measure.Perimeter => "$perimeter",
        Measure.X => "$x",
        Measure.Y => "$y",
        Measure.XMin => "x_min($geometry)",
        Measure.XMax => "x_max($geometry)",
        Measure.YMin => "y_min($geometry)",
        Measure.YMax => "y_max($geometry)",
        Measure.Parts => "num_geometries($geometry)",
        _ => "num_points($geometry)",
    };

    private static string Symbol(ComparisonOperator operation) => operation switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };

    private static string Symbol(ArithmeticOperator operation) => operation switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        ArithmeticOperator.IntegerDivide => "//",
        ArithmeticOperator.Modulo => "%",
        _ => "^",
    };
}
