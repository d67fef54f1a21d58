using System.Runtime.Intrinsics;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// A resizable image of premultiplied RGBA pixels. Rows are padded to whole blocks of eight pixels so that nothing
/// ever draws a part of a block; the padding may hold anything, as may a block before the first row, so that there is
/// a pixel to the left of every pixel. The memory is pinned and kept when the size shrinks.
/// </summary>
public sealed unsafe class PixelBuffer(DrawingLimits? limits = null)
{
    public const int BlockSize = 8;

    /// <summary>Rows a power of two apart would all fall into the same few lines of the processor's cache.</summary>
    private const int CachePeriod = 256;

    private uint[] _pixels = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Pixels from one row to the next.</summary>
    public int Stride { get; private set; }

    public long CapacityInBytes => _pixels.LongLength * sizeof(uint);

    public void Resize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        Width = width;
        Height = height;
        Stride = (width + BlockSize - 1) & -BlockSize;
        if (Stride % CachePeriod == 0)
            Stride += 2 * BlockSize;
        var count = checked(BlockSize + Stride * height);
        if (_pixels.Length >= count)
            return;
        limits?.Take((long)(count - _pixels.Length) * sizeof(uint));
        _pixels = GC.AllocateUninitializedArray<uint>(count, pinned: true);
    }

    public uint* Row(int y) => (uint*)System.Runtime.CompilerServices.Unsafe.AsPointer(
        ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_pixels)) + BlockSize + (nint)y * Stride;

    public Span<uint> Pixels(int y) => _pixels.AsSpan(BlockSize + y * Stride, Width);

    public uint this[int x, int y] => Pixels(y)[x];

    public void Clear(uint pixel) => _pixels.AsSpan(BlockSize, Stride * Height).Fill(pixel);

    /// <summary>Source-over of rows of a buffer of the same size at an opacity of 0..256.</summary>
    public void Composite(PixelBuffer source, int opacity, int top, int bottom)
    {
        var coverage = Vector256.Create(opacity);
        for (var y = top; y <= bottom; y++)
        {
            uint* to = Row(y), from = source.Row(y), end = to + Stride;
            for (; to < end; to += BlockSize, from += BlockSize)
            {
                var block = Vector256.Load(from);
                if (block != Vector256<uint>.Zero)
                    PixelBlock.Over(Vector256.Load(to), block, coverage).Store(to);
            }
        }
    }
}
