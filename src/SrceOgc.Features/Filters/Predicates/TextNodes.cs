using System.Text;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Queries;

namespace SrceOgc.Features.Filters.Predicates;

internal sealed class ConcatenationNode(ValueNode left, ValueNode right) : ValueNode
{
    private byte[] _scratch = new byte[256];

    public override FieldValue Evaluate(FeatureCursor feature)
    {
        var first = left.Evaluate(feature);
        if (first.Kind != FieldKind.Text)
            return FieldValue.Null;
        var length = Append(first.Bytes, 0);
        var second = right.Evaluate(feature);
        return second.Kind == FieldKind.Text ? FieldValue.Of(_scratch.AsSpan(0, Append(second.Bytes, length))) : FieldValue.Null;
    }

    private int Append(ReadOnlySpan<byte> text, int at)
    {
        if (_scratch.Length < at + text.Length)
            Array.Resize(ref _scratch, Math.Max(at + text.Length, 2 * _scratch.Length));
        text.CopyTo(_scratch.AsSpan(at));
        return at + text.Length;
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
internal sealed class TextPositionNode(ValueNode operand, ValueNode sought) : ValueNode
{
    private byte[] _scratch = new byte[64];

    public override FieldValue Evaluate(FeatureCursor feature)
    {
        var part = sought.Evaluate(feature);
        if (part.Kind != FieldKind.Text)
            return FieldValue.Null;
        if (_scratch.Length < part.Bytes.Length)
            _scratch = new byte[2 * part.Bytes.Length];
        part.Bytes.CopyTo(_scratch);
        var length = part.Bytes.Length;
        var text = operand.Evaluate(feature);
        if (text.Kind != FieldKind.Text)
            return FieldValue.Null;
        var at = text.Bytes.IndexOf(_scratch.AsSpan(0, length));
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
