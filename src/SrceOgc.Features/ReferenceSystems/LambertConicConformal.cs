namespace SrceOgc.Features.ReferenceSystems;

/// <summary>
/// Lambert conformal conic (EPSG methods 9801 and 9802): ρ = c·exp(−nψ), θ = n(λ − λ₀), with ψ the isometric latitude.
/// Two standard parallels or one with a scale factor only change the constants n and c.
/// </summary>
internal sealed class LambertConicConformal : Projection
{
    private readonly ConformalLatitude _latitude;
    private readonly double _n;
    private readonly double _c;
    private readonly double _centralMeridian;
    private readonly double _falseEasting;
    private readonly double _apexNorthing;

    private LambertConicConformal(Ellipsoid ellipsoid, double n, double c, double originLatitude, double centralMeridian,
        double falseEasting, double falseNorthing, string wellKnownText)
    {
        WellKnownText = wellKnownText;
        _latitude = new ConformalLatitude(ellipsoid);
        _n = n;
        _c = c;
        _centralMeridian = centralMeridian;
        _falseEasting = falseEasting;
        _apexNorthing = falseNorthing + c * Math.Exp(-n * _latitude.Isometric(originLatitude));
    }

    /// <summary>Angles in degrees.</summary>
    public static LambertConicConformal WithTwoParallels(
        Ellipsoid ellipsoid, double originLatitude, double centralMeridian, double parallel1, double parallel2, double falseEasting,
            double falseNorthing)
    {
        var latitude = new ConformalLatitude(ellipsoid);
        var (phi1, phi2) = (double.DegreesToRadians(parallel1), double.DegreesToRadians(parallel2));
        var (m1, m2) = (ParallelRadius(ellipsoid, phi1), ParallelRadius(ellipsoid, phi2));
        var (psi1, psi2) = (latitude.Isometric(phi1), latitude.Isometric(phi2));
        var n = Math.Log(m1 / m2) / (psi2 - psi1);
        return new(ellipsoid, n, m1 / n * Math.Exp(n * psi1), double.DegreesToRadians(originLatitude),
            double.DegreesToRadians(centralMeridian), falseEasting, falseNorthing,
            Describe(
                "Lambert_Conformal_Conic_2SP", ("standard_parallel_1", parallel1), ("standard_parallel_2", parallel2),
                    ("latitude_of_origin", originLatitude),
                ("central_meridian", centralMeridian), ("false_easting", falseEasting), ("false_northing", falseNorthing)));
    }

    /// <summary>Angles in degrees; the central meridian is the prime meridian of the network plus <paramref name="offset"/>.</summary>
    public static LambertConicConformal WithScale(
        Ellipsoid ellipsoid, double originLatitude, double primeMeridian, double offset, double scale, double falseEasting,
            double falseNorthing)
    {
        var phi = double.DegreesToRadians(originLatitude);
        var n = Math.Sin(phi);
        var c = scale * ParallelRadius(ellipsoid, phi) / n * Math.Exp(n * new ConformalLatitude(ellipsoid).Isometric(phi));
        return new(ellipsoid, n, c, phi, double.DegreesToRadians(primeMeridian + offset), falseEasting, falseNorthing,
            Describe(
                "Lambert_Conformal_Conic_1SP", ("latitude_of_origin", originLatitude), ("central_meridian", offset),
                    ("scale_factor", scale),
                ("false_easting", falseEasting), ("false_northing", falseNorthing)));
    }

    public override string? WellKnownText { get; }

    public override void Forward(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var rho = _c * Math.Exp(-_n * _latitude.Isometric(y[i]));
            var (sin, cos) = Math.SinCos(_n * Wrap(x[i] - _centralMeridian));
            x[i] = _falseEasting + rho * sin;
            y[i] = double.IsFinite(rho) ? _apexNorthing - rho * cos : double.NaN;
        }
    }

    public override void Inverse(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var dx = x[i] - _falseEasting;
            var dy = _apexNorthing - y[i];
            var rho = Math.Sqrt(dx * dx + dy * dy);
            x[i] = Wrap(_centralMeridian + Math.Atan2(dx, dy) / _n);
            y[i] = _latitude.FromIsometric(Math.Log(_c / rho) / _n);
        }
    }

    private static double ParallelRadius(Ellipsoid ellipsoid, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        return ellipsoid.SemiMajor * cos / Math.Sqrt(1 - ellipsoid.EccentricitySquared * sin * sin);
    }
}
