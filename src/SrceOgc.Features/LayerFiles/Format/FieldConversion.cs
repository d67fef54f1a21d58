using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.LayerFiles.Format;

/// <summary>Values as SQLite gives them (integer, real, text, blob) against the kinds of fields, and back to text.</summary>
public static class FieldConversion
{
    /// <summary>The 64 bits of the value as a field of this kind; false when it does not fit without loss, and for texts and
    /// blobs.</summary>
    public static bool TryConvert(FieldValue value, FieldKind kind, out long bits)
    {
        bits = 0;
        return kind switch
        {
            FieldKind.Boolean => TryBoolean(value, out bits),
            FieldKind.Integer => TryInteger(value, out bits),
            FieldKind.Real => TryReal(value, out bits),
            FieldKind.Date => value.Kind == FieldKind.Text && TryDate(value.Bytes, out bits),
            FieldKind.DateTime => value.Kind == FieldKind.Text && TryDateTime(value.Bytes, out bits),
            _ => false,
        };
    }

    public static FieldValue OfBits(FieldKind kind, long bits) => kind switch
    {
        FieldKind.Boolean => FieldValue.Of(bits != 0),
        FieldKind.Real => FieldValue.Of(BitConverter.Int64BitsToDouble(bits)),
        FieldKind.Date => FieldValue.OfDays(bits),
        FieldKind.DateTime => FieldValue.OfMilliseconds(bits),
        _ => FieldValue.Of(bits),
    };

    /// <summary>A scalar as ISO or invariant text; at most 64 bytes.</summary>
    public static int Format(FieldValue value, Span<byte> utf8)
    {
        var written = 0;
        _ = value.Kind switch
        {
            FieldKind.Boolean => Utf8Formatter.TryFormat(value.Boolean, utf8, out written, 'l'),
            FieldKind.Integer => value.Integer.TryFormat(utf8, out written, provider: CultureInfo.InvariantCulture),
            FieldKind.Real => value.Real.TryFormat(utf8, out written, provider: CultureInfo.InvariantCulture),
            FieldKind.Date => value.Date.TryFormat(utf8, out written, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            FieldKind.DateTime => value.DateTime.TryFormat(utf8, out written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            _ => false,
        };
        return written;
    }

    private static bool TryBoolean(FieldValue value, out long bits)
    {
        bits = value.Kind == FieldKind.Integer ? value.Integer : -1;
        if (value.Kind == FieldKind.Text)
            bits = Encoding.UTF8.GetString(value.Bytes) is "t" or "T" or "true" or "TRUE" or "True" or "1" ? 1
                : Encoding.UTF8.GetString(value.Bytes) is "f" or "F" or "false" or "FALSE" or "False" or "0" ? 0
                : -1;
        return bits is 0 or 1;
    }

    private static bool TryInteger(FieldValue value, out long bits)
    {
        bits = value.Integer;
        return value.Kind switch
        {
            FieldKind.Integer => true,
            FieldKind.Text => Utf8Parser.TryParse(value.Bytes, out bits, out var used) && used == value.Bytes.Length
                && IsCanonical(value.Bytes),
            _ => false,
        };
    }

    /// <summary>"02001" is a code, not the number 2001.</summary>
    private static bool IsCanonical(ReadOnlySpan<byte> digits) => digits is [_] or [not (byte)'0', ..] && digits[0] != '+';

    private static bool TryReal(FieldValue value, out long bits)
    {
        bits = value.Kind switch
        {
            FieldKind.Integer => BitConverter.DoubleToInt64Bits(value.Integer),
            _ => BitConverter.DoubleToInt64Bits(value.Real),
        };
        if (value.Kind == FieldKind.Text && double.TryParse(value.Bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && IsCanonical(value.Bytes))
            bits = BitConverter.DoubleToInt64Bits(number);
        else if (value.Kind is not (FieldKind.Integer or FieldKind.Real))
            return false;
        return double.IsFinite(BitConverter.Int64BitsToDouble(bits));
    }

    private static bool TryDate(ReadOnlySpan<byte> utf8, out long days)
    {
        const long MillisecondsPerDay = 86_400_000;
        var isDate = DateText.TryRead(utf8, out var moment);
        days = (moment.Local - (moment.Local % MillisecondsPerDay + MillisecondsPerDay) % MillisecondsPerDay) / MillisecondsPerDay;
        return isDate;
    }

    private static bool TryDateTime(ReadOnlySpan<byte> utf8, out long milliseconds)
    {
        var isDate = DateText.TryRead(utf8, out var moment);
        milliseconds = moment.Local - moment.OffsetMinutes * 60_000L;
        return isDate;
    }
}
