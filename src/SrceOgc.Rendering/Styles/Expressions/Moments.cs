using System.Globalization;
using System.Text;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Instants read from values, and dates written by Qt's letters.</summary>
internal static class Moments
{
    private static readonly string[] FrenchMonths = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
        "septembre", "octobre", "novembre", "décembre"];
    private static readonly string[] FrenchDays = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
    private static readonly string[] FrenchShortMonths = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.",
        "oct.", "nov.", "déc."];
    private static readonly string[] FrenchShortDays = ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."];

    public static bool TryMoment(object? value, out DateTime moment)
    {
        switch (value)
        {
            case DateTime time:
                moment = time;
                return true;
            case DateOnly date:
                moment = date.ToDateTime(TimeOnly.MinValue);
                return true;
            case string text:
                const DateTimeStyles Style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
                return DateTime.TryParseExact(text.Trim(),
                    ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-dd HH:mm:ss",
                    "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm"],
                    CultureInfo.InvariantCulture, Style, out moment);
            default:
                moment = default;
                return false;
        }
    }

    /// <summary>Qt's letters: d M y h H m s z a, quoted texts as they are. Month and day names in French or English.</summary>
    public static string Format(DateTime moment, string pattern, string language)
    {
        var isFrench = language.StartsWith("fr", StringComparison.OrdinalIgnoreCase);
        var result = new StringBuilder();
        var twelve = pattern.Contains("ap", StringComparison.OrdinalIgnoreCase);
        for (var i = 0; i < pattern.Length;)
        {
            var c = pattern[i];
            var run = 1;
            while (i + run < pattern.Length && pattern[i + run] == c)
                run++;
            if (c == '\'')
            {
                var end = pattern.IndexOf('\'', i + 1);
                end = end < 0 ? pattern.Length : end;
                result.Append(end == i + 1 ? "'" : pattern[(i + 1)..end]);
                i = end + 1;
                continue;
            }

            if (c is 'a' or 'A' && i + 1 < pattern.Length && pattern[i + 1] is 'p' or 'P')
            {
                var half = moment.Hour < 12 ? "am" : "pm";
                result.Append(c == 'A' ? half.ToUpperInvariant() : half);
                i += 2;
                continue;
            }

            var most = c switch
            {
                'd' or 'M' => 4,
                'y' => run >= 4 ? 4 : 2,
                'h' or 'H' or 'm' or 's' => 2,
                'z' => run >= 3 ? 3 : 1,
                _ =>
                1
            };
            run = Math.Min(run, most);
            result.Append(Part(moment, c, run, isFrench, twelve));
            i += run;
        }

        return result.ToString();
    }

    private static string Part(DateTime moment, char letter, int run, bool isFrench, bool twelve)
    {
        var english = CultureInfo.InvariantCulture.DateTimeFormat;
        return (letter, run) switch
        {
            ('d', 4) => isFrench ? FrenchDays[(int)moment.DayOfWeek] : english.GetDayName(moment.DayOfWeek),
            ('d', 3) => isFrench ? FrenchShortDays[(int)moment.DayOfWeek] : english.GetAbbreviatedDayName(moment.DayOfWeek),
            ('d', _) => Digits(moment.Day, run),
            ('M', 4) => isFrench ? FrenchMonths[moment.Month - 1] : english.GetMonthName(moment.Month),
            ('M', 3) => isFrench ? FrenchShortMonths[moment.Month - 1] : english.GetAbbreviatedMonthName(moment.Month),
            ('M', _) => Digits(moment.Month, run),
            ('y', 4) => Digits(moment.Year, 4),
            ('y', 2) => Digits(moment.Year % 100, 2),
            ('h', _) => Digits(twelve ? (moment.Hour + 11) % 12 + 1 : moment.Hour, run),
            ('H', _) => Digits(moment.Hour, run),
            ('m', _) => Digits(moment.Minute, run),
            ('s', _) => Digits(moment.Second, run),
            ('z', _) => Digits(moment.Millisecond, run),
            _ => letter.ToString(),
        };
    }

    private static string Digits(int number, int least) => number.ToString(CultureInfo.InvariantCulture).PadLeft(least, '0');

    /// <summary>A text read by Qt's letters; null when it does not follow them.</summary>
    public static DateTime? Parse(string text, string pattern, string language)
    {
        var names = language.StartsWith("fr", StringComparison.OrdinalIgnoreCase) ? FrenchMonths
            : CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
        for (var month = 0; month < 12 && pattern.Contains("MMMM", StringComparison.Ordinal); month++)
            text = text.Replace(names[month], $"{month + 1:00}", StringComparison.OrdinalIgnoreCase);
        pattern = pattern.Replace("MMMM", "MM", StringComparison.Ordinal).Replace("hh", "HH", StringComparison.Ordinal).Replace('z', 'f');
        const DateTimeStyles Style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParseExact(text, pattern.Length == 1 ? "%" + pattern : pattern, CultureInfo.InvariantCulture, Style,
            out var moment) ? moment : null;
    }
}
