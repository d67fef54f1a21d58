using System.Runtime.Intrinsics;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>A small immutable image drawn many times, such as a marker; (<paramref name="left"/>, <paramref name="top"/>) is where its
/// corner goes, relative to the pixel of its anchor.</summary>
public sealed class Sprite
{
    private const int BitsOfRow = 64;

    private readonly uint[] _pixels;
    private readonly int _stride;
    private readonly ulong[] _ink = [];
    private readonly ulong[] _opaque = [];

    /// <summary>Keeps what is not empty of the image.</summary>
    public Sprite(PixelBuffer image, int left, int top)
    {
        var (first, last, from, to) = Inked(image);
        (Width, Height, Left, Top) = (to - from, last - first, left + from, top + first);
        _stride = (Width + PixelBuffer.BlockSize - 1) & -PixelBuffer.BlockSize;
        _pixels = new uint[_stride * Height];
        for (var y = 0; y < Height; y++)
            image.Pixels(first + y)[from..to].CopyTo(_pixels.AsSpan(y * _stride));
        if (Width > BitsOfRow)
            return;
        _ink = BitsWhere(alpha => alpha > 0);
        _opaque = BitsWhere(alpha => alpha == 255);
    }

    private ulong[] BitsWhere(Predicate<uint> holds)
    {
        var rows = new ulong[Height];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                rows[y] |= holds(Pixel.Alpha(_pixels[y * _stride + x])) ? 1UL << x : 0;
        return rows;
    }

    private static (int First, int Last, int From, int To) Inked(PixelBuffer image)
    {
        int first = image.Height, last = 0, from = image.Width, to = 0;
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Pixels(y);
            if (row.IndexOfAnyExcept(0u) is >= 0 and var start)
                (first, last, from, to) =
                    (Math.Min(first, y), y + 1, Math.Min(from, start), Math.Max(to, row.LastIndexOfAnyExcept(0u) + 1));
        }
        return last == 0 ? default : (first, last, from, to);
    }

    /// <summary>Whether rows are narrow enough for one word of bits each.</summary>
    public bool HasBits => Width <= BitsOfRow;

    /// <summary>Each row's pixels that are not empty, the leftmost in the lowest bit.</summary>
    public ReadOnlySpan<ulong> Ink => _ink;

    /// <summary>Each row's pixels that hide what is under them.</summary>
    public ReadOnlySpan<ulong> Opaque => _opaque;

    public int Width { get; }

    public int Height { get; }

    public int Left { get; }

    public int Top { get; }

    /// <summary>Draws the sprite with its anchor in the pixel (x, y), clipped to the target.</summary>
    public void Draw(PixelBuffer target, int x, int y)
    {
        x += Left;
        y += Top;
        int top = Math.Max(0, -y), bottom = Math.Min(Height, target.Height - y);
        if (x >= 0 && x + _stride <= target.Stride)
            DrawBlocks(target, x, y, top, bottom);
        else
            DrawClipped(target, x, y, top, bottom);
    }

    /// <summary>Rows are padded with nothing to whole blocks.</summary>
    private unsafe void DrawBlocks(PixelBuffer target, int x, int y, int top, int bottom)
    {
        for (var row = top; row < bottom; row++)
        {
            var to = target.Row(y + row) + x;
            for (ReadOnlySpan<uint> from = _pixels.AsSpan(row * _stride, _stride); !from.IsEmpty; from = from[8..], to += 8)
            {
                var block = Vector256.Create(from);
                if (block != Vector256<uint>.Zero)
                    PixelBlock.Over(Vector256.Load(to), block).Store(to);
            }
        }
    }

    private void DrawClipped(PixelBuffer target, int x, int y, int top, int bottom)
    {
        int from = Math.Max(0, -x), to = Math.Min(Width, target.Width - x);
        for (var row = top; row < bottom && from < to; row++)
            DrawRow(target.Pixels(y + row)[(x + from)..(x + to)], _pixels.AsSpan(row * _stride)[from..to]);
    }

    private static void DrawRow(Span<uint> target, ReadOnlySpan<uint> source)
    {
        for (var i = 0; i < source.Length; i++)
            if (source[i] != 0)
                target[i] = Pixel.Over(target[i], source[i], 256);
    }
}
