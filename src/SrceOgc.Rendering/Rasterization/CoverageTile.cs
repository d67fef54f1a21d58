using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// Coverage of one small shape, most shapes of a map, in a few rows of its own that never leave the processor's
/// nearest cache: no marks, no clipping, and the sweep knows where to look. The numbers are those of
/// <see cref="CoverageBuffer"/>.
/// </summary>
internal sealed unsafe class CoverageTile
{
    /// <summary>Pixels; a shape's edges may lie on the far border and spill into the cell after.</summary>
    private const int Side = 64;

    private const int Stride = Side + PixelBuffer.BlockSize;

    private const int Blocks = Stride / PixelBuffer.BlockSize;

    private const int Rows = Side + 1;

    /// <summary>Signed areas of edges, what lines cover, and the areas' carries.</summary>
    private readonly int[] _cells = GC.AllocateArray<int>((2 * Stride + Blocks) * Rows, pinned: true);
    private readonly int* _areas;
    private readonly int* _lines;
    private readonly int* _carries;
    private int _left;
    private int _top;
    private int _blocks;
    private int _rows;

    /// <summary>The tile's corners in pixels.</summary>
    private Vector128<double> _origin;
    private Vector128<double> _end;

    public CoverageTile()
    {
        _areas = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_cells));
        _lines = _areas + Stride * Rows;
        _carries = _lines + Stride * Rows;
    }

    /// <summary>Lays the tile over the path and <paramref name="reach"/> pixels around it; false when they do not fit, or leave the
    /// image.</summary>
    public bool TryPlace(PathBuffer path, double reach, int width, int height)
    {
        var (topLeft, bottomRight) = path.Bounds();
        double left = topLeft.X - reach, top = topLeft.Y - reach, right = bottomRight.X + reach, bottom = bottomRight.Y + reach;
        if (!(left >= 0 && top >= 0 && right < width - Side && bottom < height && right - left < Side - 1 && bottom - top < Side - 1))
            return false;
        (_left, _top) = ((int)left, (int)top);
        _blocks = ((int)right - _left) / PixelBuffer.BlockSize + 1;
        _rows = (int)bottom - _top + 1;
        _origin = Vector128.Create((double)_left, _top);
        _end = _origin + Vector128.Create((double)Side, _rows);
        return true;
    }

    /// <summary>Empties the tile, whatever a failed drawing left in it.</summary>
    public void Discard() => _cells.AsSpan().Clear();

    /// <summary>Asks for the pixels under the tile, so that they are there when it is swept: a picture is larger than the processor's near
    /// caches.</summary>
    public void Prefetch(PixelBuffer target)
    {
        if (!Sse.IsSupported)
            return;
        const int Line = 16;
        var end = _blocks * PixelBuffer.BlockSize - 1;
        for (var row = _top; row < _top + _rows; row++)
        {
            var pixels = target.Row(row) + _left;
            for (var x = 0; x < end; x += Line)
                Sse.Prefetch0(pixels + x);
            Sse.Prefetch0(pixels + end);
        }
    }

    /// <summary>Adds all figures of the path; open ones are closed by a straight edge.</summary>
    public void Add(PathBuffer path)
    {
        for (var f = 0; f < path.FigureCount; f++)
            Add(path.Vertices(f));
    }

    private void Add(ReadOnlySpan<Vertex> ring)
    {
        if (ring.Length < 3)
            return;
        int right = _blocks * PixelBuffer.BlockSize << CoverageBuffer.Shift, bottom = _rows << CoverageBuffer.Shift;
        var origin = Vector128.Create(_left << CoverageBuffer.Shift, _top << CoverageBuffer.Shift, 0, 0);
        var last = ToFixed(ring[^1]) - origin;
        foreach (var vertex in ring)
        {
            var next = ToFixed(vertex) - origin;
            int x = next[0], y = next[1], lastX = last[0], lastY = last[1];
            if (y != lastY && (uint)x <= right && (uint)y <= bottom && (uint)lastX <= right && (uint)lastY <= bottom)
                Add(lastX, lastY, x, y);
            last = next;
        }
    }

    /// <summary>As <see cref="CoverageBuffer.ToFixed"/>, x and y at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> ToFixed(Vertex vertex) => Sse2.IsSupported
        ? Sse2.ConvertToVector128Int32(Unsafe.BitCast<Vertex, Vector128<double>>(vertex) * (1 << CoverageBuffer.Shift))
        : Vector128.Create(CoverageBuffer.ToFixed(vertex.X), CoverageBuffer.ToFixed(vertex.Y), 0, 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Add(int x0, int y0, int x1, int y1)
    {
        var isUp = (y1 - y0) >> 31;
        int swapX = (x0 ^ x1) & isUp, swapY = (y0 ^ y1) & isUp;
        (x0, y0, x1, y1) = (x0 ^ swapX, y0 ^ swapY, x1 ^ swapX, y1 ^ swapY);
        var row = y0 >> CoverageBuffer.Shift;
        EdgeCells.Add(new TileRow(_areas + row * Stride, _carries + row * Blocks), x0, y0, x1, y1, isUp | 1);
    }

    private struct TileRow(int* cells, int* carries) : ICellRow
    {
        public int* Cells { get; private set; } = cells;

        public int* Carries { get; private set; } = carries;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void MoveDown()
        {
            Cells += Stride;
            Carries += Blocks;
        }

        public readonly void Mark(int first, int last)
        {
        }
    }

    /// <summary>Pixels near the segment are covered as <paramref name="line"/> says; for <see cref="SweepLines"/>.</summary>
    public void Raise(in HairlineSegment line)
    {
        var (from, first) = line.First(_origin);
        var (to, last) = line.Last(_end);
        for (var block = (from - _left) >> 3; block <= (to - _left) >> 3; block++)
            line.Raise(_lines + (first - _top) * Stride + block * PixelBuffer.BlockSize, Stride, _left + block * PixelBuffer.BlockSize,
                first, last);
    }

    /// <summary>Paints what edges enclose and empties the tile.</summary>
    public void Sweep<TPaint>(PixelBuffer target, ref TPaint paint, FillRule rule)
        where TPaint : struct, IPaint
    {
        int* cells = _areas, carries = _carries;
        for (var row = _top; row < _top + _rows; row++, cells += Stride, carries += Blocks)
        {
            var pixels = target.Row(row) + _left;
            var carry = Vector256<int>.Zero;
            for (var block = 0; block < _blocks; block++)
            {
                var x = block * PixelBuffer.BlockSize;
                var coverage = TakeAreas(cells + x, carries + block, ref carry, rule);
                if (coverage != Vector256<int>.Zero)
                    paint.Paint(pixels + x, _left + x, row, coverage);
            }
            ClearBorder(cells, carries);
        }
    }

    /// <summary>Paints what lines cover and empties the tile.</summary>
    public void SweepLines<TPaint>(PixelBuffer target, ref TPaint paint)
        where TPaint : struct, IPaint
    {
        var cells = _lines;
        for (var row = _top; row < _top + _rows; row++, cells += Stride)
            for (var x = 0; x < _blocks * PixelBuffer.BlockSize; x += PixelBuffer.BlockSize)
            {
                var coverage = Take(cells + x);
                if (coverage != Vector256<int>.Zero)
                    paint.Paint(target.Row(row) + _left + x, _left + x, row, coverage);
            }
    }

    /// <summary>Paints what edges enclose and lines over it, reading and writing each pixel once.</summary>
    public void SweepBoth(PixelBuffer target, in SolidPaint fill, FillRule rule, in SolidPaint stroke)
    {
        int* areas = _areas, lines = _lines, carries = _carries;
        for (var row = _top; row < _top + _rows; row++, areas += Stride, lines += Stride, carries += Blocks)
        {
            var pixels = target.Row(row) + _left;
            var carry = Vector256<int>.Zero;
            for (var block = 0; block < _blocks; block++)
            {
                var x = block * PixelBuffer.BlockSize;
                Vector256<int> inside = TakeAreas(areas + x, carries + block, ref carry, rule), line = Take(lines + x);
                if ((inside | line) != Vector256<int>.Zero)
                    stroke.Over(fill.Over(Vector256.Load(pixels + x), inside), line).Store(pixels + x);
            }
            ClearBorder(areas, carries);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> TakeAreas(int* cells, int* passedOn, ref Vector256<int> carry, FillRule rule)
    {
        var sums = Take(cells) + carry;
        carry += Vector256.Create(*passedOn);
        *passedOn = 0;
        return CoverageBlock.ToCoverage(sums, rule);
    }

    /// <summary>An edge on the far border lies in the block after the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ClearBorder(int* cells, int* carries)
    {
        Vector256<int>.Zero.Store(cells + _blocks * PixelBuffer.BlockSize);
        carries[_blocks] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Take(int* cells)
    {
        var taken = Vector256.Load(cells);
        Vector256<int>.Zero.Store(cells);
        return taken;
    }
}
