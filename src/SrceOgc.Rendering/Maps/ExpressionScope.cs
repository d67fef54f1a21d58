using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Rendering.Maps;

/// <summary>What an expression looks at besides the feature.</summary>
internal static class ExpressionScope
{
    /// <summary>Only comparisons of fields with constants and their combinations are known to be the same on every map.</summary>
    public static bool DependsOnFeatureOnly(StyleExpression expression) => expression switch
    {
        FieldReference or FeatureIdentifier or Literal => true,
        And and => DependsOnFeatureOnly(and.Left) && DependsOnFeatureOnly(and.Right),
        Or or => DependsOnFeatureOnly(or.Left) && DependsOnFeatureOnly(or.Right),
        Not not => DependsOnFeatureOnly(not.Operand),
        Comparison comparison => DependsOnFeatureOnly(comparison.Left) && DependsOnFeatureOnly(comparison.Right),
        InList list => DependsOnFeatureOnly(list.Value) && list.Items.All(DependsOnFeatureOnly),
        Between between => DependsOnFeatureOnly(between.Value) && DependsOnFeatureOnly(between.Lower)
            && DependsOnFeatureOnly(between.Upper),
        IsNull isNull => DependsOnFeatureOnly(isNull.Operand),
        Like like => DependsOnFeatureOnly(like.Value) && DependsOnFeatureOnly(like.Pattern),
        Arithmetic arithmetic => DependsOnFeatureOnly(arithmetic.Left) && DependsOnFeatureOnly(arithmetic.Right),
        Negate negate => DependsOnFeatureOnly(negate.Operand),
        FunctionCall { Function.Name: "left" or "right" or "substr" or "upper" or "lower" or "coalesce" } call =>
            call.Arguments.All(DependsOnFeatureOnly),
        _ => false,
    };
}
