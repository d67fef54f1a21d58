namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>A length of time, in seconds; months of 30 days, years of 365.25, as QGIS counts them.</summary>
internal sealed record Interval(double Seconds)
{
    public const double Minute = 60, Hour = 3600, Day = 86_400, Week = 7 * Day, Month = 30 * Day, Year = 365.25 * Day;

    /// <summary>"1 day 2 hours" in English words, numbers before units; null when no part makes sense.</summary>
    public static Interval? Parse(string text)
    {
        var seconds = 0.0;
        var found = false;
        var words = text.Split([' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < words.Length; i++)
            if (ObjectValues.TryNumber(words[i], out var number) && Unit(words[i + 1].ToLowerInvariant()) is > 0 and var unit)
                (seconds, found) = (seconds + number * unit, true);
        return found ? new(seconds) : null;
    }

    private static double Unit(string word) =>
        word.StartsWith("second", StringComparison.Ordinal) || word == "s" || word == "sec" ? 1
        : word.StartsWith("minute", StringComparison.Ordinal) || word == "min" ? Minute
        : word.StartsWith("hour", StringComparison.Ordinal) ? Hour
        : word.StartsWith("day", StringComparison.Ordinal) ? Day
        : word.StartsWith("week", StringComparison.Ordinal) ? Week
        : word.StartsWith("month", StringComparison.Ordinal) ? Month
        : word.StartsWith("year", StringComparison.Ordinal) ? Year
        : 0;
}
