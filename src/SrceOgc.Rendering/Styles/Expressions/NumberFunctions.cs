using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

internal static class NumberFunctions
{
    public static IEnumerable<FunctionDefinition> All =>
    [
        Unary("abs", Math.Abs), Unary("sqrt", Math.Sqrt), Unary("exp", Math.Exp), Unary("ln", Math.Log), Unary("log10", Math.Log10),
        Unary("sin", Math.Sin), Unary("cos", Math.Cos), Unary("tan", Math.Tan), Unary("asin", Math.Asin), Unary("acos", Math.Acos),
            Unary("atan", Math.Atan),
        Unary("radians", x => x * Math.PI / 180), Unary("degrees", x => x * 180 / Math.PI),
        Whole("floor", Math.Floor), Whole("ceil", Math.Ceiling),
        new("pi", 0, 0, (_, _) => FieldValue.Of(Math.PI)),
        new("atan2", 2, 2, (arguments, context) => Binary(arguments, context, Math.Atan2)),
        new("log", 2, 2, (arguments, context) => Binary(arguments, context, (b, x) => Math.Log(x) / Math.Log(b))),
        new("round", 1, 2, Round), new("to_int", 1, 1, ToInteger), new("to_real", 1, 1, ToReal), new("to_bool", 1, 1, ToBoolean),
        new("min", 1, 64, (arguments, context) => Extreme(arguments, context, -1)),
        new("max", 1, 64, (arguments, context) => Extreme(arguments, context, 1)),
        new("clamp", 3, 3, Clamp), new("scale_linear", 5, 5, ScaleLinear), new("scale_exp", 6, 6, ScaleExponential),
        new("coalesce", 1, 64, Coalesce), new("nullif", 2, 2, NullIf),
    ];

    private static FunctionDefinition Unary(string name, Func<double, double> function) =>
        new(name, 1, 1, (arguments, context) => TryNumber(arguments[0], context, out var x) ? Real(function(x)) : FieldValue.Null);

    private static FunctionDefinition Whole(string name, Func<double, double> function) =>
        new(name, 1, 1, (arguments, context) =>
            TryNumber(arguments[0], context, out var x) ? FieldValue.Of((long)function(x)) : FieldValue.Null);

    private static FieldValue Binary(IReadOnlyList<StyleExpression> arguments, EvaluationContext context,
        Func<double, double, double> function) =>
        TryNumber(arguments[0], context, out var a) && TryNumber(arguments[1], context, out var b) ? Real(function(a, b)) : FieldValue.Null;

    private static bool TryNumber(StyleExpression argument, EvaluationContext context, out double number) =>
        Conversion.TryNumber(argument.Evaluate(context), out number);

    private static FieldValue Real(double value) => double.IsFinite(value) ? FieldValue.Of(value) : FieldValue.Null;

    private static FieldValue Round(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        if (!TryNumber(arguments[0], context, out var value))
            return FieldValue.Null;
        if (arguments.Count == 1)
            return FieldValue.Of((long)Math.Round(value, MidpointRounding.AwayFromZero));
        if (!TryNumber(arguments[1], context, out var places))
            return FieldValue.Null;
        var factor = Math.Pow(10, Math.Clamp(places, -15, 15));
        return Real(Math.Round(value * factor, MidpointRounding.AwayFromZero) / factor);
    }

    private static FieldValue ToInteger(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        TryNumber(arguments[0], context, out var value) ? FieldValue.Of((long)Math.Round(value)) : FieldValue.Null;

    private static FieldValue ToReal(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        TryNumber(arguments[0], context, out var value) ? FieldValue.Of(value) : FieldValue.Null;

    private static FieldValue ToBoolean(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        FieldValue.Of(arguments[0].IsTrue(context));

    private static FieldValue Extreme(IReadOnlyList<StyleExpression> arguments, EvaluationContext context, int sign)
    {
        var best = FieldValue.Null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = arguments[i].Evaluate(context);
            if (!value.IsNull && (best.IsNull || Ordering.Compare(value, best, context.Scratch) * sign > 0))
                best = value;
        }

        return best;
    }

    private static FieldValue Clamp(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        TryNumber(arguments[0], context, out var low) && TryNumber(arguments[1], context, out var value)
            && TryNumber(arguments[2], context, out var high)
            ? Real(Math.Max(low, Math.Min(value, high)))
            : FieldValue.Null;

    private static FieldValue ScaleLinear(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        Scale(arguments, context, 1);

    private static FieldValue ScaleExponential(IReadOnlyList<StyleExpression> arguments, EvaluationContext context) =>
        TryNumber(arguments[5], context, out var exponent) ? Scale(arguments, context, exponent) : FieldValue.Null;

    private static FieldValue Scale(IReadOnlyList<StyleExpression> arguments, EvaluationContext context, double exponent)
    {
        Span<double> v = stackalloc double[5];
        for (var i = 0; i < 5; i++)
            if (!TryNumber(arguments[i], context, out v[i]))
                return FieldValue.Null;
        var share = Math.Clamp((v[0] - v[1]) / (v[2] - v[1]), 0, 1);
        return Real(v[3] + (v[4] - v[3]) * Math.Pow(share, exponent));
    }

    private static FieldValue Coalesce(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = arguments[i].Evaluate(context);
            if (!value.IsNull)
                return value;
        }

        return FieldValue.Null;
    }

    private static FieldValue NullIf(IReadOnlyList<StyleExpression> arguments, EvaluationContext context)
    {
        var value = arguments[0].Evaluate(context);
        var other = arguments[1].Evaluate(context);
        return !value.IsNull && !other.IsNull && Ordering.Compare(value, other, context.Scratch) == 0 ? FieldValue.Null : value;
    }
}
