using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>Where an edge adds its areas: a row of cells, and a way to the next one. A struct, so that edges are compiled for each
/// kind.</summary>
internal unsafe interface ICellRow
{
    /// <summary>One a pixel, in blocks of eight.</summary>
    int* Cells { get; }

    /// <summary>One a block: what holds for all pixels right of it.</summary>
    int* Carries { get; }

    void MoveDown();

    /// <summary>Blocks between these two, both included, were changed.</summary>
    void Mark(int first, int last);
}

/// <summary>The signed areas right of one edge, block by block: see RASTERIZATION.md.</summary>
internal static unsafe class EdgeCells
{
    private const int Shift = CoverageBuffer.Shift;

    /// <summary>Bits of fraction of the places where an edge crosses the borders of rows.</summary>
    private const int CrossingShift = 16;

    private const int BlockShift = CrossingShift + 3;

    private const float Pixel = 1 << CrossingShift;

    /// <summary>Across less than this an edge is taken for upright, at its middle: nowhere more than a 512th of a pixel wrong.</summary>
    private const int Upright = 1 << CrossingShift >> 6;

    /// <summary>An edge downwards, <paramref name="sign"/> 1, or one upwards turned round, -1; <paramref name="at"/> stands on its first
    /// row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TRow>(TRow at, int x0, int y0, int x1, int y1, int sign)
        where TRow : struct, ICellRow
    {
        const int Finer = 1 << CrossingShift - Shift;
        int row = y0 >> Shift, last = (y1 - 1) >> Shift;
        var x = x0 * Finer;
        if (row < last)
        {
            // Counted from the edge's own start, a crossing cannot round out of the edge, nor out of the buffer with it.
            var slope = (double)(x1 - x0) * Finer / (y1 - y0);
            double start = x, top = y0;
            for (; row < last; row++, at.MoveDown())
            {
                var bottom = (row + 1) << Shift;
                var crossing = Truncate(start + (bottom - top) * slope);
                AddInRow(ref at, x, crossing, (bottom - y0) * sign);
                (x, y0) = (crossing, bottom);
            }
        }
        AddInRow(ref at, x, x1 * Finer, (y1 - y0) * sign);
    }

    /// <summary>A piece of edge within one row, between two crossings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddInRow<TRow>(ref TRow at, int from, int to, int height)
        where TRow : struct, ICellRow
    {
        // The smaller and the larger without a branch: which is which is anyone's guess.
        var left = to + (from - to & (from - to) >> 31);
        var right = from + to - left;
        int first = left >> BlockShift, last = right >> BlockShift;
        // Of a pixel, twice: one full winding is CoverageBlock.Full.
        height *= 2 << Shift;
        var cells = at.Cells + (first << 3);
        left -= first << BlockShift;
        right -= first << BlockShift;
        AddToBlock(cells, left, right, height);
        for (var block = first; block < last; block++)
        {
            left -= 1 << BlockShift;
            right -= 1 << BlockShift;
            AddToBlock(cells += PixelBuffer.BlockSize, left, right, height);
        }
        at.Carries[last] += height;
        at.Mark(first, last);
    }

    /// <summary>
    /// The pixels of a block each get the piece's height times the share of them that lies right of it. Of a pixel
    /// whose right side is u beyond the edge that is u cut to 0..1; over the piece, u runs evenly between two values, and
    /// the mean is the difference of the integral, u²/2 and then u - 1/2, at both. Right of the piece it comes out as
    /// the height exactly, as the carry says.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddToBlock(int* cells, int left, int right, int height)
    {
        var sides = Vector256.Create(Pixel, 2 * Pixel, 3 * Pixel, 4 * Pixel, 5 * Pixel, 6 * Pixel, 7 * Pixel, 8 * Pixel);
        Vector256<float> share;
        if (right - left < Upright)
            share = Cut(sides - Vector256.Create((left + right) * 0.5f)) * (height / Pixel);
        else
        {
            Vector256<float> before = sides - Vector256.Create((float)left), after = sides - Vector256.Create((float)right);
            Vector256<float> most = Cut(before), least = Cut(after), pixel = Vector256.Create(Pixel);
            var integral = (most * most - least * least) * (0.5f / Pixel)
                + (Vector256.MaxNative(before, pixel) - Vector256.MaxNative(after, pixel));
            share = integral * ((float)height / (right - left));
        }
        (Vector256.Load(cells) + Round(share)).Store(cells);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Cut(Vector256<float> value) =>
        Vector256.MinNative(Vector256.MaxNative(value, Vector256<float>.Zero), Vector256.Create(Pixel));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Truncate(double value) =>
        Sse2.IsSupported ? Sse2.ConvertToInt32WithTruncation(Vector128.CreateScalarUnsafe(value)) : (int)value;

    /// <summary>To the nearest even, in one instruction where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Round(Vector256<float> value) =>
        Avx.IsSupported ? Avx.ConvertToVector256Int32(value) : Vector256.ConvertToInt32(Vector256.Round(value));
}
