using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Rendering.Styles.Marks;

/// <summary>Writes a <see cref="VectorPath"/> step by step.</summary>
internal sealed class PathBuilder
{
    private readonly List<PathVerb> _verbs = [];
    private readonly List<float> _coordinates = [];

    public int Length => _verbs.Count;

    public PathBuilder Move(float x, float y) => Add(PathVerb.Move, x, y);

    public PathBuilder Line(float x, float y) => Add(PathVerb.Line, x, y);

    public PathBuilder LineOrMove(float x, float y) => Add(_verbs.Count == 0 ? PathVerb.Move : PathVerb.Line, x, y);

    public PathBuilder Quadratic(float cx, float cy, float x, float y) => Add(PathVerb.Quadratic, cx, cy, x, y);

    public PathBuilder Cubic(float ax, float ay, float bx, float by, float x, float y) => Add(PathVerb.Cubic, ax, ay, bx, by, x, y);

    public PathBuilder Close() => Add(PathVerb.Close);

    /// <summary>Part of an ellipse, in degrees counterclockwise from the x axis, joined by a line to what comes before.</summary>
    public PathBuilder Arc(float x, float y, float radiusX, float radiusY, float from, float sweep)
    {
        var steps = (int)MathF.Ceiling(MathF.Abs(sweep) / 90);
        var step = sweep / steps * MathF.PI / 180;
        var reach = 4f / 3 * MathF.Tan(step / 4);
        var angle = from * MathF.PI / 180;
        LineOrMove(x + radiusX * MathF.Cos(angle), y - radiusY * MathF.Sin(angle));
        for (var i = 0; i < steps; i++, angle += step)
        {
            var (sin, cos) = MathF.SinCos(angle);
            var (endSin, endCos) = MathF.SinCos(angle + step);
            Cubic(x + radiusX * (cos - reach * sin), y - radiusY * (sin + reach * cos),
                x + radiusX * (endCos + reach * endSin), y - radiusY * (endSin - reach * endCos),
                x + radiusX * endCos, y - radiusY * endSin);
        }

        return this;
    }

    public VectorPath Build() => new([.. _verbs], [.. _coordinates]);

    private PathBuilder Add(PathVerb verb, params ReadOnlySpan<float> coordinates)
    {
        _verbs.Add(verb);
        _coordinates.AddRange(coordinates);
        return this;
    }
}
