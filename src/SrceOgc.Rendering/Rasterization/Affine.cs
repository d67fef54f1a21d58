namespace SrceOgc.Rendering.Rasterization;

/// <summary>x' = A x + B y + C, y' = D x + E y + F.</summary>
public readonly record struct Affine(double A, double B, double C, double D, double E, double F)
{
    public static readonly Affine Identity = new(1, 0, 0, 0, 1, 0);

    public static Affine Translation(double x, double y) => new(1, 0, x, 0, 1, y);

    public static Affine Scale(double x, double y) => new(x, 0, 0, 0, y, 0);

    /// <summary>Clockwise on the screen, in degrees. Multiples of 90° are exact.</summary>
    public static Affine Rotation(double degrees)
    {
        var (sine, cosine) = (degrees % 360) switch
        {
            0 => (0, 1),
            90 or -270 => (1, 0),
            180 or -180 => (0, -1),
            270 or -90 => (-1, 0),
            _ => Math.SinCos(degrees * (Math.PI / 180)),
        };
        return new(cosine, -sine, 0, sine, cosine, 0);
    }

    /// <summary>First this, then <paramref name="next"/>.</summary>
    public Affine Then(in Affine next) => new(
        next.A * A + next.B * D,
        next.A * B + next.B * E,
        next.A * C + next.B * F + next.C,
        next.D * A + next.E * D,
        next.D * B + next.E * E,
        next.D * C + next.E * F + next.F);

    public Vertex Apply(double x, double y) => new(A * x + B * y + C, D * x + E * y + F);

    public Vertex Apply(Vertex vertex) => Apply(vertex.X, vertex.Y);
}
