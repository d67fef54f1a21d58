using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// One segment of a thin line: which pixels it comes near, and what it covers of each, by its distance from their
/// centres. x and y go through the same operations side by side: there are as many segments as vertices on a map.
/// </summary>
internal readonly unsafe ref struct HairlineSegment
{
    /// <summary>Below this a segment has no direction.</summary>
    private const double ShortestSquared = 1e-12;

    private readonly Vector128<double> _start;
    private readonly Vector128<double> _run;

    /// <summary>The corners of the rectangle that holds all that is near.</summary>
    private readonly Vector128<double> _low;
    private readonly Vector128<double> _high;

    private readonly double _inverse;
    private readonly float _reach;
    private readonly float _most;

    /// <param name="a">Where it starts.</param>
    /// <param name="b">Where it ends.</param>
    /// <param name="reach">Half of the width, and half of the pixel through which it fades.</param>
    /// <param name="most">What it covers of a pixel at most.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public HairlineSegment(Vertex a, Vertex b, float reach, float most)
    {
        Vector128<double> start = Unsafe.BitCast<Vertex, Vector128<double>>(a), end = Unsafe.BitCast<Vertex, Vector128<double>>(b);
        var near = Vector128.Create((double)reach);
        (_reach, _most) = (reach, most);
        _start = start;
        _run = end - start;
        _low = Vector128.MinNative(start, end) - near;
        _high = Vector128.MaxNative(start, end) + near;
        var squared = Vector128.Dot(_run, _run);
        _inverse = squared > ShortestSquared ? 1 / squared : 0;
    }

    /// <summary>The first pixel, right and down of <paramref name="origin"/>, whose centre the segment may come near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int Column, int Row) First(Vector128<double> origin)
    {
        var first = Truncate(Vector128.MaxNative(_low, origin) + Vector128.Create(0.5));
        return (first[0], first[1]);
    }

    /// <summary>The last such pixel, left of and above <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int Column, int Row) Last(Vector128<double> end)
    {
        var past = Truncate(Vector128.MinNative(_high, end) + Vector128.Create(0.5));
        return (past[0] - 1, past[1] - 1);
    }

    /// <summary>How far the segment goes to the right in a row, and how far to both sides the band around it lies from its axis
    /// there.</summary>
    public (double Lean, double Spread) Slope()
    {
        if (Math.Abs(_run[1]) < 1e-3)
            return (0, float.MaxValue);
        var lean = _run[0] / _run[1];
        return (lean, _reach * Math.Sqrt(1 + lean * lean));
    }

    /// <summary>In one row the band around the segment is where its slope takes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int From, int To) ColumnsOf(int row, (double Lean, double Spread) slope, int width)
    {
        var middle = _start[0] + (row + 0.5 - _start[1]) * slope.Lean;
        return ((int)(Math.Max(Math.Max(_low[0], middle - slope.Spread), 0) + 0.5),
            (int)(Math.Min(Math.Min(_high[0], middle + slope.Spread), width) + 0.5) - 1);
    }

    /// <summary>
    /// Eight pixels from <paramref name="x"/> on in each of some rows: the nearest place on the segment is the foot of the
    /// perpendicular, or an end. What is covered already stays covered. Lengths are in 256ths, as coverage is.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Raise(int* cells, nint stride, int x, int row, int last)
    {
        const float One = 256;
        var offset = ToSingles(Vector128.Create(x, row + 0.5) - _start) * One;
        var run = ToSingles(_run) * One;
        var step = ToSingles(_run * _inverse);
        var offsetX = Vector256.Create(0.5f * One, 1.5f * One, 2.5f * One, 3.5f * One, 4.5f * One, 5.5f * One, 6.5f * One, 7.5f * One)
            + Spread(offset, 0);
        Vector256<float> offsetY = Spread(offset, 1), runX = Spread(run, 0), runY = Spread(run, 1), rise = Spread(step, 1);
        var share = (Spread(step, 0) * offsetX + rise * offsetY) * (1 / One);
        // Half a unit more rounds to the nearest.
        Vector256<float> reached = Vector256.Create(_reach * One + 0.5f), full = Vector256.Create(_most * One + 0.5f);
        for (; row <= last; row++, cells += stride)
        {
            var nearest = Vector256.MinNative(Vector256.MaxNative(share, Vector256<float>.Zero), Vector256<float>.One);
            Vector256<float> awayX = offsetX - nearest * runX, awayY = offsetY - nearest * runY;
            var distance = Vector256.Sqrt(awayX * awayX + awayY * awayY);
            var covered = Vector256.MinNative(Vector256.MaxNative(reached - distance, Vector256<float>.Zero), full);
            Vector256.Max(Vector256.Load(cells), Truncate(covered)).Store(cells);
            offsetY += Vector256.Create(One);
            share += rise;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ToSingles(Vector128<double> value) =>
        Sse2.IsSupported ? Sse2.ConvertToVector128Single(value) : Vector128.Narrow(value, Vector128<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Spread(Vector128<float> value, int index) => Vector256.Create(value[index]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Truncate(Vector128<double> value) =>
        Sse2.IsSupported ? Sse2.ConvertToVector128Int32WithTruncation(value) : Vector128.Create((int)value[0], (int)value[1], 0, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Truncate(Vector256<float> value) =>
        Avx.IsSupported ? Avx.ConvertToVector256Int32WithTruncation(value) : Vector256.ConvertToInt32(value);
}
