using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Symbols;

internal sealed class PatternFillPainter(PatternFill fill, SymbolContext context) : TextureFillPainter(context)
{
    private readonly PointPainter[] _marks = [.. fill.Marks.Select(mark => new PointPainter(mark, context))];

    protected override bool IsConstant { get; } = fill.Angle.IsConstant
        && fill.Marks.All(PointPainter.HasConstantLook)
        && new[] { fill.DistanceX, fill.DistanceY, fill.DisplacementX, fill.DisplacementY, fill.OffsetX, fill.OffsetY }.All(length => length.Value.IsConstant);

    public override Color DotColor => _marks.Length == 0 ? Color.Transparent : _marks[0].DotColor.WithOpacity(0.5);

    /// <summary>Walks the cells of the turned grid whose corner lies within reach of the map's centre.</summary>
    protected override void DrawTexture()
    {
        var (stepX, stepY) = (Step(fill.DistanceX), Step(fill.DistanceY));
        var turn = Affine.Rotation(fill.Angle.Evaluate(Context.Evaluation));
        Vertex right = turn.Apply(1, 0), down = turn.Apply(0, 1);
        var origin = Context.Origin + right * Pixels(fill.OffsetX) + down * Pixels(fill.OffsetY);
        var center = new Vertex(Context.Canvas.Width / 2.0, Context.Canvas.Height / 2.0);
        var reach = center.Length + 2 * Math.Max(stepX, stepY);
        double alongX = Vertex.Dot(center - origin, right), alongY = Vertex.Dot(center - origin, down);
        var (shiftX, shiftY) = (Pixels(fill.DisplacementX), Pixels(fill.DisplacementY));
        for (var row = Math.Floor((alongY - reach) / stepY); row * stepY <= alongY + reach; row++)
            for (var column = Math.Floor((alongX - reach) / stepX); column * stepX <= alongX + reach; column++)
            {
                var x = column * stepX + (IsOdd(row) ? shiftX : 0);
                var y = row * stepY + (IsOdd(column) ? shiftY : 0);
                var at = origin + right * x + down * y;
                foreach (var mark in _marks)
                    mark.DrawAt(at, 0);
            }
    }

    private static bool IsOdd(double value) => value % 2 != 0;

    private double Step(Length length) => Math.Max(FinestGrid, Pixels(length));

    private double Pixels(Length length) => length.ToPixels(Context.Evaluation);
}
