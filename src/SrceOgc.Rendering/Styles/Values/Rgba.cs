namespace SrceOgc.Rendering.Styles.Values;

/// <summary>A colour as styles write it: sRGB bytes, alpha not premultiplied.</summary>
public readonly record struct Rgba(byte R, byte G, byte B, byte A = 255)
{
    public static readonly Rgba Black = new(0, 0, 0);

    public static readonly Rgba White = new(255, 255, 255);

    /// <summary>SE 1.1, 11.2.2: the default fill of marks and polygons is 50 % grey.</summary>
    public static readonly Rgba Gray = new(128, 128, 128);

    public static readonly Rgba Transparent = new(0, 0, 0, 0);

    public bool IsTransparent => A == 0;

    public Rgba WithOpacity(double opacity) =>
        opacity >= 1 ? this : this with { A = (byte)Math.Round(A * Math.Max(opacity, 0)) };
}
