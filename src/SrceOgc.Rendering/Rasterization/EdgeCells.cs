using System.Runtime.CompilerServices;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>Where an edge adds its areas: a row of cells, and a way to the next one. A struct, so that edges are compiled for each kind.</summary>
internal unsafe interface ICellRow
{
    int* Cells { get; }

    void MoveDown();

    /// <summary>Cells between these two, both included, were changed.</summary>
    void Mark(int first, int last);
}

/// <summary>The signed areas of one edge, cell by cell: see RASTERIZATION.md.</summary>
internal static unsafe class EdgeCells
{
    private const int Shift = CoverageBuffer.Shift;

    private const int One = 1 << Shift;

    private const int Mask = One - 1;

    /// <summary>Bits of fraction of an x that steps from row to row.</summary>
    private const int StepShift = 20;

    /// <summary>Up to this width products of two lengths fit in 32 bits.</summary>
    private const int ShortEdge = 1 << 20;

    /// <summary>An edge downwards, <paramref name="sign"/> 1, or one upwards turned round, -1; <paramref name="at"/> stands on its first row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TRow>(TRow at, int x0, int y0, int x1, int y1, int sign)
        where TRow : struct, ICellRow
    {
        int row = y0 >> Shift, last = (y1 - 1) >> Shift;
        if (row == last)
        {
            AddInRow(ref at, x0, x1, y1 - y0, sign);
            return;
        }
        var first = ((row + 1) << Shift) - y0;
        if (last - row > 1 || Math.Abs(x1 - x0) > ShortEdge)
        {
            AddInRows(ref at, x0, x1, first, y1 - y0, sign);
            return;
        }
        // The edges of maps are short: most that leave their row end in the next one.
        var x = x0 + (x1 - x0) * first / (y1 - y0);
        AddInRow(ref at, x0, x, first, sign);
        at.MoveDown();
        AddInRow(ref at, x, x1, y1 - (last << Shift), sign);
    }

    /// <summary>An edge of height <paramref name="dy"/> over several rows, <paramref name="first"/> of it in the first one.</summary>
    private static void AddInRows<TRow>(ref TRow at, int x0, int x1, int first, int dy, int sign)
        where TRow : struct, ICellRow
    {
        var step = ((long)(x1 - x0) << StepShift) / dy;
        var position = ((long)x0 << StepShift) + step * first;
        var x = (int)(position >> StepShift);
        AddInRow(ref at, x0, x, first, sign);
        step <<= Shift;
        for (dy -= first; dy > One; dy -= One)
        {
            at.MoveDown();
            position += step;
            var next = (int)(position >> StepShift);
            AddInRow(ref at, x, next, One, sign);
            x = next;
        }
        at.MoveDown();
        AddInRow(ref at, x, x1, dy, sign);
    }

    /// <summary>A piece of edge within one row, between two x, going down (sign 1) or up (-1) by <paramref name="dy"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddInRow<TRow>(ref TRow at, int xa, int xb, int dy, int sign)
        where TRow : struct, ICellRow
    {
        int first = xa >> Shift, last = xb >> Shift;
        if (first != last)
        {
            AddAcross(ref at, Math.Min(xa, xb), Math.Max(xa, xb), dy, sign);
            return;
        }
        var height = dy * sign;
        var fraction = (xa & Mask) + (xb & Mask);
        var cells = at.Cells;
        cells[first] += height * (2 * One - fraction);
        cells[first + 1] += height * fraction;
        at.Mark(first, first + 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddAcross<TRow>(ref TRow at, int xa, int xb, int dy, int sign)
        where TRow : struct, ICellRow
    {
        var cells = at.Cells;
        int first = xa >> Shift, last = xb >> Shift;
        int enter = xa & Mask, leave = xb & Mask;
        var step = (dy << 16) / (xb - xa);
        var position = step * (One - enter);
        var done = position >> 16;
        var height = done * sign;
        cells[first] += height * (One - enter);
        var spill = height * (One + enter);
        step <<= Shift;
        for (var cell = first + 1; cell < last; cell++)
        {
            position += step;
            var half = ((position >> 16) - done) * (sign << Shift);
            done = position >> 16;
            cells[cell] += spill + half;
            spill = half;
        }
        height = (dy - done) * sign;
        cells[last] += spill + height * (2 * One - leave);
        cells[last + 1] += height * leave;
        at.Mark(first, last + 1);
    }
}
