namespace SrceOgc.Features.ReferenceSystems;

/// <summary>
/// Transverse Mercator by Krüger's series to n⁶, as in C. F. F. Karney, "Transverse Mercator with an accuracy of a few
/// nanometers" (2011): conformal sphere, then a complex sine series that turns its meridians into true scale.
/// Below a micrometre within 3 900 km of the central meridian; farther than 80° is out of the domain.
/// </summary>
internal sealed class TransverseMercator : Projection
{
    private const double MaximumMeridianDistance = 80 * Math.PI / 180;

    private readonly ConformalLatitude _latitude;
    private readonly SineSeries _forward;
    private readonly SineSeries _inverse;
    private readonly double _radius;
    private readonly double _centralMeridian;
    private readonly double _falseEasting;
    private readonly double _falseNorthing;

    /// <summary>The central meridian in degrees; the origin is on the equator.</summary>
    public TransverseMercator(Ellipsoid ellipsoid, double centralMeridian, double scale, double falseEasting, double falseNorthing)
    {
        var n = ellipsoid.ThirdFlattening;
        _latitude = new ConformalLatitude(ellipsoid);
        _forward = ForwardSeries(n);
        _inverse = InverseSeries(n);
        _radius = scale * ellipsoid.SemiMajor / (1 + n) * Polynomial.Of(n * n, 1, 1 / 4.0, 1 / 64.0, 1 / 256.0);
        _centralMeridian = double.DegreesToRadians(centralMeridian);
        _falseEasting = falseEasting;
        _falseNorthing = falseNorthing;
        WellKnownText = Describe(
            "Transverse_Mercator", ("latitude_of_origin", 0), ("central_meridian", centralMeridian), ("scale_factor", scale),
            ("false_easting", falseEasting), ("false_northing", falseNorthing));
    }

    public override string? WellKnownText { get; }

    public static TransverseMercator Utm(Ellipsoid ellipsoid, int zone, bool south) =>
        new(ellipsoid, zone * 6 - 183, 0.9996, 500_000, south ? 10_000_000 : 0);

    public override void Forward(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var lambda = Wrap(x[i] - _centralMeridian);
            var tau = Math.Sinh(_latitude.Isometric(y[i]));
            var (sin, cos) = Math.SinCos(lambda);
            var xi = Math.Atan2(tau, cos);
            var eta = Math.Asinh(sin / Math.Sqrt(tau * tau + cos * cos));
            var (re, im) = _forward.At(2 * xi, 2 * eta);
            var inside = Math.Abs(lambda) <= MaximumMeridianDistance;
            x[i] = inside ? _falseEasting + _radius * (eta + im) : double.NaN;
            y[i] = inside ? _falseNorthing + _radius * (xi + re) : double.NaN;
        }
    }

    public override void Inverse(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var xi = (y[i] - _falseNorthing) / _radius;
            var eta = (x[i] - _falseEasting) / _radius;
            var (re, im) = _inverse.At(2 * xi, 2 * eta);
            var (sin, cos) = Math.SinCos(xi - re);
            var lambda = Math.Atan2(Math.Sinh(eta - im), cos);
            var inside = Math.Abs(lambda) <= MaximumMeridianDistance;
            x[i] = inside ? Wrap(_centralMeridian + lambda) : double.NaN;
            y[i] = inside ? _latitude.FromConformal(Math.Asin(sin / Math.Cosh(eta - im))) : double.NaN;
        }
    }

    private static SineSeries ForwardSeries(double n) => new(
        Polynomial.Of(n, 0, 1 / 2.0, -2 / 3.0, 5 / 16.0, 41 / 180.0, -127 / 288.0, 7891 / 37800.0),
        Polynomial.Of(n, 0, 0, 13 / 48.0, -3 / 5.0, 557 / 1440.0, 281 / 630.0, -1983433 / 1935360.0),
        Polynomial.Of(n, 0, 0, 0, 61 / 240.0, -103 / 140.0, 15061 / 26880.0, 167603 / 181440.0),
        Polynomial.Of(n, 0, 0, 0, 0, 49561 / 161280.0, -179 / 168.0, 6601661 / 7257600.0),
        Polynomial.Of(n, 0, 0, 0, 0, 0, 34729 / 80640.0, -3418889 / 1995840.0),
        Polynomial.Of(n, 0, 0, 0, 0, 0, 0, 212378941 / 319334400.0));

    private static SineSeries InverseSeries(double n) => new(
        Polynomial.Of(n, 0, 1 / 2.0, -2 / 3.0, 37 / 96.0, -1 / 360.0, -81 / 512.0, 96199 / 604800.0),
        Polynomial.Of(n, 0, 0, 1 / 48.0, 1 / 15.0, -437 / 1440.0, 46 / 105.0, -1118711 / 3870720.0),
        Polynomial.Of(n, 0, 0, 0, 17 / 480.0, -37 / 840.0, -209 / 4480.0, 5569 / 90720.0),
        Polynomial.Of(n, 0, 0, 0, 0, 4397 / 161280.0, -11 / 504.0, -830251 / 7257600.0),
        Polynomial.Of(n, 0, 0, 0, 0, 0, 4583 / 161280.0, -108847 / 3991680.0),
        Polynomial.Of(n, 0, 0, 0, 0, 0, 0, 20648693 / 638668800.0));
}
