using SrceOgc.Features.Layers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>QGIS <c>@layer_name</c>: what the layer is called where it is published.</summary>
internal sealed record LayerName : StyleExpression
{
    public override FieldValue Evaluate(EvaluationContext context) =>
        context.Source is { } source ? context.Scratch.Text(source.Type.Name) : FieldValue.Null;
}
