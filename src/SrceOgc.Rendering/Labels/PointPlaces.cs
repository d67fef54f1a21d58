using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Labels;

/// <summary>Places of labels at a point.</summary>
internal static class PointPlaces
{
    /// <summary>Right first, then left, above, below and the corners: the order of Imhof's rules, upright scripts read best at the right.</summary>
    private static readonly (int X, int Y)[] Sides = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)];

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
            places.Add(new(point + new Vertex(x * (text.Width / 2 + geometry.Distance), y * (text.Height / 2 + geometry.Distance)), geometry.Angle));
    }
}

/// <summary>The lengths of a text symbolizer for one feature, in pixels; the angle in radians.</summary>
internal readonly record struct LabelGeometry(double AnchorX, double AnchorY, double OffsetX, double OffsetY, double Distance, double Angle, double Repeat, LineSides Sides);
