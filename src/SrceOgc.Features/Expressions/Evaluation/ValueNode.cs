using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

/// <summary>An expression ready to run; what it returns may lie in its scratch buffer until it is evaluated again.</summary>
internal abstract class ValueNode
{
    public abstract FieldValue Evaluate(FeatureCursor feature);
}

internal sealed class FieldNode(int index) : ValueNode
{
    public override FieldValue Evaluate(FeatureCursor feature) => feature[index];
}

internal sealed class IdentifierNode : ValueNode
{
    public override FieldValue Evaluate(FeatureCursor feature) => FieldValue.Of(feature.Id);
}

internal sealed class LiteralNode(LiteralExpression literal) : ValueNode
{
    public override FieldValue Evaluate(FeatureCursor feature) => literal.Value;
}

internal sealed class ArithmeticNode(ArithmeticOperator operation, ValueNode left, ValueNode right) : ValueNode
{
    public override FieldValue Evaluate(FeatureCursor feature)
    {
        if (!left.Evaluate(feature).TryGetNumber(out var a) || !right.Evaluate(feature).TryGetNumber(out var b))
            return FieldValue.Null;
        var result = operation switch
        {
            ArithmeticOperator.Add => a + b,
            ArithmeticOperator.Subtract => a - b,
            ArithmeticOperator.Multiply => a * b,
            ArithmeticOperator.Divide => a / b,
            ArithmeticOperator.DivideWhole => Math.Truncate(a / b),
            ArithmeticOperator.Modulo => a % b,
            _ => Math.Pow(a, b),
        };
        return double.IsFinite(result) ? FieldValue.Of(result) : FieldValue.Null;
    }
}

internal sealed class NumberFunctionNode(NumberFunction function, ValueNode operand) : ValueNode
{
    public override FieldValue Evaluate(FeatureCursor feature) =>
        !operand.Evaluate(feature).TryGetNumber(out var number) ? FieldValue.Null : FieldValue.Of(function switch
        {
            NumberFunction.Absolute => Math.Abs(number),
            NumberFunction.Ceiling => Math.Ceiling(number),
            NumberFunction.Floor => Math.Floor(number),
            _ => Math.Round(number, MidpointRounding.AwayFromZero),
        });
}

internal sealed class TextLengthNode(ValueNode operand) : ValueNode
{
    public override FieldValue Evaluate(FeatureCursor feature)
    {
        var value = operand.Evaluate(feature);
        return value.IsNull ? FieldValue.Null : FieldValue.Of(Utf8Characters.Count(value.Bytes));
    }
}

internal sealed class FoldedTextNode(TextFolding folding, ValueNode operand, RequestBudget budget) : ValueNode
{
    private byte[] _scratch = new byte[256];
    private FeatureCursor? _cursor;
    private int _ordinal;
    private int _length = -1;

    public override FieldValue Evaluate(FeatureCursor feature)
    {
        if (_ordinal != feature.Ordinal || _ordinal < 0 || !ReferenceEquals(_cursor, feature))
        {
            _length = Fold(operand.Evaluate(feature));
            (_cursor, _ordinal) = (feature, feature.Ordinal);
        }

        return _length < 0 ? FieldValue.Null : FieldValue.Of(_scratch.AsSpan(0, _length));
    }

    /// <summary>-1 when there is no text.</summary>
    private int Fold(FieldValue value)
    {
        if (value.Kind != FieldKind.Text || value.Bytes.Length > RequestLimits.TextBytes)
            return -1;
        TextScratch.Grow(ref _scratch, Utf8Folding.MaximumLength(value.Bytes.Length), budget);
        return Utf8Folding.Fold(value.Bytes, _scratch, folding);
    }
}

internal sealed class TextCastNode(ValueNode operand) : ValueNode
{
    private readonly byte[] _scratch = new byte[64];

    public override FieldValue Evaluate(FeatureCursor feature)
    {
        var value = operand.Evaluate(feature);
        var written = 0;
        return value.Kind switch
        {
            FieldKind.Text => value,
            FieldKind.Boolean => FieldValue.Of(value.Boolean ? "true"u8 : "false"u8),
            FieldKind.Integer when value.Integer.TryFormat(_scratch, out written) => Scratch(written),
            FieldKind.Real when value.Real.TryFormat(_scratch, out written, default, CultureInfo.InvariantCulture) => Scratch(written),
            FieldKind.Date when value.Date.TryFormat(_scratch, out written, "yyyy-MM-dd", CultureInfo.InvariantCulture) => Scratch(written),
            FieldKind.DateTime when value.DateTime.TryFormat(_scratch, out written, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) =>
                Scratch(written),
            _ => FieldValue.Null,
        };
    }

    private FieldValue Scratch(int length) => FieldValue.Of(_scratch.AsSpan(0, length));
}
