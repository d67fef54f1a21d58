using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.FeatureRequests;

namespace SrceOgc.Server.Wms;

/// <summary>
/// TIME (WMS 1.3.0, annexes C and D): instants of any precision ("2019", "2019-03", "2019-03-01T12:00Z"), each the whole span it names,
/// intervals
/// "begin/end" with both ends in them, and lists of these. Layers without a date, and features without one, are always there.
/// </summary>
internal sealed class TimeParameter
{
    private const long MillisecondsPerDay = 86_400_000;

    private static readonly (string Format, Func<DateTime, DateTime> End)[] Precisions =
    [
        ("yyyy", begin => begin.AddYears(1)),
        ("yyyy-MM", begin => begin.AddMonths(1)),
        ("yyyy-MM-dd", begin => begin.AddDays(1)),
        ("yyyy-MM-dd'T'HH'Z'", begin => begin.AddHours(1)),
        ("yyyy-MM-dd'T'HH:mmK", begin => begin.AddMinutes(1)),
        ("yyyy-MM-dd'T'HH:mm:ssK", begin => begin.AddSeconds(1)),
        ("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", begin => begin.AddMilliseconds(1)),
    ];

    private readonly List<(DateTime Begin, DateTime End)> _spans = [];

    /// <summary>"begin/end/P1D" and finer names every day of the interval; a longer period would name some of them.</summary>
    private static bool IsEveryDay(string period) => period.Trim() is "P1D" || period.Trim().StartsWith("PT", StringComparison.Ordinal);

    public static TimeParameter? Read(string text)
    {
        if (text.Trim().Equals("default", StringComparison.OrdinalIgnoreCase))
            return null;
        var values = text.Split(',', RequestLimits.TimeValues + 1);
        if (values.Length > RequestLimits.TimeValues)
            throw Invalid(text);
        var parameter = new TimeParameter();
        foreach (var value in values)
            parameter._spans.Add(value.Split('/') switch
            {
                [var instant] => Span(instant, text),
                [var begin, var end, var period] when IsEveryDay(period) && Span(begin, text).Begin <= Span(end, text).Begin =>
                    (Span(begin, text).Begin, Span(end, text).End),
                [var begin, var end] when Span(begin, text).Begin <= Span(end, text).Begin =>
                    (Span(begin, text).Begin, Span(end, text).End),
                _ => throw Invalid(text),
            });
        return parameter;
    }

    public Filter Of(FeatureType type)
    {
        var field = TimeField.Of(type);
        if (field < 0)
            return Filter.All;
        var property = new FieldExpression(field, type.Fields[field]);
        var spans = _spans.ConvertAll<Filter>(span => new AndFilter(
        [
            new ComparisonFilter(ComparisonOperator.GreaterOrEqual, property, At(span.Begin, property.Kind)),
            new ComparisonFilter(ComparisonOperator.LessOrEqual, property, At(span.End.AddMilliseconds(-1), property.Kind)),
        ]));
        // As in OGC API – Features: what has no date is at no time left out of a map.
        spans.Add(new IsNullFilter(property));
        return new OrFilter(spans);
    }

    /// <summary>A field of days meets a span that begins within a day.</summary>
    private static LiteralExpression At(DateTime instant, FieldKind kind)
    {
        var milliseconds = (long)(instant - DateTime.UnixEpoch).TotalMilliseconds;
        return kind == FieldKind.Date
            ? LiteralExpression.OfDays((long)Math.Floor((double)milliseconds / MillisecondsPerDay))
            : LiteralExpression.OfMilliseconds(milliseconds);
    }

    private static (DateTime Begin, DateTime End) Span(string value, string text)
    {
        foreach (var (format, end) in Precisions)
            if (DateTime.TryParseExact(value.Trim(), format, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var begin) && begin.Year < 9999)
                return (begin, end(begin));
        throw Invalid(text);
    }

    private static ServiceException Invalid(string given) => new("InvalidDimensionValue", "TIME", new(
        $"TIME : « {ServiceException.Shortened(given)} » ne convient pas ; attendu : des dates (2019, 2019-03, 2019-03-01, "
            + $"2019-03-01T12:00:00Z) ou des intervalles début/fin, séparés par des virgules.",
        $"TIME: '{ServiceException.Shortened(given)}' is not valid; expected: dates (2019, 2019-03, 2019-03-01, 2019-03-01T12:00:00Z) or "
            + $"intervals begin/end, separated by commas."));
}
