namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Sums and differences of dates and intervals; of anything else, what <see cref="Arithmetic"/> gives.</summary>
internal sealed record ObjectArithmetic(ArithmeticOperator Operator, StyleExpression Left, StyleExpression Right) : ObjectExpression
{
    public override object? ObjectOf(EvaluationContext context)
    {
        var (left, right) = (Left.ObjectOf(context), Right.ObjectOf(context));
        if (left is null || right is null)
            return null;
        var sign = Operator == ArithmeticOperator.Add ? 1 : -1;
        return (left, right) switch
        {
            (Interval a, DateOnly or DateTime) when sign > 0 => Moved(right, a.Seconds),
            (DateOnly or DateTime or TimeOnly, Interval b) when Operator <= ArithmeticOperator.Subtract => Moved(left, sign * b.Seconds),
            (TimeOnly a, TimeOnly b) when sign < 0 =>
                new Interval((a - b).TotalSeconds > 0 && a < b ? (a - b).TotalSeconds - Interval.Day : (a - b).TotalSeconds),
            (DateOnly or DateTime, DateOnly or DateTime) when Operator == ArithmeticOperator.Subtract
                && Moments.TryMoment(left, out var from) && Moments.TryMoment(right, out var to) => new Interval((from - to).TotalSeconds),
            _ => Plain(left, right, context),
        };
    }

    private object? Plain(object left, object right, EvaluationContext context) =>
        left is List<object?> or SortedDictionary<string, object?> or Interval or NetTopologySuite.Geometries.Geometry
        || right is List<object?> or SortedDictionary<string, object?> or Interval or NetTopologySuite.Geometries.Geometry
            ? throw new EvaluationFailure()
            : ObjectValues.Of(new Arithmetic(Operator, new Constant(left), new Constant(right)).Evaluate(context));

    private static object Moved(object moment, double seconds) => moment switch
    {
        TimeOnly time => time.Add(TimeSpan.FromSeconds(seconds)),
        DateOnly date => date.ToDateTime(TimeOnly.MinValue).AddSeconds(seconds),
        _ => ((DateTime)moment).AddSeconds(seconds),
    };
}

/// <summary>A value that is known.</summary>
internal sealed record Constant(object? Held) : ObjectExpression
{
    public override object? ObjectOf(EvaluationContext context) => Held;
}

/// <summary>Comparisons where a side may be an array, a map, a time or an interval.</summary>
internal sealed record ObjectComparison(ComparisonOperator Operator, StyleExpression Left, StyleExpression Right) : ObjectExpression
{
    public override object? ObjectOf(EvaluationContext context)
    {
        var (left, right) = (Left.ObjectOf(context), Right.ObjectOf(context));
        if (left is null || right is null)
            return null;
        if (Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            return ObjectValues.Same(left, right) == (Operator == ComparisonOperator.Equal);
        return ObjectValues.Compare(left, right) is not { } order ? null : Operator switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }
}
