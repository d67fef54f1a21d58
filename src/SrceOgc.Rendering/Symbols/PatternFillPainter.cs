using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

internal sealed class PatternFillPainter(PatternFill fill, SymbolContext context) : TextureFillPainter(context)
{
    /// <summary>In pixels: a grid whose other direction is coarser than this is not searched farther out.</summary>
    private const double LongestStep = 4096;

    /// <summary>In pixels from the ground's origin: beyond it the cells of a grid cannot be told apart.</summary>
    private const double Farthest = 1e12;

    private readonly PointPainter[] _marks = [.. fill.Marks.Select(mark => new PointPainter(mark, context))];

    protected override bool IsConstant { get; } = fill.Angle.IsConstant
        && fill.Marks.All(PointPainter.HasConstantLook)
        && new[] { fill.DistanceX, fill.DistanceY, fill.DisplacementX, fill.DisplacementY, fill.OffsetX, fill.OffsetY }.All(length =>
            length.Value.IsConstant);

    public override Color DotColor => _marks.Length == 0 ? Color.Transparent : _marks[0].DotColor.WithOpacity(0.5);

    /// <summary>Walks the cells of the turned grid whose corner lies within reach of the map's centre.</summary>
    protected override void DrawTexture()
    {
        var (stepX, stepY) = (Step(fill.DistanceX), Step(fill.DistanceY));
        var turn = Affine.Rotation(fill.Angle.Evaluate(Context.Evaluation));
        Vertex right = turn.Apply(1, 0), down = turn.Apply(0, 1);
        var origin = Context.Origin + right * Pixels(fill.OffsetX) + down * Pixels(fill.OffsetY);
        var center = new Vertex(Context.Canvas.Width / 2.0, Context.Canvas.Height / 2.0);
        double alongX = Vertex.Dot(center - origin, right), alongY = Vertex.Dot(center - origin, down);
        var (shiftX, shiftY) = (Pixels(fill.DisplacementX), Pixels(fill.DisplacementY));
        var (halfX, halfY) = (HalfLength(right, center, stepX, stepY, shiftX), HalfLength(down, center, stepY, stepX, shiftY));
        if (!(Math.Abs(alongX) + halfX < Farthest && Math.Abs(alongY) + halfY < Farthest))
            return;
        for (var row = Math.Floor((alongY - halfY) / stepY); row * stepY <= alongY + halfY; row++)
        {
            Context.Canvas.Limits.Look();
            for (var column = Math.Floor((alongX - halfX) / stepX); column * stepX <= alongX + halfX; column++)
            {
                var x = column * stepX + (IsOdd(row) ? shiftX : 0);
                var y = row * stepY + (IsOdd(column) ? shiftY : 0);
                var at = origin + right * x + down * y;
                foreach (var mark in _marks)
                    mark.DrawAt(at, 0);
            }
        }
    }

    /// <summary>How far from the canvas's centre cells may lie; on a part of the map no farther than their marks reach.</summary>
    private double HalfLength(Vertex direction, Vertex center, double step, double otherStep, double shift)
    {
        if (Context.Canvas.IsOnImage)
            return center.Length + Math.Min(2 * Math.Max(step, otherStep), Math.Max(2 * step, LongestStep));
        var mark = 0.0;
        foreach (var painter in _marks)
            mark = Math.Max(mark, painter.Radius);
        return HalfAlong(direction) + step + Math.Abs(shift) + Math.Min(mark, LongestStep);
    }

    private static bool IsOdd(double value) => value % 2 != 0;

    private double Step(Length length) => Math.Max(FinestGrid, Pixels(length));

    private double Pixels(Length length) => length.ToPixels(Context.Evaluation);
}
