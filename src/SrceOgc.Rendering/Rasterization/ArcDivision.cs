namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// How often an arc must be halved to be drawn with straight chords. Arcs are halved by adding unit vectors and
/// normalising, which needs only a square root: sines differ between machines' libraries, square roots do not.
/// </summary>
internal readonly struct ArcDivision(double radius)
{
    private const double Tolerance = 0.05;

    private const int MaximumDepth = 6;

    /// <summary>Halvings for an arc between unit vectors of this dot product.</summary>
    public int Depth(double dot)
    {
        var depth = 0;
        // A chord of half-angle h departs from its arc by r (1 - cos h); cos h is halved by the half-angle formula.
        for (var cosine = HalfAngle(dot); radius * (1 - cosine) > Tolerance && depth < MaximumDepth; depth++)
            cosine = HalfAngle(cosine);
        return depth;
    }

    private static double HalfAngle(double cosine) => Math.Sqrt(Math.Max(0, (1 + cosine) / 2));
}
