using System.Globalization;
using System.Text;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

internal static class DateFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        Part("year", date => date.Year), Part("month", date => date.Month), Part("day", date => date.Day),
        Part("hour", date => date.Hour), Part("minute", date => date.Minute), Part("second", date => date.Second),
        Part("day_of_week", date => (int)date.DayOfWeek), Part("week", date => ISOWeek.GetWeekOfYear(date)),
        new("now", 0, 0, (_, context) => FieldValue.OfMilliseconds(Milliseconds(context.Moment.Now))),
        new("to_date", 1, 1, ToDate), new("to_datetime", 1, 1, ToDateTime), new("make_date", 3, 3, MakeDate),
            new("format_date", 2, 3, Format),
    ];

    private static FunctionDefinition Part(string name, Func<DateTime, int> part) =>
        new(name, 1, 1, (arguments, context) => Conversion.TryInstant(arguments[0].Evaluate(context), out var instant)
            ? FieldValue.Of((long)part(DateTime.UnixEpoch.AddMilliseconds(instant)))
            : FieldValue.Null);

    private static long Milliseconds(DateTime date) => (long)(date - DateTime.UnixEpoch).TotalMilliseconds;

    private static FieldValue ToDate(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        Conversion.TryInstant(arguments[0].Evaluate(context), out var instant)
            ? FieldValue.OfDays((long)Math.Floor(instant / 86_400_000.0)) : FieldValue.Null;

    private static FieldValue ToDateTime(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        Conversion.TryInstant(arguments[0].Evaluate(context), out var instant) ? FieldValue.OfMilliseconds(instant) : FieldValue.Null;

    private static FieldValue MakeDate(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        if (!Conversion.TryNumber(arguments[0].Evaluate(context), out var year)
            || !Conversion.TryNumber(arguments[1].Evaluate(context), out var month)
            || !Conversion.TryNumber(arguments[2].Evaluate(context), out var day)
            || year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month))
            return FieldValue.Null;
        return FieldValue.OfDays((long)(new DateTime((int)year, (int)month, (int)day) - DateTime.UnixEpoch).TotalDays);
    }

    /// <summary>Qt's letters for years, months, days, hours and minutes are .NET's own.</summary>
    private static FieldValue Format(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        var pattern = arguments[1].Evaluate(context);
        if (pattern.IsNull || !Conversion.TryInstant(arguments[0].Evaluate(context), out var instant))
            return FieldValue.Null;
        Span<char> format = stackalloc char[64];
        if (pattern.Bytes.Length is 0 or > 64 || !Encoding.UTF8.TryGetChars(pattern.Bytes, format, out var length))
            return FieldValue.Null;
        return FieldValue.Of(context.Scratch.Format(DateTime.UnixEpoch.AddMilliseconds(instant), format[..length]));
    }
}
