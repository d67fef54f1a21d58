using System.Globalization;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Model;

/// <summary>Reads the text of a literal as the kind it is compared with.</summary>
public static class LiteralText
{
    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK",
    ];

    private static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyy-MM-ddK"];

    private static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Null when the text is not of that kind.</summary>
    public static LiteralExpression? Read(string text, FieldKind kind) => kind switch
    {
        FieldKind.Text => LiteralExpression.Of(text),
        FieldKind.Integer or FieldKind.Real => ReadNumber(text),
        FieldKind.Boolean => ReadBoolean(text),
        FieldKind.Date or FieldKind.DateTime => ReadTime(text),
        _ => null,
    };

    public static LiteralExpression? ReadNumber(string text)
    {
        if (long.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return LiteralExpression.Of(integer);
        return double.TryParse(text.AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            && double.IsFinite(real)
            ? LiteralExpression.Of(real)
            : null;
    }

    /// <summary>A date (xs:date, whose time zone is of no account) or a date-time, in UTC unless it says otherwise.</summary>
    public static LiteralExpression? ReadTime(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (DateTime.TryParseExact(trimmed, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var day))
            return LiteralExpression.OfDays(DateOnly.FromDateTime(day).DayNumber - EpochDay);
        return DateTimeOffset.TryParseExact(trimmed, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var instant)
            ? LiteralExpression.OfMilliseconds(instant.ToUnixTimeMilliseconds())
            : null;
    }

    private static LiteralExpression? ReadBoolean(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "1" or "t" or "vrai" or "oui" => LiteralExpression.Of(true),
        "false" or "0" or "f" or "faux" or "non" => LiteralExpression.Of(false),
        _ => null,
    };
}
