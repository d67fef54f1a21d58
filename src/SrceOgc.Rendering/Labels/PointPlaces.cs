using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Labels;

/// <summary>Places of labels at a point.</summary>
internal static class PointPlaces
{
    /// <summary>The cartographers' order (Imhof): above right is read best, then the right, the left, above and below.</summary>
    private static readonly (int X, int Y)[] Sides = [(1, -1), (1, 1), (-1, -1), (-1, 1), (1, 0), (-1, 0), (0, -1), (0, 1)];

    /// <summary>The one place a style fixes by anchor and displacement.</summary>
    public static LabelPlace Fixed(Vertex point, LabelText text, in LabelGeometry geometry)
    {
        var toMiddle = new Vertex((0.5 - geometry.AnchorX) * text.Width, (geometry.AnchorY - 0.5) * text.Height);
        var shift = new Vertex(geometry.OffsetX, -geometry.OffsetY);
        var (sin, cos) = Math.SinCos(geometry.Angle);
        var turned = new Vertex(toMiddle.X * cos - toMiddle.Y * sin, toMiddle.X * sin + toMiddle.Y * cos);
        return new(point + turned + shift, geometry.Angle);
    }

    /// <summary>Around a point, at a distance; over it first when the distance is nothing.</summary>
    public static void Around(Vertex point, LabelText text, in LabelGeometry geometry, bool overFirst, List<LabelPlace> places)
    {
        if (overFirst)
            places.Add(new(point, geometry.Angle));
        foreach (var (x, y) in Sides)
        {
            // At a corner the distance is that of the corner itself.
            var distance = x != 0 && y != 0 ? geometry.Distance * Math.Sqrt(0.5) : geometry.Distance;
            places.Add(new(point + new Vertex(x * (text.Width / 2 + distance), y * (text.Height / 2 + distance)), geometry.Angle));
        }
    }
}

/// <summary>The lengths of a text symbolizer for one feature, in pixels; the angle in radians.</summary>
internal readonly record struct LabelGeometry(double AnchorX, double AnchorY, double OffsetX, double OffsetY, double Distance, double Angle,
    double Repeat, LineSides Sides);
