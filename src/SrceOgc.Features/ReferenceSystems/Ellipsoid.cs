namespace SrceOgc.Features.ReferenceSystems;

/// <summary>An ellipsoid of revolution, by its semi-major axis in metres and its flattening.</summary>
internal readonly record struct Ellipsoid(double SemiMajor, double Flattening)
{
    public static readonly Ellipsoid Grs80 = new(6378137, 1 / 298.257222101);

    public static readonly Ellipsoid Wgs84 = new(6378137, 1 / 298.257223563);

    /// <summary>Clarke 1880 IGN, the ellipsoid of the old French network NTF.</summary>
    public static readonly Ellipsoid Clarke1880Ign = new(6378249.2, (6378249.2 - 6356515) / 6378249.2);

    private static readonly Ellipsoid International = new(6378388, 1 / 297.0);

    private static readonly Ellipsoid Bessel = new(6377397.155, 1 / 299.1528128);

    private static readonly Ellipsoid Clarke1866 = new(6378206.4, (6378206.4 - 6356583.8) / 6378206.4);

    /// <summary>By its EPSG code or by the acronym PROJ and QGIS give it; null when it is none of these.</summary>
    public static Ellipsoid? Named(string name) => name.ToUpperInvariant() switch
    {
        "EPSG:7030" or "WGS84" => Wgs84,
        "EPSG:7019" or "GRS80" => Grs80,
        "EPSG:7011" or "CLRK80IGN" => Clarke1880Ign,
        "EPSG:7022" or "INTL" => International,
        "EPSG:7004" or "BESSEL" => Bessel,
        "EPSG:7008" or "CLRK66" => Clarke1866,
        _ => null,
    };

    public double EccentricitySquared => Flattening * (2 - Flattening);

    public double Eccentricity => Math.Sqrt(EccentricitySquared);

    public double ThirdFlattening => Flattening / (2 - Flattening);
}
