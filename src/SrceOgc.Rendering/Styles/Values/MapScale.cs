namespace SrceOgc.Rendering.Styles.Values;

/// <summary>
/// What turns a style's lengths into pixels for one map. <paramref name="Resolution"/> is in map units per pixel;
/// <paramref name="MetresPerUnit"/> is about 111 319.49 for degrees.
/// </summary>
public readonly record struct MapScale(double Resolution, double MetresPerUnit, double Dpi)
{
    /// <summary>The resolution of QGIS's and QGIS Server's canvas, for which QML styles are drawn.</summary>
    public const double DefaultDpi = 96;

    /// <summary>
    /// The scale as QGIS computes it, from the device's real pixel. OGC scales suppose a pixel of 0.28 mm
    /// (SE 1.1, 10.2); the SLD reader converts them once so that both agree at 96 dpi.
    /// </summary>
    public double Denominator => Resolution * MetresPerUnit * Dpi / 0.0254;

    public double PixelsPerMillimetre => Dpi / 25.4;

    public double PixelsPerPoint => Dpi / 72;

    /// <summary>A style's "pixel" is 1/96 inch, so that a map asked for at 192 dpi keeps its looks.</summary>
    public double PixelsPerPixel => Dpi / DefaultDpi;

    public double ToPixels(double value, LengthUnit unit) => unit switch
    {
        LengthUnit.Millimetre => value * PixelsPerMillimetre,
        LengthUnit.Point => value * PixelsPerPoint,
        LengthUnit.MapUnit => value / Resolution,
        LengthUnit.GroundMetre => value / (Resolution * MetresPerUnit),
        _ => value * PixelsPerPixel,
    };
}
