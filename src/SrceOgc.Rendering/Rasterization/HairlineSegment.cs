using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>One segment of a thin line: which pixels it comes near, and what it covers of each, by its distance from their centres.</summary>
internal readonly unsafe ref struct HairlineSegment(Vertex a, Vertex b, float reach, float most)
{
    /// <summary>Half of the width, and half of the pixel through which it fades.</summary>
    private readonly double _reach = reach;

    private readonly double _left = Math.Min(a.X, b.X) - reach;
    private readonly double _right = Math.Max(a.X, b.X) + reach;
    private readonly Vertex _run = b - a;
    private readonly double _inverse = Vertex.Dot(b - a, b - a) > 1e-12 ? 1 / Vertex.Dot(b - a, b - a) : 0;

    /// <summary>Rows whose centres the segment comes near, of those from <paramref name="top"/> on before <paramref name="bottom"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int First, int Last) Rows(int top, int bottom) => (
        (int)(Math.Max(Math.Min(a.Y, b.Y) - _reach, top) + 0.5),
        (int)(Math.Min(Math.Max(a.Y, b.Y) + _reach, bottom) + 0.5) - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int From, int To) Columns(int left, int right) =>
        ((int)(Math.Max(_left, left) + 0.5), (int)(Math.Min(_right, right) + 0.5) - 1);

    /// <summary>How far the segment goes to the right in a row, and how far to both sides the band around it lies from its axis there.</summary>
    public (double Lean, double Spread) Slope()
    {
        if (Math.Abs(_run.Y) < 1e-3)
            return (0, float.MaxValue);
        var lean = _run.X / _run.Y;
        return (lean, _reach * Math.Sqrt(1 + lean * lean));
    }

    /// <summary>In one row the band around the segment is where its slope takes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int From, int To) ColumnsOf(int row, (double Lean, double Spread) slope, int width)
    {
        var middle = a.X + (row + 0.5 - a.Y) * slope.Lean;
        return ((int)(Math.Max(Math.Max(_left, middle - slope.Spread), 0) + 0.5), (int)(Math.Min(Math.Min(_right, middle + slope.Spread), width) + 0.5) - 1);
    }

    /// <summary>
    /// Eight pixels from <paramref name="x"/> on in each of some rows: the nearest place on the segment is the foot of the
    /// perpendicular, or an end. What is covered already stays covered.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Raise(int* cells, int stride, int x, int row, int last)
    {
        var offsetX = Vector256.Create(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f) + Vector256.Create((float)(x - a.X));
        var offsetY = Vector256.Create((float)(row + 0.5 - a.Y));
        var along = Vector256.Create((float)(_run.X * _inverse)) * offsetX;
        var rise = Vector256.Create((float)(_run.Y * _inverse));
        Vector256<float> runX = Vector256.Create((float)_run.X), runY = Vector256.Create((float)_run.Y);
        for (; row <= last; row++, cells += stride)
        {
            var share = Vector256.MinNative(Vector256.MaxNative(along + offsetY * rise, Vector256<float>.Zero), Vector256<float>.One);
            Vector256<float> awayX = offsetX - share * runX, awayY = offsetY - share * runY;
            var coverage = ToCoverage(Vector256.Sqrt(awayX * awayX + awayY * awayY));
            Vector256.Max(Vector256.Load(cells), coverage).Store(cells);
            offsetY += Vector256<float>.One;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> ToCoverage(Vector256<float> distance)
    {
        var covered = Vector256.MinNative(Vector256.MaxNative(Vector256.Create(reach) - distance, Vector256<float>.Zero), Vector256.Create(most));
        var rounded = covered * Vector256.Create(256f) + Vector256.Create(0.5f);
        return Avx.IsSupported ? Avx.ConvertToVector256Int32WithTruncation(rounded) : Vector256.ConvertToInt32(rounded);
    }
}
