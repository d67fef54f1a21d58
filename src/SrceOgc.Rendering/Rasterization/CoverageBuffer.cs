using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SrceOgc.Rendering.Rasterization;

public enum FillRule : byte
{
    NonZero,
    EvenOdd,
}

/// <summary>
/// The signed-area accumulation buffer: edges go in in any order, the sweep turns them into coverage.
/// RASTERIZATION.md beside this file explains the algorithm.
/// </summary>
internal sealed unsafe class CoverageBuffer(DrawingLimits? limits = null)
{
    /// <summary>Fixed-point units in a pixel, as a shift.</summary>
    public const int Shift = 8;

    private const int One = 1 << Shift;

    // Pinned arrays, and where they lie.
    private int[] _cells = [];
    private int[] _carries = [];
    private ulong[] _marks = [];
    private int* _firstCell;
    private int* _firstCarry;
    private ulong* _firstMark;
    private int _stride;
    private int _blocks;
    private int _words;
    private int _right;
    private int _floor;
    private int _top;
    private int _bottom;

    /// <summary>Of the drawing the buffer belongs to.</summary>
    public DrawingLimits Limits { get; } = limits ?? new();

    public int Width { get; private set; }

    public int Height { get; private set; }

    public long CapacityInBytes => (_cells.LongLength + _carries.LongLength) * sizeof(int) + _marks.LongLength * sizeof(ulong);

    /// <summary>Sets the size and empties the buffer.</summary>
    public void Resize(int width, int height)
    {
        Discard();
        Width = width;
        Height = height;
        _right = width << Shift;
        _floor = height << Shift;
        // An edge on the right border lies in the cell past the last pixel.
        _blocks = width / 8 + 1;
        _stride = _blocks * 8;
        _words = (_blocks + 63) / 64;
        Limits.Take(BytesFor(width, height) - CapacityInBytes);
        Reserve(ref _cells, _stride * height);
        Reserve(ref _carries, _blocks * height);
        Reserve(ref _marks, _words * height);
        _firstCell = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_cells));
        _firstCarry = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_carries));
        _firstMark = (ulong*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_marks));
        (_top, _bottom) = (height, -1);
    }

    /// <summary>Keeps no memory until the next <see cref="Resize"/>.</summary>
    public void LetGo()
    {
        (_cells, _carries, _marks) = ([], [], []);
        (Width, Height, _top, _bottom) = (0, 0, 0, -1);
    }

    /// <summary>What a buffer of this size takes.</summary>
    public static long BytesFor(int width, int height)
    {
        long blocks = width / 8 + 1;
        return height * (blocks * 9 * sizeof(int) + (blocks + 63) / 64 * sizeof(ulong));
    }

    private static void Reserve<T>(ref T[] array, int count)
        where T : unmanaged
    {
        if (array.Length < count)
            array = GC.AllocateArray<T>(count, pinned: true);
    }

    /// <summary>Empties the buffer without drawing, whatever a failed drawing left in it.</summary>
    public void Discard()
    {
        for (var row = _top; row <= _bottom; row++)
        {
            new Span<int>(CellRow(row), _stride).Clear();
            new Span<int>(CarryRow(row), _blocks).Clear();
            new Span<ulong>(MarkRow(row), _words).Clear();
        }
        (_top, _bottom) = (Height, -1);
    }

    /// <summary>Rounds to the nearest even unit in one instruction where there is one; beyond the range of fixed point the result is
    /// any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ToFixed(double pixels) => Sse2.IsSupported
        ? Sse2.ConvertToInt32(Vector128.CreateScalarUnsafe(pixels * One))
        : (int)Math.Round(pixels * One);

    /// <summary>Adds all figures of the path; open ones are closed by a straight edge.</summary>
    public void Add(PathBuffer path)
    {
        for (var f = 0; f < path.FigureCount; f++)
            Add(path.Vertices(f));
    }

    public void Add(ReadOnlySpan<Vertex> ring)
    {
        if (ring.Length < 3)
            return;
        var last = ring[^1];
        for (; ring.Length > DrawingLimits.Stretch; ring = ring[DrawingLimits.Stretch..])
        {
            last = AddEdges(last, ring[..DrawingLimits.Stretch]);
            Limits.Look();
        }
        AddEdges(last, ring);
    }

    private Vertex AddEdges(Vertex last, ReadOnlySpan<Vertex> vertices)
    {
        foreach (var vertex in vertices)
        {
            AddEdge(last, vertex);
            last = vertex;
        }
        return last;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddEdge(Vertex a, Vertex b)
    {
        const double Limit = 1 << 20;
        if (Math.Abs(a.X) < Limit && Math.Abs(a.Y) < Limit && Math.Abs(b.X) < Limit && Math.Abs(b.Y) < Limit)
            AddEdge(ToFixed(a.X), ToFixed(a.Y), ToFixed(b.X), ToFixed(b.Y));
        else
            new ClippedEdge(this).AddFar(a, b);
    }

    /// <summary>An edge in fixed point, anywhere within ±2^30.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddEdge(int x0, int y0, int x1, int y1)
    {
        if (y0 == y1)
            return;
        if ((uint)x0 <= (uint)_right && (uint)x1 <= (uint)_right && (uint)y0 <= (uint)_floor && (uint)y1 <= (uint)_floor)
            Accumulate(x0, y0, x1, y1);
        else
            new ClippedEdge(this).Add(x0, y0, x1, y1);
    }

    /// <summary>An edge that lies within the buffer and is not level.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Accumulate(int x0, int y0, int x1, int y1)
    {
        // Downwards, without a branch: half of the edges of any ring go up, and none tells which comes next.
        var isUp = (y1 - y0) >> 31;
        int swapX = (x0 ^ x1) & isUp, swapY = (y0 ^ y1) & isUp;
        (x0, y0, x1, y1) = (x0 ^ swapX, y0 ^ swapY, x1 ^ swapX, y1 ^ swapY);
        Touch(y0 >> Shift, (y1 - 1) >> Shift);
        EdgeCells.Add(new MarkedRow(this, y0 >> Shift), x0, y0, x1, y1, isUp | 1);
    }

    private struct MarkedRow(CoverageBuffer buffer, int row) : ICellRow
    {
        private readonly nint _stride = buffer._stride;
        private readonly nint _blocks = buffer._blocks;
        private readonly nint _words = buffer._words;
        private ulong* _marks = buffer.MarkRow(row);

        public int* Cells { get; private set; } = buffer.CellRow(row);

        public int* Carries { get; private set; } = buffer.CarryRow(row);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void MoveDown()
        {
            Cells += _stride;
            Carries += _blocks;
            _marks += _words;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Mark(int first, int last)
        {
            for (var block = first; block <= last; block++)
                _marks[block >> 6] |= 1UL << block;
        }
    }

    /// <summary>Says that coverage will be raised in these rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Touch(int top, int bottom)
    {
        _top = Math.Min(_top, top);
        _bottom = Math.Max(_bottom, bottom);
    }

    /// <summary>Pixels near the segment are covered as <paramref name="line"/> says; for <see cref="SweepRaised"/>, never together with
    /// edges.</summary>
    public void Raise(in HairlineSegment line)
    {
        var (left, first) = line.First(Vector128<double>.Zero);
        var (right, last) = line.Last(Vector128.Create((double)Width, Height));
        if (first > last)
            return;
        Touch(first, last);
        if (right >> 3 <= (left >> 3) + 1)
            for (var block = left >> 3; block <= right >> 3; block++)
                RaiseBlock(line, block, first, last);
        else
            RaiseRows(line, first, last);
    }

    /// <summary>Most segments are so short that a block or two hold all that is near them in every row.</summary>
    private void RaiseBlock(in HairlineSegment line, int block, int first, int last)
    {
        line.Raise(CellRow(first) + block * 8, _stride, block * 8, first, last);
        var mark = MarkRow(first) + (block >> 6);
        for (var row = first; row <= last; row++, mark += _words)
            *mark |= 1UL << block;
    }

    private void RaiseRows(in HairlineSegment line, int first, int last)
    {
        var slope = line.Slope();
        for (var row = first; row <= last; row++)
        {
            var (from, to) = line.ColumnsOf(row, slope, Width);
            for (var block = from >> 3; block <= to >> 3; block++)
                RaiseBlock(line, block, row, row);
        }
    }

    /// <summary>Paints what was raised and empties the buffer.</summary>
    public void SweepRaised<TPaint>(PixelBuffer target, ref TPaint paint)
        where TPaint : struct, IPaint
    {
        for (var row = _top; row <= _bottom; row++)
            SweepRaisedRow(target.Row(row), row, ref paint);
        (_top, _bottom) = (Height, -1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SweepRaisedRow<TPaint>(uint* pixels, int row, ref TPaint paint)
        where TPaint : struct, IPaint
    {
        var cells = CellRow(row);
        var marks = MarkRow(row);
        for (var word = 0; word < _words; word++)
        {
            var bits = marks[word];
            if (bits == 0)
                continue;
            marks[word] = 0;
            for (; bits != 0; bits &= bits - 1)
            {
                var x = ((word << 6) + BitOperations.TrailingZeroCount(bits)) * 8;
                var coverage = Vector256.Load(cells + x);
                Vector256<int>.Zero.Store(cells + x);
                paint.Paint(pixels + x, x, row, coverage);
            }
        }
    }

    /// <summary>Paints what was accumulated and empties the buffer.</summary>
    public void Sweep<TPaint>(PixelBuffer target, ref TPaint paint, FillRule rule)
        where TPaint : struct, IPaint => Sweep(target, ref paint, rule, Height);

    /// <summary>The same of the rows above <paramref name="end"/> only; the others wait for another sweep.</summary>
    public void Sweep<TPaint>(PixelBuffer target, ref TPaint paint, FillRule rule, int end)
        where TPaint : struct, IPaint
    {
        var blocks = target.Stride / PixelBuffer.BlockSize;
        for (; _top <= _bottom && _top < end; _top++)
            SweepRow(target.Row(_top), _top, blocks, ref paint, rule);
        if (_top > _bottom)
            (_top, _bottom) = (Height, -1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SweepRow<TPaint>(uint* pixels, int row, int blocks, ref TPaint paint, FillRule rule)
        where TPaint : struct, IPaint
    {
        int* cells = CellRow(row), carries = CarryRow(row);
        var marks = MarkRow(row);
        var carry = Vector256<int>.Zero;
        var next = 0;
        for (var word = 0; word < _words; word++)
        {
            var bits = marks[word];
            if (bits == 0)
                continue;
            marks[word] = 0;
            for (; bits != 0; bits &= bits - 1)
            {
                var block = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (block > next && carry != Vector256<int>.Zero)
                    PaintSpan(pixels, next, block, row, carry, ref paint, rule);
                var sums = Vector256.Load(cells + block * 8) + carry;
                carry += Vector256.Create(carries[block]);
                Vector256<int>.Zero.Store(cells + block * 8);
                carries[block] = 0;
                next = block + 1;
                if (block >= blocks)
                    continue;
                var coverage = CoverageBlock.ToCoverage(sums, rule);
                if (coverage != Vector256<int>.Zero)
                    paint.Paint(pixels + block * 8, block * 8, row, coverage);
            }
        }
        if (next < blocks && carry != Vector256<int>.Zero)
            PaintSpan(pixels, next, blocks, row, carry, ref paint, rule);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PaintSpan<TPaint>(uint* pixels, int from, int to, int row, Vector256<int> sum, ref TPaint paint, FillRule rule)
        where TPaint : struct, IPaint
    {
        var coverage = CoverageBlock.ToCoverage(sum, rule);
        if (coverage != Vector256<int>.Zero)
            paint.PaintSpan(pixels + from * 8, from * 8, to - from, row, coverage);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int* CellRow(int row) =>
        _firstCell + (nint)row * _stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int* CarryRow(int row) =>
        _firstCarry + (nint)row * _blocks;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong* MarkRow(int row) =>
        _firstMark + (nint)row * _words;
}
