using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Symbolizers;

/// <summary>A length of a symbol in its own unit, constant or computed for each feature.</summary>
public readonly record struct Length(Parameter<double> Value, LengthUnit Unit)
{
    public static readonly Length Zero = Pixels(0);

    public static Length Pixels(double value) => new(value, LengthUnit.Pixel);

    public static Length Millimetres(double value) => new(value, LengthUnit.Millimetre);

    public bool IsZero => Value.IsConstant && Value.Constant == 0;

    /// <summary>In pixels of this map; a percentage is taken of <paramref name="whole"/>, in pixels.</summary>
    public double ToPixels(EvaluationContext context, double whole = 0)
    {
        var value = Value.Evaluate(context);
        return Unit == LengthUnit.Percent ? value / 100 * whole : context.Scale.ToPixels(value, Unit);
    }

    public Length Times(double factor) => new(Value.Times(factor), Unit);
}
