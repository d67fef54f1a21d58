namespace SrceOgc.Features.ReferenceSystems;

/// <summary>Lambert azimuthal equal-area, oblique aspect on the ellipsoid (EPSG method 9820), through the authalic latitude β.</summary>
internal sealed class LambertAzimuthalEqualArea : Projection
{
    private readonly double _e;
    private readonly double _e2;
    private readonly double _polarQ;
    private readonly double _authalicRadius;
    private readonly double _d;
    private readonly double _sinOrigin;
    private readonly double _cosOrigin;
    private readonly double _centralMeridian;
    private readonly double _falseEasting;
    private readonly double _falseNorthing;

    /// <summary>Angles in degrees.</summary>
    public LambertAzimuthalEqualArea(Ellipsoid ellipsoid, double originLatitude, double centralMeridian, double falseEasting,
        double falseNorthing)
    {
        _e = ellipsoid.Eccentricity;
        _e2 = ellipsoid.EccentricitySquared;
        _polarQ = Q(1);
        _authalicRadius = ellipsoid.SemiMajor * Math.Sqrt(_polarQ / 2);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(originLatitude));
        _sinOrigin = Q(sin) / _polarQ;
        _cosOrigin = Math.Sqrt(1 - _sinOrigin * _sinOrigin);
        _d = ellipsoid.SemiMajor * cos / Math.Sqrt(1 - _e2 * sin * sin) / (_authalicRadius * _cosOrigin);
        _centralMeridian = double.DegreesToRadians(centralMeridian);
        _falseEasting = falseEasting;
        _falseNorthing = falseNorthing;
        WellKnownText = Describe(
            "Lambert_Azimuthal_Equal_Area", ("latitude_of_center", originLatitude), ("longitude_of_center", centralMeridian),
            ("false_easting", falseEasting), ("false_northing", falseNorthing));
    }

    public override string? WellKnownText { get; }

    public override void Forward(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var sinBeta = Q(Math.Sin(y[i])) / _polarQ;
            var cosBeta = Math.Sqrt(Math.Max(0, 1 - sinBeta * sinBeta));
            var (sin, cos) = Math.SinCos(x[i] - _centralMeridian);
            var b = _authalicRadius * Math.Sqrt(2 / (1 + _sinOrigin * sinBeta + _cosOrigin * cosBeta * cos));
            x[i] = _falseEasting + b * _d * cosBeta * sin;
            y[i] = double.IsFinite(b) ? _falseNorthing + b / _d * (_cosOrigin * sinBeta - _sinOrigin * cosBeta * cos) : double.NaN;
        }
    }

    public override void Inverse(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var dx = (x[i] - _falseEasting) / _d;
            var dy = (y[i] - _falseNorthing) * _d;
            var rho = Math.Sqrt(dx * dx + dy * dy);
            var (sin, cos) = Math.SinCos(2 * Math.Asin(rho / (2 * _authalicRadius)));
            var unit = rho == 0 ? 0 : sin / rho;
            x[i] = Wrap(_centralMeridian + Math.Atan2(dx * unit, _cosOrigin * cos - dy * _sinOrigin * unit));
            y[i] = FromAuthalic(cos * _sinOrigin + dy * _cosOrigin * unit);
        }
    }

    private double Q(double sin) => (1 - _e2) * (sin / (1 - _e2 * sin * sin) + Math.Atanh(_e * sin) / _e);

    /// <summary>The geodetic latitude of sin β: the three-term series, then one Newton step, which squares its 1e-9 error.</summary>
    private double FromAuthalic(double sinBeta)
    {
        var beta = Math.Asin(sinBeta);
        var phi = beta
            + Polynomial.Of(_e2, 0, 1 / 3.0, 31 / 180.0, 517 / 5040.0) * Math.Sin(2 * beta)
            + Polynomial.Of(_e2, 0, 0, 23 / 360.0, 251 / 3780.0) * Math.Sin(4 * beta)
            + 761 / 45360.0 * _e2 * _e2 * _e2 * Math.Sin(6 * beta);
        var (sin, cos) = Math.SinCos(phi);
        var w = 1 - _e2 * sin * sin;
        return cos < 1e-9 ? phi : phi + (_polarQ * sinBeta - Q(sin)) * w * w / (2 * (1 - _e2) * cos);
    }
}
