using System.Globalization;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Dates, times and intervals.</summary>
internal static class TimeFunctions
{
    public static IEnumerable<ObjectFunction> All =>
    [
        new("to_interval", "value", (in Arguments a) => a.Value(0) as Interval ?? Interval.Parse(a.Text(0))),
        new("to_date", "value format? language?", ToDate), new("to_datetime", "value format? language?", ToMoment),
        new("to_time", "value format? language?", ToTime),
        new("make_time", "hour minute second", (in Arguments a) =>
            new TimeOnly((int)a.Whole(0), (int)a.Whole(1)).Add(TimeSpan.FromSeconds(a.Number(2)))),
        new("make_datetime", "year month day hour minute second", MakeMoment),
        new("make_interval", "years? months? weeks? days? hours? minutes? seconds?", (in Arguments a) => new Interval(
            a.Number(0) * Interval.Year + a.Number(1) * Interval.Month + a.Number(2) * Interval.Week + a.Number(3) * Interval.Day
            + a.Number(4) * Interval.Hour + a.Number(5) * Interval.Minute + a.Number(6))),
        new("age", "datetime1 datetime2", (in Arguments a) => new Interval((a.Moment(0) - a.Moment(1)).TotalSeconds)),
        new("epoch", "date", (in Arguments a) => (long)(a.Moment(0) - DateTime.UnixEpoch).TotalMilliseconds),
        new("datetime_from_epoch", "long", (in Arguments a) => DateTime.UnixEpoch.AddMilliseconds(a.Whole(0))),
        new("format_date", "datetime format language?", (in Arguments a) => Moments.Format(Whole(a.Value(0)), a.Text(1), a.Text(2, "en"))),
        Part("year", Interval.Year, date => date.Year), Part("month", Interval.Month, date => date.Month),
            Part("week", Interval.Week, date => ISOWeek.GetWeekOfYear(date)),
        Part("day", Interval.Day, date => date.Day), OfDay("hour", Interval.Hour, time => time.Hour),
            OfDay("minute", Interval.Minute, time => time.Minute),
        new("second", "datetime", (in Arguments a) => a.Value(0) is Interval interval ? interval.Seconds
            : Time(a.Value(0)) is var time && time.Millisecond > 0 ? time.Second + time.Millisecond / 1000.0 : (object)(long)time.Second),
        new("day_of_week", "date", (in Arguments a) => (long)a.Moment(0).DayOfWeek),
    ];

    private static ObjectFunction Part(string name, double unit, Func<DateTime, int> part) => new(name, "date", (in Arguments a) =>
        a.Value(0) is Interval interval ? interval.Seconds / unit : (object)(long)part(Whole(a.Value(0))));

    private static ObjectFunction OfDay(string name, double unit, Func<TimeOnly, int> part) => new(name, "datetime", (in Arguments a) =>
        a.Value(0) is Interval interval ? interval.Seconds / unit : (object)(long)part(Time(a.Value(0))));

    /// <summary>Of texts, only times of day have one.</summary>
    private static TimeOnly Time(object? value) => value is string text
        ? TimeOnly.TryParseExact(text, ["HH:mm:ss", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
            : throw new EvaluationFailure()
        : TimeOnly.FromDateTime(Whole(value));

    /// <summary>A time of day is one of the first of days.</summary>
    private static DateTime Whole(object? value) => value is TimeOnly time ? DateTime.UnixEpoch + time.ToTimeSpan()
        : Moments.TryMoment(value, out var moment) ? moment
        : value is string text && TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var read)
            ? DateTime.UnixEpoch + read.ToTimeSpan()
        : throw new EvaluationFailure();

    private static DateTime? Read(in Arguments arguments) => arguments.Has(1)
        ? Moments.Parse(arguments.Text(0), arguments.Text(1), arguments.Text(2)) ?? throw new EvaluationFailure()
        : arguments.Moment(0);

    private static object? ToDate(in Arguments arguments) => Read(arguments) is { } moment ? DateOnly.FromDateTime(moment) : null;

    private static object? ToMoment(in Arguments arguments) => Read(arguments);

    private static object? ToTime(in Arguments arguments)
    {
        if (arguments.Has(1))
            return Moments.Parse(arguments.Text(0), arguments.Text(1), arguments.Text(2)) is { } read ? TimeOnly.FromDateTime(read)
                : throw new EvaluationFailure();
        return TimeOnly.FromDateTime(Whole(arguments.Value(0)));
    }

    private static object? MakeMoment(in Arguments arguments) =>
        new DateTime((int)arguments.Whole(0), (int)arguments.Whole(1), (int)arguments.Whole(2), (int)arguments.Whole(3),
            (int)arguments.Whole(4), 0, DateTimeKind.Utc)
            .AddSeconds(arguments.Number(5));
}
