using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

internal sealed record And(StyleExpression Left, StyleExpression Right) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        var knowsLeft = Conversion.TryBoolean(Left.Evaluate(context), out var left);
        if (knowsLeft && !left)
            return FieldValue.Of(false);
        var knowsRight = Conversion.TryBoolean(Right.Evaluate(context), out var right);
        return knowsRight && !right ? FieldValue.Of(false)
            : knowsLeft && knowsRight ? FieldValue.Of(true)
            : FieldValue.Null;
    }

    /// <summary>All of these, at least one: a balanced tree, so that a long list does not make a deep recursion.</summary>
    public static StyleExpression All(ReadOnlySpan<StyleExpression> operands) =>
        operands.Length == 1 ? operands[0] : new And(All(operands[..(operands.Length / 2)]), All(operands[(operands.Length / 2)..]));

    /// <summary>Both conditions; null stands for none.</summary>
    public static StyleExpression? Join(StyleExpression? left, StyleExpression? right) =>
        left is null ? right : right is null ? left : new And(left, right);
}

internal sealed record Or(StyleExpression Left, StyleExpression Right) : StyleExpression
{
    /// <summary>Any of these, at least one, balanced as <see cref="And.All"/>.</summary>
    public static StyleExpression Any(ReadOnlySpan<StyleExpression> operands) =>
        operands.Length == 1 ? operands[0] : new Or(Any(operands[..(operands.Length / 2)]), Any(operands[(operands.Length / 2)..]));

    public override FieldValue Evaluate(EvaluationContext context)
    {
        var knowsLeft = Conversion.TryBoolean(Left.Evaluate(context), out var left);
        if (knowsLeft && left)
            return FieldValue.Of(true);
        var knowsRight = Conversion.TryBoolean(Right.Evaluate(context), out var right);
        return knowsRight && right ? FieldValue.Of(true)
            : knowsLeft && knowsRight ? FieldValue.Of(false)
            : FieldValue.Null;
    }
}

internal sealed record Not(StyleExpression Operand) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context) =>
        Conversion.TryBoolean(Operand.Evaluate(context), out var value) ? FieldValue.Of(!value) : FieldValue.Null;
}

/// <summary>True when none is true: what ELSE means where conditions may be unknown.</summary>
internal sealed record NoneTrue(IReadOnlyList<StyleExpression> Operands) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        for (var i = 0; i < Operands.Count; i++)
            if (Operands[i].IsTrue(context))
                return FieldValue.Of(false);
        return FieldValue.Of(true);
    }
}

internal readonly record struct CaseBranch(StyleExpression Condition, StyleExpression Result);

/// <summary>CASE WHEN … THEN … ELSE … END, and <c>if()</c>.</summary>
internal sealed record Case(IReadOnlyList<CaseBranch> Branches, StyleExpression Otherwise) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context)
    {
        for (var i = 0; i < Branches.Count; i++)
            if (Branches[i].Condition.IsTrue(context))
                return Branches[i].Result.Evaluate(context);
        return Otherwise.Evaluate(context);
    }

    public override bool IsObject => Otherwise.IsObject || Branches.Any(branch => branch.Result.IsObject);

    public override object? ObjectOf(EvaluationContext context)
    {
        foreach (var branch in Branches)
            if (branch.Condition.IsTrue(context))
                return branch.Result.ObjectOf(context);
        return Otherwise.ObjectOf(context);
    }
}
