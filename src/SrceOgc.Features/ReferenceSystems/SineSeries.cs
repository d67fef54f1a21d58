using System.Numerics;

namespace SrceOgc.Features.ReferenceSystems;

/// <summary>c₁ sin θ + c₂ sin 2θ + … + c₆ sin 6θ, summed by Clenshaw's recurrence: one sine and one cosine for all six terms.</summary>
internal sealed class SineSeries(double c1, double c2, double c3, double c4, double c5, double c6)
{
    public double At(double theta)
    {
        var (sin, cos) = Math.SinCos(theta);
        var t = 2 * cos;
        var b6 = c6;
        var b5 = t * b6 + c5;
        var b4 = t * b5 - b6 + c4;
        var b3 = t * b4 - b5 + c3;
        var b2 = t * b3 - b4 + c2;
        var b1 = t * b2 - b3 + c1;
        return b1 * sin;
    }

    /// <summary>The same for the complex angle re + i·im.</summary>
    public (double Re, double Im) At(double re, double im)
    {
        var (sin, cos) = Math.SinCos(re);
        var (sinh, cosh) = (Math.Sinh(im), Math.Cosh(im));
        var t = new Complex(2 * cos * cosh, -2 * sin * sinh);
        Complex b6 = c6;
        var b5 = t * b6 + c5;
        var b4 = t * b5 - b6 + c4;
        var b3 = t * b4 - b5 + c3;
        var b2 = t * b3 - b4 + c2;
        var b1 = t * b2 - b3 + c1;
        var sum = b1 * new Complex(sin * cosh, cos * sinh);
        return (sum.Real, sum.Imaginary);
    }
}
