using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

internal enum ComparisonOperator : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal sealed record Comparison(ComparisonOperator Operator, StyleExpression Left, StyleExpression Right) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        var left = Left.Evaluate(context);
        var right = Right.Evaluate(context);
        return left.IsNull || right.IsNull ? FieldValue.Null : FieldValue.Of(Holds(Ordering.Compare(left, right, context.Scratch)));
    }

    private bool Holds(int order) => Operator switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };
}

/// <summary>
/// How two values that are not null compare in QGIS: two texts as texts; else as numbers when both can be; else as
/// instants when one of them is a date; else as texts. Texts compare by code point.
/// </summary>
internal static class Ordering
{
    public static int Compare(FieldValue left, FieldValue right, TextScratch scratch)
    {
        if (left.Kind == FieldKind.Text && right.Kind == FieldKind.Text)
            return left.Bytes.SequenceCompareTo(right.Bytes);
        if (Conversion.TryNumber(left, out var a) && Conversion.TryNumber(right, out var b))
            return a.CompareTo(b);
        if (IsInstant(left.Kind) | IsInstant(right.Kind)
            && Conversion.TryInstant(left, out var first) && Conversion.TryInstant(right, out var second))
            return first.CompareTo(second);
        return scratch.TextOf(left).SequenceCompareTo(scratch.TextOf(right));
    }

    private static bool IsInstant(FieldKind kind) => kind is FieldKind.Date or FieldKind.DateTime;
}

/// <summary>BETWEEN, both ends included.</summary>
internal sealed record Between(StyleExpression Value, StyleExpression Lower, StyleExpression Upper) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        var value = Value.Evaluate(context);
        var lower = Lower.Evaluate(context);
        var upper = Upper.Evaluate(context);
        return value.IsNull || lower.IsNull || upper.IsNull
            ? FieldValue.Null
            : FieldValue.Of(Ordering.Compare(value, lower, context.Scratch) >= 0 && Ordering.Compare(value, upper, context.Scratch) <= 0);
    }
}

internal sealed record IsNull(StyleExpression Operand) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context) => FieldValue.Of(Operand.Evaluate(context).IsNull);
}

/// <summary>IS and IS NOT between values: equality for which null equals null.</summary>
internal sealed record IsSame(StyleExpression Left, StyleExpression Right) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        var left = Left.Evaluate(context);
        var right = Right.Evaluate(context);
        return FieldValue.Of(left.IsNull || right.IsNull
            ? left.IsNull && right.IsNull
            : Ordering.Compare(left, right, context.Scratch) == 0);
    }
}

internal sealed record InList(StyleExpression Value, IReadOnlyList<StyleExpression> Items) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        var value = Value.Evaluate(context);
        if (value.IsNull)
            return FieldValue.Null;
        var unknown = false;
        for (var i = 0; i < Items.Count; i++)
        {
            var item = Items[i].Evaluate(context);
            unknown |= item.IsNull;
            if (!item.IsNull && Ordering.Compare(value, item, context.Scratch) == 0)
                return FieldValue.Of(true);
        }

        return unknown ? FieldValue.Null : FieldValue.Of(false);
    }
}
