using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

internal enum ArithmeticOperator : byte
{
    Add,
    Subtract,
    Multiply,
    Divide,
    IntegerDivide,
    Modulo,
    Power,
}

/// <summary>Arithmetic as QGIS does it: whole numbers stay whole but in a division, dividing by zero gives null, and + joins
/// texts.</summary>
internal sealed record Arithmetic(ArithmeticOperator Operator, StyleExpression Left, StyleExpression Right) : StyleExpression
{
    public static Arithmetic Multiply(StyleExpression expression, double factor) =>
        new(ArithmeticOperator.Multiply, expression, Literal.Of(factor));

    public override FieldValue Evaluate(EvaluationContext context)
    {
        var left = Left.Evaluate(context);
        var right = Right.Evaluate(context);
        if (left.IsNull || right.IsNull)
            return FieldValue.Null;
        if (!Conversion.TryNumber(left, out var a) || !Conversion.TryNumber(right, out var b))
            return Operator == ArithmeticOperator.Add ? Join(left, right, context) : FieldValue.Null;
        return left.Kind == FieldKind.Integer && right.Kind == FieldKind.Integer && Operator <= ArithmeticOperator.Multiply
            ? OfIntegers(left.Integer, right.Integer)
            : OfReals(a, b);
    }

    private static FieldValue Join(FieldValue left, FieldValue right, EvaluationContext context) =>
        FieldValue.Of(context.Joined(context.Scratch.TextOf(left), context.Scratch.TextOf(right)));

    private FieldValue OfIntegers(long a, long b) => FieldValue.Of(Operator switch
    {
        ArithmeticOperator.Add => a + b,
        ArithmeticOperator.Subtract => a - b,
        _ => a * b,
    });

    private FieldValue OfReals(double a, double b)
    {
        var result = Operator switch
        {
            ArithmeticOperator.Add => a + b,
            ArithmeticOperator.Subtract => a - b,
            ArithmeticOperator.Multiply => a * b,
            ArithmeticOperator.Divide => a / b,
            ArithmeticOperator.IntegerDivide => Math.Floor(a / b),
            ArithmeticOperator.Modulo => a % b,
            _ => Math.Pow(a, b),
        };
        return !double.IsFinite(result) ? FieldValue.Null
            : Operator == ArithmeticOperator.IntegerDivide ? FieldValue.Of((long)result)
            : FieldValue.Of(result);
    }
}

internal sealed record Negate(StyleExpression Operand) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        var value = Operand.Evaluate(context);
        return value.Kind == FieldKind.Integer ? FieldValue.Of(-value.Integer)
            : Conversion.TryNumber(value, out var number) ? FieldValue.Of(-number)
            : FieldValue.Null;
    }
}

/// <summary>The operator ||, which is null when either side is.</summary>
internal sealed record Concatenation(StyleExpression Left, StyleExpression Right) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        var left = Left.Evaluate(context);
        var right = Right.Evaluate(context);
        return left.IsNull || right.IsNull
            ? FieldValue.Null
            : FieldValue.Of(context.Joined(context.Scratch.TextOf(left), context.Scratch.TextOf(right)));
    }
}
