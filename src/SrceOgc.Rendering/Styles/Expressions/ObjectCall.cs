using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>A call of a function over objects.</summary>
internal sealed record ObjectCall(ObjectFunction Function, IReadOnlyList<StyleExpression?> Given) : ObjectExpression
{
    public override object? ObjectOf(EvaluationContext context)
    {
        context.Budget.Look();
        try
        {
            var arguments = new Arguments(Given, context);
            return !Function.TakesNull && arguments.HasNull() ? null : Bounded(Function.Body(arguments));
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or ArithmeticException or FormatException
            or NetTopologySuite.Geometries.TopologyException or IndexOutOfRangeException or InvalidCastException)
        {
            throw new EvaluationFailure();
        }
    }

    public bool Equals(ObjectCall? other) => other is not null && Function.Name == other.Function.Name && Given.SequenceEqual(other.Given);

    public override int GetHashCode() => Function.Name.GetHashCode(StringComparison.Ordinal);

    private static object? Bounded(object? value) => value switch
    {
        List<object?> { Count: > RequestLimits.ExpressionItems } => throw new EvaluationFailure(),
        SortedDictionary<string, object?> { Count: > RequestLimits.ExpressionItems } => throw new EvaluationFailure(),
        NetTopologySuite.Geometries.Geometry { NumPoints: > RequestLimits.ExpressionItems } => throw new EvaluationFailure(),
        string { Length: > TextScratch.MaxTextLength } text => text[..TextScratch.MaxTextLength],
        int number => (long)number,
        double number when !double.IsFinite(number) => null,
        _ => value,
    };
}
