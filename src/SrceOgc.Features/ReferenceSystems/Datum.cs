namespace SrceOgc.Features.ReferenceSystems;

/// <summary>
/// What longitudes and latitudes are measured on. WGS 84, ETRS89, RGF93 (v1, v2, v2b) and the overseas RGAF09, RGFG95,
/// RGR92 and RGM04 agree within a metre and are taken as one, as PROJ does (null transformation). NTF is tied to
/// them by the three-parameter shift of the IGN (−168, −60, +320 m): good to 1 to 2 m over France; the grid that
/// does better (5 cm) is not carried by this product.
/// </summary>
internal sealed class Datum
{
    public static readonly Datum Geocentric = new(Ellipsoid.Grs80, 0, 0, 0);

    public static readonly Datum Ntf = new(Ellipsoid.Clarke1880Ign, -168, -60, 320);

    private readonly Ellipsoid _ellipsoid;
    private readonly double _dx;
    private readonly double _dy;
    private readonly double _dz;

    private Datum(Ellipsoid ellipsoid, double dx, double dy, double dz)
    {
        _ellipsoid = ellipsoid;
        _dx = dx;
        _dy = dy;
        _dz = dz;
    }

    /// <summary>Moves longitudes and latitudes in radians from this datum to another; heights are taken as zero on the source's
    /// ellipsoid.</summary>
    public void Shift(Datum target, Span<double> longitudes, Span<double> latitudes)
    {
        var dx = _dx - target._dx;
        var dy = _dy - target._dy;
        var dz = _dz - target._dz;
        for (var i = 0; i < longitudes.Length; i++)
        {
            var (x, y, z) = ToGeocentric(longitudes[i], latitudes[i]);
            (longitudes[i], latitudes[i]) = target.FromGeocentric(x + dx, y + dy, z + dz);
        }
    }

    private (double X, double Y, double Z) ToGeocentric(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var normal = _ellipsoid.SemiMajor / Math.Sqrt(1 - _ellipsoid.EccentricitySquared * sin * sin);
        return (normal * cos * Math.Cos(longitude), normal * cos * Math.Sin(longitude),
            normal * (1 - _ellipsoid.EccentricitySquared) * sin);
    }

    /// <summary>Bowring's formula: exact to 1e-11 rad for heights of a few kilometres.</summary>
    private (double Longitude, double Latitude) FromGeocentric(double x, double y, double z)
    {
        var a = _ellipsoid.SemiMajor;
        var b = a * (1 - _ellipsoid.Flattening);
        var e2 = _ellipsoid.EccentricitySquared;
        var p = Math.Sqrt(x * x + y * y);
        var (sin, cos) = Math.SinCos(Math.Atan2(z * a, p * b));
        var latitude = Math.Atan2(z + e2 / (1 - e2) * b * sin * sin * sin, p - e2 * a * cos * cos * cos);
        return (Math.Atan2(y, x), latitude);
    }
}
