using System.Globalization;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Values seen as numbers, booleans and dates, as QGIS converts them.</summary>
internal static class Conversion
{
    private const NumberStyles NumberStyle = NumberStyles.Float & ~NumberStyles.AllowTrailingWhite & ~NumberStyles.AllowLeadingWhite;

    /// <summary>A number, or a text that is one from end to end.</summary>
    public static bool TryNumber(FieldValue value, out double number) =>
        value.Kind == FieldKind.Text ? TryNumber(value.Bytes, out number) : value.TryGetNumber(out number);

    public static bool TryNumber(ReadOnlySpan<byte> utf8, out double number)
    {
        number = 0;
        return utf8.Length > 0 && utf8[0] <= (byte)'9'
            && double.TryParse(utf8, NumberStyle, CultureInfo.InvariantCulture, out number);
    }

    public static bool TryBoolean(FieldValue value, out bool boolean)
    {
        if (value.Kind == FieldKind.Boolean || value.Kind == FieldKind.Integer)
        {
            boolean = value.Boolean;
            return true;
        }

        var known = TryNumber(value, out var number);
        boolean = known ? number != 0 : value.Bytes.Length > 0;
        return !value.IsNull;
    }

    /// <summary>Milliseconds since 1970-01-01 of a date, a date-time or an ISO 8601 text.</summary>
    public static bool TryInstant(FieldValue value, out long milliseconds)
    {
        const long millisecondsPerDay = 86_400_000;
        milliseconds = value.Kind == FieldKind.Date ? value.Integer * millisecondsPerDay : value.Integer;
        return value.Kind is FieldKind.Date or FieldKind.DateTime
            || (value.Kind == FieldKind.Text && TryInstant(value.Bytes, out milliseconds));
    }

    private static bool TryInstant(ReadOnlySpan<byte> utf8, out long milliseconds)
    {
        milliseconds = 0;
        Span<char> text = stackalloc char[32];
        if (utf8.Length is < 8 or > 32 || utf8[0] is < (byte)'0' or > (byte)'9')
            return false;
        for (var i = 0; i < utf8.Length; i++)
            text[i] = (char)utf8[i];
        var style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParse(text[..utf8.Length], CultureInfo.InvariantCulture, style, out var instant))
            return false;
        milliseconds = (long)(instant - DateTime.UnixEpoch).TotalMilliseconds;
        return true;
    }

    public static FieldValue Of(bool? value) => value is { } known ? FieldValue.Of(known) : FieldValue.Null;
}
