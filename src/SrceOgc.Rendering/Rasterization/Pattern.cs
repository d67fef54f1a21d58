using System.Runtime.Intrinsics;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// An immutable tile of premultiplied pixels. Each row is kept followed by the start of its own repetition, so
/// that any eight pixels of the endless row are read at once.
/// </summary>
public sealed class Pattern
{
    private readonly uint[] _rows;
    private readonly int _stride;

    public Pattern(PixelBuffer tile)
    {
        Width = tile.Width;
        Height = tile.Height;
        _stride = Width + PixelBuffer.BlockSize;
        _rows = new uint[_stride * Height];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < _stride; x++)
                _rows[y * _stride + x] = tile[x % Width, y];
    }

    public int Width { get; }

    public int Height { get; }

    public Vector256<uint> Block(int x, int y) =>
        Vector256.Create(_rows.AsSpan(Wrap(y, Height) * _stride + Wrap(x, Width), PixelBuffer.BlockSize));

    private static int Wrap(int value, int period)
    {
        var rest = value % period;
        return rest < 0 ? rest + period : rest;
    }
}
