namespace SrceOgc.Features.ReferenceSystems;

/// <summary>
/// The conformal latitude χ of an ellipsoid: the latitude on the sphere that keeps angles. Lambert's cone and the
/// transverse Mercator both go through it. Forward is closed; back is the usual series in sin 2kχ, whose
/// coefficients are powers of the third flattening n up to n⁶ (error below 1e-15 rad for the Earth).
/// </summary>
internal sealed class ConformalLatitude
{
    private readonly double _e;
    private readonly SineSeries _toGeodetic;

    public ConformalLatitude(Ellipsoid ellipsoid)
    {
        _e = ellipsoid.Eccentricity;
        var n = ellipsoid.ThirdFlattening;
        _toGeodetic = new SineSeries(
            Polynomial.Of(n, 0, 2, -2 / 3.0, -2, 116 / 45.0, 26 / 45.0, -2854 / 675.0),
            Polynomial.Of(n, 0, 0, 7 / 3.0, -8 / 5.0, -227 / 45.0, 2704 / 315.0, 2323 / 945.0),
            Polynomial.Of(n, 0, 0, 0, 56 / 15.0, -136 / 35.0, -1262 / 105.0, 73814 / 2835.0),
            Polynomial.Of(n, 0, 0, 0, 0, 4279 / 630.0, -332 / 35.0, -399572 / 14175.0),
            Polynomial.Of(n, 0, 0, 0, 0, 0, 4174 / 315.0, -144838 / 6237.0),
            Polynomial.Of(n, 0, 0, 0, 0, 0, 0, 601676 / 22275.0));
    }

    /// <summary>The isometric latitude ψ = asinh(tan χ); infinite at the poles.</summary>
    public double Isometric(double latitude)
    {
        var sin = Math.Sin(latitude);
        return Math.Atanh(sin) - _e * Math.Atanh(_e * sin);
    }

    public double FromIsometric(double isometric) => FromConformal(Math.Atan(Math.Sinh(isometric)));

    public double FromConformal(double conformal) => conformal + _toGeodetic.At(2 * conformal);
}
