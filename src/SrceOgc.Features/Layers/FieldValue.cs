using System.Runtime.CompilerServices;
using System.Text;

namespace SrceOgc.Features.Layers;

/// <summary>
/// One value of one feature, without allocation: scalars in 64 bits, text as the UTF-8 bytes where they lie
/// (valid until the cursor moves). Dates are days since 1970-01-01, date-times milliseconds since then in UTC.
/// </summary>
public readonly ref struct FieldValue
{
    private readonly long _bits;

    private FieldValue(FieldKind kind, long bits, ReadOnlySpan<byte> bytes)
    {
        Kind = kind;
        _bits = bits;
        Bytes = bytes;
    }

    public FieldKind Kind { get; }

    /// <summary>UTF-8 of a text, content of a blob.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    public static FieldValue Null => default;

    public bool IsNull => Kind == FieldKind.Null;

    public bool Boolean => _bits != 0;

    public long Integer => _bits;

    public double Real => BitConverter.Int64BitsToDouble(_bits);

    public DateOnly Date => DateOnly.FromDayNumber((int)(_bits + UnixEpochDay));

    public DateTime DateTime => System.DateTime.UnixEpoch.AddMilliseconds(_bits);

    /// <summary>A text as a string: allocates, so not for paths run per feature.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    private const int UnixEpochDay = 719162;

    public static FieldValue Of(bool value) => new(FieldKind.Boolean, value ? 1 : 0, default);

    public static FieldValue Of(long value) => new(FieldKind.Integer, value, default);

    public static FieldValue Of(double value) => new(FieldKind.Real, BitConverter.DoubleToInt64Bits(value), default);

    public static FieldValue Of(ReadOnlySpan<byte> utf8) => new(FieldKind.Text, 0, utf8);

    public static FieldValue OfDays(long daysSinceEpoch) => new(FieldKind.Date, daysSinceEpoch, default);

    public static FieldValue OfMilliseconds(long millisecondsSinceEpoch) => new(FieldKind.DateTime, millisecondsSinceEpoch, default);

    public static FieldValue OfBlob(ReadOnlySpan<byte> bytes) => new(FieldKind.Blob, 0, bytes);

    /// <summary>The number this value stands for: integers, reals and booleans; false for anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetNumber(out double number)
    {
        number = Kind == FieldKind.Real ? Real : _bits;
        return Kind is FieldKind.Real or FieldKind.Integer or FieldKind.Boolean;
    }
}
