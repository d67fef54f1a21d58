using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.FeatureRequests;

namespace SrceOgc.Server.OgcApi;

/// <summary>
/// datetime (17-069r4, 7.15.4): an instant, or an interval with both ends in it, either of which may be open. A day written
/// alone is the whole day. Features without time, and layers without any, match every interval.
/// </summary>
internal static class DatetimeParameter
{
    private const long MillisecondsPerDay = 86_400_000;

    public static Filter Read(string text, FeatureType type)
    {
        var parts = text.Split('/');
        if (parts.Length > 2)
            throw Invalid(text);
        var (begin, end) = (Bound(parts[0], text, parts.Length == 2), Bound(parts[^1], text, parts.Length == 2));
        if (begin is { } from && end is { } to && First(from) > Last(to))
            throw Invalid(text);
        var field = TimeField.Of(type);
        return field < 0 || (begin is null && end is null)
            ? Filter.All : Condition(new FieldExpression(field, type.Fields[field]), begin, end);
    }

    private static OrFilter Condition(FieldExpression property, LiteralExpression? begin, LiteralExpression? end)
    {
        var parts = new List<Filter>();
        if (begin is not null)
            parts.Add(new ComparisonFilter(ComparisonOperator.GreaterOrEqual, property, At(First(begin), property.Kind)));
        if (end is not null)
            parts.Add(new ComparisonFilter(ComparisonOperator.LessOrEqual, property, At(Last(end), property.Kind)));
        return new OrFilter([new AndFilter(parts), new IsNullFilter(property)]);
    }

    /// <summary>A date is a day: it meets an interval that begins within it.</summary>
    private static LiteralExpression At(long milliseconds, FieldKind kind) => kind == FieldKind.Date
        ? LiteralExpression.OfDays((long)Math.Floor((double)milliseconds / MillisecondsPerDay))
        : LiteralExpression.OfMilliseconds(milliseconds);

    private static long First(LiteralExpression time) => time.Kind == FieldKind.Date ? time.Bits * MillisecondsPerDay : time.Bits;

    private static long Last(LiteralExpression time) => time.Kind == FieldKind.Date ? (time.Bits + 1) * MillisecondsPerDay - 1 : time.Bits;

    /// <summary>A plus sign in an address arrives as a space: "…T10:00:00 02:00".</summary>
    private static LiteralExpression? Bound(string part, string text, bool mayBeOpen) => part is "" or ".." && mayBeOpen
        ? null
        : LiteralText.ReadTime(part.Contains('T') ? part.Replace(' ', '+') : part) ?? throw Invalid(text);

    private static ServiceException Invalid(string given) => ServiceException.Invalid(
        "datetime", given, "une date, une date et heure (RFC 3339) ou un intervalle début/fin, « .. » pour une borne ouverte",
            "a date, a date-time (RFC 3339) or an interval begin/end, '..' for an open end");
}
