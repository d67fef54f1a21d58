namespace SrceOgc.Features.ReferenceSystems;

/// <summary>EPSG:3857: Mercator's sphere applied to ellipsoidal latitudes.</summary>
internal sealed class PseudoMercator : Projection
{
    public static readonly PseudoMercator Instance = new();

    private const double Radius = 6378137;

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
