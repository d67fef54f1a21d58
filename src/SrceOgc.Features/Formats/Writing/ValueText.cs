using System.Globalization;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Writing;

/// <summary>The text of values that are not text: the same in XML, JSON and CSV.</summary>
public static class ValueText
{
    private const int LongestValue = 40;

    private const long MillisecondsPerSecond = 1000;

    /// <summary>Writes a number, a boolean or a date; false (and nothing written) for texts, blobs, nulls and what is not a
    /// number.</summary>
    public static bool TryWrite(this Utf8Output output, in FieldValue value)
    {
        var room = output.Room(LongestValue);
        var written = 0;
        var isWritten = value.Kind switch
        {
            FieldKind.Boolean => Copy(value.Boolean ? "true"u8 : "false"u8, room, out written),
            FieldKind.Integer => value.Integer.TryFormat(room, out written, default, CultureInfo.InvariantCulture),
            FieldKind.Real => double.IsFinite(value.Real) && value.Real.TryFormat(room, out written, default, CultureInfo.InvariantCulture),
            FieldKind.Date => value.Date.TryFormat(room, out written, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            FieldKind.DateTime => value.DateTime.TryFormat(room, out written, Format(value.Integer), CultureInfo.InvariantCulture),
            _ => false,
        };
        output.Advance(isWritten ? written : 0);
        return isWritten;
    }

    private static string Format(long milliseconds) =>
        milliseconds % MillisecondsPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.fffZ";

    private static bool Copy(ReadOnlySpan<byte> text, Span<byte> room, out int written)
    {
        text.CopyTo(room);
        written = text.Length;
        return true;
    }
}
