namespace SrceOgc.Features.ReferenceSystems;

/// <summary>An ellipsoid of revolution, by its semi-major axis in metres and its flattening.</summary>
internal readonly record struct Ellipsoid(double SemiMajor, double Flattening)
{
    public static readonly Ellipsoid Grs80 = new(6378137, 1 / 298.257222101);

    public static readonly Ellipsoid Wgs84 = new(6378137, 1 / 298.257223563);

    /// <summary>Clarke 1880 IGN, the ellipsoid of the old French network NTF.</summary>
    public static readonly Ellipsoid Clarke1880Ign = new(6378249.2, (6378249.2 - 6356515) / 6378249.2);

    public double EccentricitySquared => Flattening * (2 - Flattening);

    public double Eccentricity => Math.Sqrt(EccentricitySquared);

    public double ThirdFlattening => Flattening / (2 - Flattening);
}
