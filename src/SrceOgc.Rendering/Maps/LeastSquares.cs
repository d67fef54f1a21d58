namespace SrceOgc.Rendering.Maps;

/// <summary>Linear least squares for several right-hand sides, by normal equations and Cholesky: ample for unknowns scaled to
/// one.</summary>
internal sealed class LeastSquares(int unknowns, int sides)
{
    private readonly double[,] _matrix = new double[unknowns, unknowns];
    private readonly double[,] _right = new double[unknowns, sides];

    public void Add(ReadOnlySpan<double> terms, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < unknowns; i++)
        {
            for (var j = 0; j <= i; j++)
                _matrix[i, j] += terms[i] * terms[j];
            for (var side = 0; side < sides; side++)
                _right[i, side] += terms[i] * values[side];
        }
    }

    /// <summary>The unknowns of each side; null when the observations do not determine them.</summary>
    public double[][]? Solve()
    {
        if (!Factor())
            return null;
        var solutions = new double[sides][];
        for (var side = 0; side < sides; side++)
            solutions[side] = Substitute(side);
        return solutions;
    }

    private bool Factor()
    {
        for (var i = 0; i < unknowns; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = _matrix[i, j];
                for (var k = 0; k < j; k++)
                    sum -= _matrix[i, k] * _matrix[j, k];
                if (i > j)
                    _matrix[i, j] = sum / _matrix[j, j];
                else if (sum > 1e-12)
                    _matrix[i, i] = Math.Sqrt(sum);
                else
                    return false;
            }
        return true;
    }

    private double[] Substitute(int side)
    {
        var x = new double[unknowns];
        for (var i = 0; i < unknowns; i++)
        {
            x[i] = _right[i, side];
            for (var k = 0; k < i; k++)
                x[i] -= _matrix[i, k] * x[k];
            x[i] /= _matrix[i, i];
        }
        for (var i = unknowns - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < unknowns; k++)
                x[i] -= _matrix[k, i] * x[k];
            x[i] /= _matrix[i, i];
        }
        return x;
    }
}
