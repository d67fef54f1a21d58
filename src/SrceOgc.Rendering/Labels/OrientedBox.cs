using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Labels;

/// <summary>A rectangle turned about its middle: half its width along <paramref name="Axis"/>, a unit vector, half its height
/// across.</summary>
internal readonly record struct OrientedBox(Vertex Middle, Vertex Axis, double HalfWidth, double HalfHeight)
{
    public static OrientedBox Of(Vertex middle, double angle, double width, double height) =>
        new(middle, new Vertex(Math.Cos(angle), Math.Sin(angle)), width / 2, height / 2);

    /// <summary>Half the size of the upright rectangle around the box.</summary>
    public Vertex HalfExtent => new(
        Math.Abs(Axis.X) * HalfWidth + Math.Abs(Axis.Y) * HalfHeight,
        Math.Abs(Axis.Y) * HalfWidth + Math.Abs(Axis.X) * HalfHeight);

    /// <summary>By separating axes: two rectangles are apart when a side of either has the other wholly beyond it.</summary>
    public bool Intersects(in OrientedBox other)
    {
        var between = other.Middle - Middle;
        return !IsApart(between, Axis, other) && !IsApart(between, Axis.Normal, other)
            && !IsApart(between, other.Axis, other) && !IsApart(between, other.Axis.Normal, other);
    }

    private bool IsApart(Vertex between, Vertex direction, in OrientedBox other) =>
        Math.Abs(Vertex.Dot(between, direction)) > Extent(direction) + other.Extent(direction);

    private double Extent(Vertex direction) =>
        Math.Abs(Vertex.Dot(Axis, direction)) * HalfWidth + Math.Abs(Vertex.Dot(Axis.Normal, direction)) * HalfHeight;

    /// <summary>No corner lies outside.</summary>
    public bool IsWithin(double width, double height)
    {
        var half = HalfExtent;
        return Middle.X - half.X >= 0 && Middle.X + half.X <= width && Middle.Y - half.Y >= 0 && Middle.Y + half.Y <= height;
    }

    public bool Meets(double width, double height)
    {
        var half = HalfExtent;
        return Middle.X + half.X > 0 && Middle.X - half.X < width && Middle.Y + half.Y > 0 && Middle.Y - half.Y < height;
    }
}
