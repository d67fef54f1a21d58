using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

internal sealed class DatePartNode(DatePart part, ValueNode operand) : ValueNode
{
    public override FieldValue Evaluate(FeatureCursor feature)
    {
        var value = operand.Evaluate(feature);
        return value.Kind switch
        {
            FieldKind.Date => FieldValue.Of(Part(value.Date.ToDateTime(TimeOnly.MinValue))),
            FieldKind.DateTime => FieldValue.Of(Part(value.DateTime)),
            _ => FieldValue.Null,
        };
    }

    private long Part(DateTime time) => part switch
    {
        DatePart.Year => time.Year,
        DatePart.Month => time.Month,
        DatePart.Day => time.Day,
        DatePart.Hour => time.Hour,
        DatePart.Minute => time.Minute,
        _ => time.Second,
    };
}
