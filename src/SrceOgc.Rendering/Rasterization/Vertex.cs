namespace SrceOgc.Rendering.Rasterization;

/// <summary>A point or a vector in pixels, x to the right and y down; (0, 0) is the corner of the first pixel, not its centre.</summary>
public readonly record struct Vertex(double X, double Y)
{
    public static Vertex operator +(Vertex a, Vertex b) => new(a.X + b.X, a.Y + b.Y);

    public static Vertex operator -(Vertex a, Vertex b) => new(a.X - b.X, a.Y - b.Y);

    public static Vertex operator -(Vertex a) => new(-a.X, -a.Y);

    public static Vertex operator *(Vertex a, double factor) => new(a.X * factor, a.Y * factor);

    public double Length => Math.Sqrt(X * X + Y * Y);

    /// <summary>Turned a quarter: (1, 0) gives (0, 1).</summary>
    public Vertex Normal => new(-Y, X);

    public static double Dot(Vertex a, Vertex b) => a.X * b.X + a.Y * b.Y;

    public static double Cross(Vertex a, Vertex b) => a.X * b.Y - a.Y * b.X;
}
