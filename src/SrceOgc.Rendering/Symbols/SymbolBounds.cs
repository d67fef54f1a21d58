namespace SrceOgc.Rendering.Symbols;

/// <summary>
/// The largest lengths that become outlines, in pixels of the picture, whatever an expression gives: far beyond what is seen on
/// the largest map at the finest resolution, and few enough for fixed point.
/// </summary>
internal static class SymbolBounds
{
    /// <summary>Widths of strokes, sizes of marks, lines moved aside.</summary>
    public const double Length = 32_768;

    /// <summary>As large as a label may be.</summary>
    public const double Halo = 500;

    public static double Bounded(double pixels) => Math.Clamp(pixels, -Length, Length);
}
