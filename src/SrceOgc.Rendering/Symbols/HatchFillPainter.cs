using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

internal sealed class HatchFillPainter(HatchFill fill, SymbolContext context) : TextureFillPainter(context)
{
    private readonly Pen[] _pens =
        [.. fill.Strokes.Where(stroke => !stroke.Paint.IsNone).Select(stroke => new Pen(stroke, context.Evaluation))];

    protected override bool IsConstant { get; } = fill.Angle.IsConstant && fill.Distance.Value.IsConstant && fill.Offset.Value.IsConstant
        && fill.Strokes.All(stroke => stroke.Paint.IsConstant && stroke.Width.Value.IsConstant);

    /// <summary>The lines' ink spread evenly.</summary>
    public override Color DotColor
    {
        get
        {
            if (_pens.Length == 0)
                return Color.Transparent;
            var distance = Math.Max(FinestGrid, fill.Distance.ToPixels(Context.Evaluation));
            return _pens[0].Color.WithOpacity(Math.Min(1, _pens[0].Style.Width / distance));
        }
    }

    /// <summary>Lines along the direction, at whole distances from the ground's origin, as far as the map's corners reach.</summary>
    protected override void DrawTexture()
    {
        var (distance, angle) = InWholePixels(Math.Max(FinestGrid, fill.Distance.ToPixels(Context.Evaluation)),
            fill.Angle.Evaluate(Context.Evaluation));
        // Counterclockwise on the picture, where y points down.
        var turn = Affine.Rotation(-angle);
        Vertex along = turn.Apply(1, 0), across = turn.Apply(0, 1);
        var (width, height) = (Context.Canvas.Width, Context.Canvas.Height);
        var center = new Vertex(width / 2.0, height / 2.0);
        var reach = center.Length + distance;
        // On a part of the map, only the lines that cross it.
        var side = Context.Canvas.IsOnImage ? reach : HalfAlong(across) + distance + LineMargin;
        // The ground's origin lies midway between two lines.
        var phase = Vertex.Dot(center - Context.Origin, across) - fill.Offset.ToPixels(Context.Evaluation) - distance / 2;
        var first = Math.Ceiling((phase - side) / distance) * distance - phase;
        foreach (var pen in _pens)
        {
            pen.Prepare(Context.Evaluation);
            var path = Context.Outline;
            path.Clear();
            // Dashes start at the ground's origin too.
            var start = Math.Floor(Vertex.Dot(center - Context.Origin, along) - reach);
            start = (pen.IsDashed ? start - start % Period(pen) : start) - Vertex.Dot(center - Context.Origin, along);
            for (var at = first; at <= side; at += distance)
            {
                path.Add(center + across * at + along * start);
                path.Add(center + across * at + along * reach);
                path.EndFigure(closed: false);
            }
            pen.Draw(Context.Canvas, path);
        }
    }

    /// <summary>How far the widest line reaches from its middle.</summary>
    private double LineMargin
    {
        get
        {
            var reach = 1.0;
            foreach (var pen in _pens)
                reach = Math.Max(reach, pen.Style.Width);
            return reach;
        }
    }

    /// <summary>
    /// QGIS repeats a tile of whole pixels, which sets distance and angle a little aside; so do these lines, which look
    /// alike all over the map because each meets the same pixels.
    /// </summary>
    private static (double Distance, double Angle) InWholePixels(double distance, double angle)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        if (Math.Abs(sin) < 1e-6 || Math.Abs(cos) < 1e-6)
            return (Math.Floor(distance), angle);
        double width = Math.Floor(distance / Math.Abs(sin)), height = Math.Floor(distance / Math.Abs(cos));
        var whole = Math.Atan2(height * Math.Sign(sin), width * Math.Sign(cos));
        return (height * Math.Abs(Math.Cos(whole)), whole * 180 / Math.PI);
    }

    private static double Period(Pen pen)
    {
        var period = 0.0;
        foreach (var length in pen.Dashes)
            period += length;
        return Math.Max(1, period);
    }
}
