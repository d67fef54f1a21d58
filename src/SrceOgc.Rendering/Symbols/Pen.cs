using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using LineCap = SrceOgc.Rendering.Rasterization.LineCap;
using LineJoin = SrceOgc.Rendering.Rasterization.LineJoin;

namespace SrceOgc.Rendering.Symbols;

/// <summary>A stroke in pixels. Constant ones are worked out once, others by <see cref="Prepare"/> for each feature.</summary>
internal sealed class Pen
{
    private readonly Stroke _stroke;
    private readonly bool _isConstant;
    private readonly double[] _dashes;

    public Pen(Stroke stroke, EvaluationContext context)
    {
        _stroke = stroke;
        _dashes = new double[stroke.Dashes?.Lengths.Count & ~1 ?? 0];
        Evaluate(context);
        _isConstant = stroke.Paint.IsConstant && stroke.Width.Value.IsConstant && stroke.Dashes?.Offset.IsConstant != false;
    }

    public static Pen? Of(Stroke? stroke, EvaluationContext context) =>
        stroke is null || stroke.Paint.IsNone ? null : new Pen(stroke, context);

    public bool IsConstant => _isConstant;

    public bool IsDashed => _dashes.Length > 0;

    public Color Color { get; private set; }

    public StrokeStyle Style { get; private set; }

    public ReadOnlySpan<double> Dashes => _dashes;

    public double DashOffset { get; private set; }

    public void Prepare(EvaluationContext context)
    {
        if (!_isConstant)
            Evaluate(context);
    }

    private void Evaluate(EvaluationContext context)
    {
        var width = _stroke.Width.ToPixels(context);
        // A width of zero is a hairline, one pixel of the device whatever the scale.
        width = width > 0 ? Math.Min(width, SymbolBounds.Length) : 1;
        Style = new StrokeStyle(width, (LineCap)_stroke.Cap, (LineJoin)_stroke.Join);
        Color = _stroke.Paint.Evaluate(context).ToColor();
        for (var i = 0; i < _dashes.Length; i++)
            _dashes[i] = DashLength(_stroke.Dashes!.Lengths[i], context);
        DashOffset = _stroke.Dashes is { } dashes ? SymbolBounds.Bounded(DashLength(dashes.Offset.Evaluate(context), context)) : 0;
    }

    private double DashLength(double length, EvaluationContext context) =>
        _stroke.Dashes!.Unit == LengthUnit.Percent
            ? length / 100 * Style.Width
            : context.Scale.ToPixels(length, _stroke.Dashes.Unit);

    public void Draw(Canvas canvas, PathBuffer path, double offset = 0)
    {
        if (offset == 0 && !IsDashed)
            canvas.Stroke(path, Style, Color);
        else
            canvas.Stroke(path, Style, Color, offset, _dashes, DashOffset);
    }
}
