namespace SrceOgc.Features.ReferenceSystems;

internal static class Polynomial
{
    /// <summary>The value at <paramref name="x"/>; coefficients from the constant term upwards.</summary>
    public static double Of(double x, params ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            sum = sum * x + coefficients[i];
        return sum;
    }
}
