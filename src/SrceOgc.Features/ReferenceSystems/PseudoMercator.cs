namespace SrceOgc.Features.ReferenceSystems;

/// <summary>EPSG:3857: Mercator's sphere applied to ellipsoidal latitudes.</summary>
internal sealed class PseudoMercator : Projection
{
    public static readonly PseudoMercator Instance = new();

    private const double Radius = 6378137;

    /// <summary>WKT 1 has no name for it: ellipsoidal Mercator, with the extension that says it is spherical.</summary>
    public override string? WellKnownText { get; } =
        Describe("Mercator_1SP", ("central_meridian", 0), ("scale_factor", 1), ("false_easting", 0), ("false_northing", 0))
        + ",EXTENSION[\"PROJ4\",\"+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null "
            + "+wktext +no_defs\"]";

    public override void Forward(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] *= Radius;
            var northing = Radius * Math.Asinh(Math.Tan(y[i]));
            y[i] = Math.Abs(y[i]) < Math.PI / 2 - 1e-10 ? northing : double.NaN;
        }
    }

    public override void Inverse(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Wrap(x[i] / Radius);
            y[i] = Math.Atan(Math.Sinh(y[i] / Radius));
        }
    }
}
