using SrceOgc.Features.Layers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>An expression whose value may be an array, a map, a geometry, an interval or a colour ramp.</summary>
internal abstract record ObjectExpression : StyleExpression
{
    public sealed override bool IsObject => true;

    public abstract override object? ObjectOf(EvaluationContext context);

    public sealed override FieldValue Evaluate(EvaluationContext context) => ObjectValues.Field(Guarded(context), context);

    /// <summary>A failure of this feature's is a null.</summary>
    private object? Guarded(EvaluationContext context)
    {
        try
        {
            return ObjectOf(context);
        }
        catch (EvaluationFailure)
        {
            return null;
        }
    }
}
