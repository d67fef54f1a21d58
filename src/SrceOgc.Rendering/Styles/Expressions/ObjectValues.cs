using System.Globalization;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>
/// Values of expressions as objects: null, bool, long, double, string, byte[], <see cref="DateOnly"/>, <see cref="TimeOnly"/>,
/// <see cref="DateTime"/>, <see cref="Interval"/>, <see cref="Geometry"/>, a list of values, a map of values sorted by key, a
/// <see cref="ColorScale"/>, or <see cref="CurrentFeature"/>.
/// </summary>
internal static class ObjectValues
{
    public static object? Of(FieldValue value) => value.Kind switch
    {
        FieldKind.Boolean => value.Boolean,
        FieldKind.Integer => value.Integer,
        FieldKind.Real => value.Real,
        FieldKind.Text => value.Text,
        FieldKind.Date => value.Date,
        FieldKind.DateTime => value.DateTime,
        FieldKind.Blob => value.Bytes.ToArray(),
        _ => null,
    };

    /// <summary>As far as a field can hold it; what is no scalar is null.</summary>
    public static FieldValue Field(object? value, EvaluationContext context) => value switch
    {
        bool boolean => FieldValue.Of(boolean),
        long integer => FieldValue.Of(integer),
        double real => double.IsFinite(real) ? FieldValue.Of(real) : FieldValue.Null,
        string text => context.Scratch.Text(text),
        DateOnly date => FieldValue.OfDays(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        DateTime moment => FieldValue.OfMilliseconds((long)(moment - DateTime.UnixEpoch).TotalMilliseconds),
        TimeOnly time => context.Scratch.Text(Text(time)!),
        byte[] bytes => FieldValue.OfBlob(bytes),
        _ => FieldValue.Null,
    };

    /// <summary>The text of a scalar, as Qt writes it; null for what has none.</summary>
    public static string? Text(object? value) => value switch
    {
        string text => text,
        bool boolean => boolean ? "true" : "false",
        long integer => integer.ToString(CultureInfo.InvariantCulture),
        double real => Number(real),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString(moment.Millisecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.fff",
            CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The shortest text that reads back as the number, with an exponent of two digits from 1e+16 on.</summary>
    public static string Number(double real)
    {
        var text = real.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0)
            return text;
        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return $"{text[..mark]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    public static bool TryNumber(object? value, out double number)
    {
        switch (value)
        {
            case double real:
                number = real;
                return true;
            case long integer:
                number = integer;
                return true;
            case bool boolean:
                number = boolean ? 1 : 0;
                return true;
            case string text:
                return double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
            default:
                number = 0;
                return false;
        }
    }

    /// <summary>Whether a value counts as true; null for unknown.</summary>
    public static bool? Truth(object? value) => value switch
    {
        null => null,
        bool boolean => boolean,
        string text when !TryNumber(text, out _) => text.Length > 0,
        Geometry geometry => !geometry.IsEmpty,
        CurrentFeature => true,
        _ => TryNumber(value, out var number) ? number != 0 : null,
    };

    /// <summary>Below 0, 0 or above: numbers as numbers, dates as instants, the rest as texts; null where neither is.</summary>
    public static int? Compare(object? left, object? right)
    {
        if (left is string a && right is string b)
            return Math.Sign(string.CompareOrdinal(a, b));
        if (TryNumber(left, out var x) && TryNumber(right, out var y))
            return x.CompareTo(y);
        if (left is Interval first && right is Interval second)
            return first.Seconds.CompareTo(second.Seconds);
        if (left is TimeOnly early && right is TimeOnly late)
            return early.CompareTo(late);
        if ((left is DateOnly or DateTime || right is DateOnly or DateTime) && Moments.TryMoment(left, out var before)
            && Moments.TryMoment(right, out var after))
            return before.CompareTo(after);
        return Text(left) is { } one && Text(right) is { } other ? Math.Sign(string.CompareOrdinal(one, other)) : null;
    }

    /// <summary>Equality of any two values, nulls being equal.</summary>
    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (SortedDictionary<string, object?> a, SortedDictionary<string, object?> b) =>
            a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var other) && Same(entry.Value, other)),
        (Geometry a, Geometry b) => a.EqualsTopologically(b),
        (string a, string b) => a == b,
        (string, not string) or (not string, string) when !TryNumber(left, out _) || !TryNumber(right, out _) => Text(left) == Text(right),
        _ => Compare(left, right) == 0,
    };
}
