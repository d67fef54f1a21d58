using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Maps;

/// <summary>
/// A projection over one map is smooth: a polynomial in the layer's x and y, fitted by least squares to a grid of
/// exactly transformed points, gives pixels directly. The error is measured between the grid's points. Vertices
/// outside the window, where the polynomial means nothing, go the exact way; clipping leaves few.
/// </summary>
internal sealed class PolynomialTransform : PixelTransform
{
    /// <summary>In pixels.</summary>
    private const double Tolerance = 0.05;

    private const int GridSide = 9;

    private const int HighestDegree = 4;

    private readonly ExactTransform _exact;
    private readonly double _centerX;
    private readonly double _centerY;
    private readonly double _scaleX;
    private readonly double _scaleY;
    private readonly int _degree;
    private readonly double[] _coefficientsX;
    private readonly double[] _coefficientsY;

    private PolynomialTransform(ExactTransform exact, Envelope window, int degree, double[] coefficientsX, double[] coefficientsY)
    {
        _exact = exact;
        (_centerX, _centerY) = (window.CenterX, window.CenterY);
        (_scaleX, _scaleY) = (2 / window.Width, 2 / window.Height);
        (_degree, _coefficientsX, _coefficientsY) = (degree, coefficientsX, coefficientsY);
    }

    public static PolynomialTransform? Fit(CrsTransform exact, Affine toPixels, Envelope extent, Envelope window, double resolution)
    {
        var direct = new ExactTransform(exact, toPixels) { Window = window, Resolution = resolution };
        if (!(window.Width > 0 && window.Height > 0) || Sample(exact.Inverse, extent, GridSide) is not { } nodes
            || Sample(exact.Inverse, extent, GridSide - 1) is not { } checks)
            return null;
        for (var degree = 1; degree <= HighestDegree; degree++)
            if (Fit(direct, window, degree, nodes) is { } fit && fit.Error(direct, checks) < Tolerance
                && fit.Error(direct, nodes) < Tolerance)
                return fit;
        return null;
    }

    /// <summary>A grid of points of the map in the layer's CRS, x and y in turn; null when some have no image.</summary>
    private static double[]? Sample(CrsTransform toLayer, Envelope extent, int side)
    {
        var points = new double[2 * side * side];
        for (var i = 0; i < side * side; i++)
        {
            points[2 * i] = extent.MinX + extent.Width * (i % side) / (side - 1);
            points[2 * i + 1] = extent.MinY + extent.Height * (i / side) / (side - 1);
        }
        toLayer.Transform(points);
        return Array.TrueForAll(points, double.IsFinite) ? points : null;
    }

    private static PolynomialTransform? Fit(ExactTransform exact, Envelope window, int degree, double[] nodes)
    {
        var count = nodes.Length / 2;
        var pixels = new Vertex[count];
        exact.Apply(nodes, 2, pixels);
        var unfitted = new PolynomialTransform(exact, window, degree, [], []) { Window = window, Resolution = exact.Resolution };
        var solver = new LeastSquares(TermsOf(degree), 2);
        var terms = new double[TermsOf(degree)];
        for (var i = 0; i < count; i++)
        {
            unfitted.Terms((nodes[2 * i] - window.CenterX) * unfitted._scaleX, (nodes[2 * i + 1] - window.CenterY) * unfitted._scaleY,
                terms);
            solver.Add(terms, [pixels[i].X, pixels[i].Y]);
        }
        return solver.Solve() is [var x, var y]
            ? new PolynomialTransform(exact, window, degree, x, y) { Window = window, Resolution = exact.Resolution }
            : null;
    }

    private static int TermsOf(int degree) => (degree + 1) * (degree + 2) / 2;

    /// <summary>In the order <see cref="Evaluate"/> consumes them: by rising powers of v, of u within.</summary>
    private void Terms(double u, double v, Span<double> terms)
    {
        var (next, power) = (0, 1.0);
        for (var j = 0; j <= _degree; j++, power *= v)
        {
            var term = power;
            for (var i = 0; i <= _degree - j; i++, term *= u)
                terms[next++] = term;
        }
    }

    private double Error(ExactTransform exact, double[] points)
    {
        var expected = new Vertex[points.Length / 2];
        var actual = new Vertex[points.Length / 2];
        exact.Apply(points, 2, expected);
        Apply(points, 2, actual);
        var error = 0.0;
        for (var i = 0; i < actual.Length; i++)
            error = Math.Max(error, (expected[i] - actual[i]).Length);
        return error;
    }

    public override void Apply(ReadOnlySpan<double> coordinates, int stride, Span<Vertex> vertices)
    {
        const double Inside = 1.02;
        for (var i = 0; i < vertices.Length; i++)
        {
            var u = (coordinates[i * stride] - _centerX) * _scaleX;
            var v = (coordinates[i * stride + 1] - _centerY) * _scaleY;
            if (Math.Abs(u) <= Inside && Math.Abs(v) <= Inside)
                vertices[i] = Evaluate(u, v);
            else
                _exact.Apply(coordinates.Slice(i * stride, 2), 2, vertices.Slice(i, 1));
        }
    }

    private Vertex Evaluate(double u, double v) => _degree switch
    {
        1 => Linear(u, v),
        2 => Quadratic(u, v),
        _ => Horner(u, v),
    };

    private Vertex Linear(double u, double v)
    {
        ReadOnlySpan<double> x = _coefficientsX.AsSpan(0, 3), y = _coefficientsY.AsSpan(0, 3);
        return new(x[0] + u * x[1] + v * x[2], y[0] + u * y[1] + v * y[2]);
    }

    private Vertex Quadratic(double u, double v)
    {
        ReadOnlySpan<double> x = _coefficientsX.AsSpan(0, 6), y = _coefficientsY.AsSpan(0, 6);
        return new(
            x[0] + u * (x[1] + u * x[2]) + v * (x[3] + u * x[4] + v * x[5]),
            y[0] + u * (y[1] + u * y[2]) + v * (y[3] + u * y[4] + v * y[5]));
    }

    private Vertex Horner(double u, double v)
    {
        var (x, y) = (0.0, 0.0);
        var at = _coefficientsX.Length;
        for (var j = _degree; j >= 0; j--)
        {
            var (rowX, rowY) = (0.0, 0.0);
            for (var i = _degree - j; i >= 0; i--)
            {
                at--;
                rowX = rowX * u + _coefficientsX[at];
                rowY = rowY * u + _coefficientsY[at];
            }
            x = x * v + rowX;
            y = y * v + rowY;
        }
        return new(x, y);
    }
}
