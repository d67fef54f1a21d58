namespace SrceOgc.Features.ReferenceSystems;

/// <summary>Longitude and latitude in degrees: no projection at all.</summary>
internal sealed class GeographicDegrees : Projection
{
    public static readonly GeographicDegrees Instance = new();

    private const double DegreesPerRadian = 180 / Math.PI;
    private const double RadiansPerDegree = Math.PI / 180;

    public override bool IsAngular => true;

    public override void Forward(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] *= DegreesPerRadian;
            y[i] *= DegreesPerRadian;
        }
    }

    public override void Inverse(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] *= RadiansPerDegree;
            y[i] = Math.Abs(y[i]) <= 90 ? y[i] * RadiansPerDegree : double.NaN;
        }
    }
}
