using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

internal sealed class ConcatenationNode(ValueNode left, ValueNode right, RequestBudget budget) : ValueNode
{
    private byte[] _scratch = new byte[256];

    /// <summary>Null when the whole would be longer than <see cref="RequestLimits.TextBytes"/>: it is not built.</summary>
    public override FieldValue Evaluate(FeatureCursor feature)
    {
        var first = left.Evaluate(feature);
        if (first.Kind != FieldKind.Text || !Append(first.Bytes, 0))
            return FieldValue.Null;
        var length = first.Bytes.Length;
        var second = right.Evaluate(feature);
        return second.Kind == FieldKind.Text && Append(second.Bytes, length)
            ? FieldValue.Of(_scratch.AsSpan(0, length + second.Bytes.Length)) : FieldValue.Null;
    }

    private bool Append(ReadOnlySpan<byte> text, int at)
    {
        if (at + (long)text.Length > RequestLimits.TextBytes)
            return false;
        TextScratch.Grow(ref _scratch, at + text.Length, budget, at);
        text.CopyTo(_scratch.AsSpan(at));
        return true;
    }
}

/// <summary>Room for the texts a node makes, taken from the budget of its request.</summary>
internal static class TextScratch
{
    public static void Grow(ref byte[] scratch, int needed, RequestBudget budget, int kept = 0)
    {
        if (scratch.Length >= needed)
            return;
        var larger = Math.Max(needed, 2 * scratch.Length);
        budget.Take(larger - scratch.Length);
        var grown = new byte[larger];
        scratch.AsSpan(0, kept).CopyTo(grown);
        scratch = grown;
    }
}

internal sealed class TrimmedTextNode(ValueNode operand) : ValueNode
{
    public override FieldValue Evaluate(FeatureCursor feature)
    {
        var value = operand.Evaluate(feature);
        return value.Kind == FieldKind.Text ? FieldValue.Of(value.Bytes.Trim(" \t\r\n"u8)) : FieldValue.Null;
    }
}

/// <summary>The sought text is copied aside, as both operands may use one scratch buffer.</summary>
internal sealed class TextPositionNode(ValueNode operand, ValueNode sought, RequestBudget budget) : ValueNode
{
    private byte[] _scratch = new byte[64];

    public override FieldValue Evaluate(FeatureCursor feature)
    {
        var part = sought.Evaluate(feature);
        if (part.Kind != FieldKind.Text)
            return FieldValue.Null;
        TextScratch.Grow(ref _scratch, part.Bytes.Length, budget);
        part.Bytes.CopyTo(_scratch);
        var length = part.Bytes.Length;
        var text = operand.Evaluate(feature);
        if (text.Kind != FieldKind.Text)
            return FieldValue.Null;
        var at = TextSearch.IndexOf(text.Bytes, _scratch.AsSpan(0, length), budget);
        return FieldValue.Of(at < 0 ? -1 : Utf8Characters.Count(text.Bytes[..at]));
    }
}

internal sealed class SubstringNode(ValueNode operand, ValueNode start, ValueNode? length) : ValueNode
{
    public override FieldValue Evaluate(FeatureCursor feature)
    {
        var left = double.PositiveInfinity;
        if (!start.Evaluate(feature).TryGetNumber(out var from) || (length is not null && !length.Evaluate(feature).TryGetNumber(out left)))
            return FieldValue.Null;
        var text = operand.Evaluate(feature);
        if (text.Kind != FieldKind.Text)
            return FieldValue.Null;
        var begin = Utf8Characters.Offset(text.Bytes, from);
        return FieldValue.Of(text.Bytes.Slice(begin, Utf8Characters.Offset(text.Bytes[begin..], left)));
    }
}

/// <summary>Every byte of UTF-8 that is not a continuation begins a character.</summary>
internal static class Utf8Characters
{
    public static long Count(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var value in utf8)
            count += (value & 0xC0) != 0x80 ? 1 : 0;
        return count;
    }

    /// <summary>Where so many characters end, or the end of the text.</summary>
    public static int Offset(ReadOnlySpan<byte> utf8, double characters)
    {
        var at = 0;
        for (var left = characters; left >= 1 && at < utf8.Length; left--)
        {
            Rune.DecodeFromUtf8(utf8[at..], out _, out var length);
            at += length;
        }

        return at;
    }
}
