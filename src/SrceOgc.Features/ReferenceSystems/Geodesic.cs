namespace SrceOgc.Features.ReferenceSystems;

/// <summary>Directions on an ellipsoid.</summary>
public static class Geodesic
{
    private const int MostSteps = 200;
    private const double Enough = 1e-13;

    /// <summary>
    /// The direction in which the shortest line leaves the first place for the second: radians clockwise from north, from 0 to 2π; π from a
    /// place to itself; null when the ellipsoid is not known, or for places nearly opposite.
    /// </summary>
    /// <param name="ellipsoid">Its acronym in PROJ or its EPSG code (<c>WGS84</c>, <c>EPSG:7019</c>).</param>
    /// <param name="from">Longitude and latitude, degrees.</param>
    /// <param name="to">Longitude and latitude, degrees.</param>
    public static double? Bearing(string ellipsoid, (double Longitude, double Latitude) from, (double Longitude, double Latitude) to)
    {
        if (Ellipsoid.Named(ellipsoid) is not { } shape)
            return null;
        if (from == to)
            return Math.PI;
        var (u1, u2) = (Reduced(shape, from.Latitude), Reduced(shape, to.Latitude));
        var difference = double.DegreesToRadians(Math.IEEERemainder(to.Longitude - from.Longitude, 360));
        return Longitude(shape, u1, u2, difference) is not { } longitude ? null
            : Clockwise(Math.Atan2(
                Math.Cos(u2) * Math.Sin(longitude),
                Math.Cos(u1) * Math.Sin(u2) - Math.Sin(u1) * Math.Cos(u2) * Math.Cos(longitude)));
    }

    private static double Clockwise(double angle) => angle < 0 ? angle + 2 * Math.PI : angle;

    private static double Reduced(Ellipsoid shape, double latitude) =>
        Math.Atan((1 - shape.Flattening) * Math.Tan(double.DegreesToRadians(latitude)));

    /// <summary>
    /// The difference of longitudes on the auxiliary sphere (T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid",
    /// Survey Review 176, 1975, formulas 10, 11 and 14 to 18); null where it does not settle.
    /// </summary>
    private static double? Longitude(Ellipsoid shape, double u1, double u2, double difference)
    {
        var (sin1, cos1) = Math.SinCos(u1);
        var (sin2, cos2) = Math.SinCos(u2);
        var longitude = difference;
        for (var step = 0; step < MostSteps; step++)
        {
            var (sin, cos) = Math.SinCos(longitude);
            var sinSigma = double.Hypot(cos2 * sin, cos1 * sin2 - sin1 * cos2 * cos);
            if (sinSigma == 0)
                return longitude;
            var cosSigma = sin1 * sin2 + cos1 * cos2 * cos;
            var sinAlpha = cos1 * cos2 * sin / sinSigma;
            var cosSquared = 1 - sinAlpha * sinAlpha;
            var middle = cosSquared > 0 ? cosSigma - 2 * sin1 * sin2 / cosSquared : 0;
            var c = shape.Flattening / 16 * cosSquared * (4 + shape.Flattening * (4 - 3 * cosSquared));
            var next = difference + (1 - c) * shape.Flattening * sinAlpha * (Math.Atan2(sinSigma, cosSigma)
                + c * sinSigma * (middle + c * cosSigma * (2 * middle * middle - 1)));
            if (Math.Abs(next - longitude) < Enough)
                return next;
            longitude = next;
        }

        return null;
    }
}
