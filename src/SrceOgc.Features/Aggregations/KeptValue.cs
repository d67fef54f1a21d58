using System.Buffers.Binary;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Aggregations;

/// <summary>Values written one after the other into bytes, so that they outlive the cursor they came from and compare as keys.</summary>
public static class KeptValue
{
    private const int ScalarLength = 9;

    private const int TextHead = 5;

    /// <summary>Writes the value at the position; where the next one goes.</summary>
    public static int Write(in FieldValue value, ref byte[] target, int at)
    {
        var length = value.Kind is FieldKind.Text or FieldKind.Blob ? TextHead + value.Bytes.Length : ScalarLength;
        if (target.Length < at + length)
            Array.Resize(ref target, Math.Max(at + length, 2 * target.Length));
        var room = target.AsSpan(at, length);
        room[0] = (byte)value.Kind;
        if (length == ScalarLength && value.Kind is not (FieldKind.Text or FieldKind.Blob))
        {
            BinaryPrimitives.WriteInt64LittleEndian(room[1..], Bits(value));
            return at + length;
        }

        BinaryPrimitives.WriteInt32LittleEndian(room[1..], value.Bytes.Length);
        value.Bytes.CopyTo(room[TextHead..]);
        return at + length;
    }

    /// <summary>The value at the start, and what follows it.</summary>
    public static FieldValue Read(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> rest)
    {
        var kind = (FieldKind)source[0];
        if (kind is FieldKind.Text or FieldKind.Blob)
        {
            var text = source.Slice(TextHead, BinaryPrimitives.ReadInt32LittleEndian(source[1..]));
            rest = source[(TextHead + text.Length)..];
            return kind == FieldKind.Text ? FieldValue.Of(text) : FieldValue.OfBlob(text);
        }

        rest = source[ScalarLength..];
        var bits = BinaryPrimitives.ReadInt64LittleEndian(source[1..]);
        return kind switch
        {
            FieldKind.Boolean => FieldValue.Of(bits != 0),
            FieldKind.Integer => FieldValue.Of(bits),
            FieldKind.Real => FieldValue.Of(BitConverter.Int64BitsToDouble(bits)),
            FieldKind.Date => FieldValue.OfDays(bits),
            FieldKind.DateTime => FieldValue.OfMilliseconds(bits),
            _ => FieldValue.Null,
        };
    }

    /// <summary>Zero and minus zero are one value.</summary>
    private static long Bits(in FieldValue value) => value.Kind == FieldKind.Real && value.Real == 0 ? 0 : value.IsNull ? 0 : value.Integer;
}
