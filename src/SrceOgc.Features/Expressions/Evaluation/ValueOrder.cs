using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

/// <summary>Orders two values of kinds that compare: numbers with numbers, texts by code point, dates with date-times at midnight
/// UTC.</summary>
internal static class ValueOrder
{
    private const long MillisecondsPerDay = 86_400_000;

    /// <summary>False when one is null, not a number, or of a kind that does not compare with the other's.</summary>
    public static bool TryCompare(in FieldValue left, in FieldValue right, out int order)
    {
        order = 0;
        if (left.Kind == FieldKind.Text && right.Kind == FieldKind.Text)
        {
            order = left.Bytes.SequenceCompareTo(right.Bytes);
            return true;
        }
        if (left.Kind == right.Kind && left.Kind is FieldKind.Integer or FieldKind.Boolean or FieldKind.Date or FieldKind.DateTime)
        {
            order = left.Integer.CompareTo(right.Integer);
            return true;
        }
        return TryCompareNumbers(left, right, ref order) || TryCompareInstants(left, right, ref order);
    }

    private static bool TryCompareNumbers(in FieldValue left, in FieldValue right, ref int order)
    {
        if (!left.TryGetNumber(out var a) || !right.TryGetNumber(out var b) || double.IsNaN(a) || double.IsNaN(b))
            return false;
        order = a.CompareTo(b);
        return true;
    }

    private static bool TryCompareInstants(in FieldValue left, in FieldValue right, ref int order)
    {
        if (!TryGetInstant(left, out var a) || !TryGetInstant(right, out var b))
            return false;
        order = a.CompareTo(b);
        return true;
    }

    private static bool TryGetInstant(in FieldValue value, out long milliseconds)
    {
        milliseconds = value.Kind == FieldKind.Date ? value.Integer * MillisecondsPerDay : value.Integer;
        return value.Kind is FieldKind.Date or FieldKind.DateTime;
    }
}
