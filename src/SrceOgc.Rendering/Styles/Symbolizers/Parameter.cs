using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Symbolizers;

/// <summary>
/// One parameter of a symbol: a constant, or an expression of the feature whose null or unusable values fall
/// back on the constant, as QGIS does with data-defined properties.
/// </summary>
public readonly record struct Parameter<T>(T Constant, StyleExpression? Expression = null)
    where T : struct
{
    public bool IsConstant => Expression is null;

    public static implicit operator Parameter<T>(T constant) => new(constant);
}

/// <summary>Evaluation of parameters; none of these allocates.</summary>
internal static class ParameterEvaluation
{
    public static double Evaluate(this in Parameter<double> parameter, EvaluationContext context) =>
        parameter.Expression is { } expression && Conversion.TryNumber(expression.Evaluate(context), out var number)
            ? number
            : parameter.Constant;

    public static Rgba Evaluate(this in Parameter<Rgba> parameter, EvaluationContext context) =>
        parameter.Expression is { } expression && ColorText.TryParse(expression.Evaluate(context).Bytes, out var color)
            ? color
            : parameter.Constant;

    public static bool Evaluate(this in Parameter<bool> parameter, EvaluationContext context) =>
        parameter.Expression is { } expression && Conversion.TryBoolean(expression.Evaluate(context), out var boolean)
            ? boolean
            : parameter.Constant;

    public static Parameter<double> Times(this in Parameter<double> parameter, double factor) =>
        factor == 1 ? parameter
        : parameter.Expression is { } expression ? new(parameter.Constant * factor, Arithmetic.Multiply(expression, factor))
        : new(parameter.Constant * factor);
}
