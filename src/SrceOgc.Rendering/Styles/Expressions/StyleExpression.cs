using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// A typed expression whose fields are already indexes of one feature type. Evaluation allocates nothing: texts it
/// builds live in the context's scratch until the next feature. Null means unknown, as in SQL.
/// </summary>
public abstract record StyleExpression
{
    public abstract FieldValue Evaluate(EvaluationContext context);

    /// <summary>
    /// The value as an object (see <see cref="SrceOgc.Rendering.Styles.Expressions.ObjectValues"/>): what arrays, maps, geometries and
    /// intervals are passed as.
    /// Allocates.
    /// </summary>
    public virtual object? ObjectOf(EvaluationContext context) => ObjectValues.Of(Evaluate(context));

    /// <summary>Whether the value may be one that <see cref="Evaluate"/> cannot carry.</summary>
    public virtual bool IsObject => false;

    /// <summary>True only when the value is true: neither false nor unknown.</summary>
    public bool IsTrue(EvaluationContext context) =>
        Conversion.TryBoolean(Evaluate(context), out var value) && value;
}

public sealed record FieldReference(int Index, string Name) : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context) => context.Feature[Index];
}

/// <summary>The feature's identifier: QGIS <c>$id</c>.</summary>
internal sealed record FeatureIdentifier : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context) => FieldValue.Of(context.Feature.Id);
}

/// <summary>QGIS <c>@map_scale</c>, SE <c>wms_scale_denominator</c>.</summary>
internal sealed record ScaleDenominator : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context) => FieldValue.Of(context.Scale.Denominator);
}
