using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Symbolizers;

/// <summary>A colour and the opacity that multiplies its alpha: a symbol's opacity weighs on each of its paints, as in QGIS.</summary>
public readonly record struct Paint(Parameter<Rgba> Color, Parameter<double> Opacity)
{
    public static readonly Paint None = Rgba.Transparent;

    public bool IsConstant => Color.IsConstant && Opacity.IsConstant;

    /// <summary>Nothing is ever painted: a constant and transparent colour.</summary>
    public bool IsNone => IsConstant && Color.Constant.WithOpacity(Opacity.Constant).IsTransparent;

    public Rgba Evaluate(EvaluationContext context) =>
        Color.Evaluate(context).WithOpacity(Opacity.Evaluate(context));

    public Paint Fade(double opacity) => opacity >= 1 ? this : this with { Opacity = Opacity.Times(opacity) };

    public static implicit operator Paint(Rgba color) => new(color, 1.0);
}
