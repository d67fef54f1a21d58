using System.Numerics;

namespace SrceOgc.Rendering.Styles.Marks;

/// <summary>An elliptical arc in centre form, cut into cubic segments of at most a quarter turn.</summary>
internal readonly record struct SvgArc(Vector2 Center, Vector2 Radii, float Rotation, float From, float Sweep)
{
    public int Segments => Math.Max(1, (int)MathF.Ceiling(MathF.Abs(Sweep) / (MathF.PI / 2) - 1e-4f));

    /// <summary>SVG 1.1, F.6.5 and F.6.6; null when the arc is a straight line or nothing.</summary>
    public static SvgArc? FromEndpoints(Vector2 from, Vector2 to, float radiusX, float radiusY, float rotation, bool isLarge, bool isSweep)
    {
        if (radiusX == 0 || radiusY == 0 || from == to)
            return null;
        var unturn = Matrix3x2.CreateRotation(-rotation);
        var half = Vector2.Transform((from - to) / 2, unturn);
        var radii = new Vector2(radiusX, radiusY);
        var stretch = (half / radii).LengthSquared();
        if (stretch > 1)
            radii *= MathF.Sqrt(stretch);
        var unit = half / radii;
        var share = MathF.Sqrt(MathF.Max(0, (1 - unit.LengthSquared()) / unit.LengthSquared())) * (isLarge == isSweep ? -1 : 1);
        var center = share * new Vector2(unit.Y, -unit.X);
        var start = Angle(unit - center);
        var sweep = Angle(-unit - center) - start;
        if (isSweep && sweep < 0)
            sweep += 2 * MathF.PI;
        else if (!isSweep && sweep > 0)
            sweep -= 2 * MathF.PI;
        return new(Vector2.Transform(center * radii, Matrix3x2.CreateRotation(rotation)) + (from + to) / 2, radii, rotation, start, sweep);
    }

    public (Vector2 A, Vector2 B, Vector2 End) Segment(int index)
    {
        var step = Sweep / Segments;
        var from = From + step * index;
        var reach = 4f / 3 * MathF.Tan(step / 4);
        var (sin, cos) = MathF.SinCos(from);
        var (endSin, endCos) = MathF.SinCos(from + step);
        return (Place(cos - reach * sin, sin + reach * cos), Place(endCos + reach * endSin, endSin - reach * endCos),
            Place(endCos, endSin));
    }

    private Vector2 Place(float x, float y) => Center + Vector2.Transform(new Vector2(x, y) * Radii, Matrix3x2.CreateRotation(Rotation));

    private static float Angle(Vector2 direction) => MathF.Atan2(direction.Y, direction.X);
}
