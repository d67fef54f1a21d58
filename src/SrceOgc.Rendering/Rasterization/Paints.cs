using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SrceOgc.Rendering.Rasterization;

/// <summary>What fills a shape. A struct, so that the sweep is compiled for each kind and calls nothing.</summary>
internal unsafe interface IPaint
{
    /// <summary>Eight pixels at <paramref name="x"/>, <paramref name="row"/> through coverage 0..256.</summary>
    void Paint(uint* pixels, int x, int row, Vector256<int> coverage);

    /// <summary>Blocks of eight pixels, all of the same coverage.</summary>
    void PaintSpan(uint* pixels, int x, int blocks, int row, Vector256<int> coverage);
}

internal readonly unsafe struct SolidPaint(Color color) : IPaint
{
    private readonly Vector256<uint> _source = Vector256.Create(color.Premultiplied);
    private readonly bool _isOpaque = color.IsOpaque;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<uint> Over(Vector256<uint> pixels, Vector256<int> coverage) => PixelBlock.Over(pixels, _source, coverage);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Paint(uint* pixels, int x, int row, Vector256<int> coverage)
    {
        if (_isOpaque && coverage == Vector256.Create(256))
            _source.Store(pixels);
        else
            PixelBlock.Over(Vector256.Load(pixels), _source, coverage).Store(pixels);
    }

    public void PaintSpan(uint* pixels, int x, int blocks, int row, Vector256<int> coverage)
    {
        var end = pixels + blocks * PixelBuffer.BlockSize;
        if (_isOpaque && coverage == Vector256.Create(256))
            for (; pixels < end; pixels += PixelBuffer.BlockSize)
                _source.Store(pixels);
        else
            for (; pixels < end; pixels += PixelBuffer.BlockSize)
                PixelBlock.Over(Vector256.Load(pixels), _source, coverage).Store(pixels);
    }
}

/// <summary>A tile repeated in both directions from an origin in pixels.</summary>
internal readonly unsafe struct PatternPaint(Pattern pattern, int originX = 0, int originY = 0) : IPaint
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Paint(uint* pixels, int x, int row, Vector256<int> coverage)
    {
        var source = pattern.Block(x - originX, row - originY);
        PixelBlock.Over(Vector256.Load(pixels), source, coverage).Store(pixels);
    }

    public void PaintSpan(uint* pixels, int x, int blocks, int row, Vector256<int> coverage)
    {
        for (; blocks > 0; blocks--, pixels += PixelBuffer.BlockSize, x += PixelBuffer.BlockSize)
            Paint(pixels, x, row, coverage);
    }
}

/// <summary>
/// Shows an image through the shape, pixel for pixel: of the target's size, or of the part of it whose upper left corner is given,
/// at whole blocks.
/// </summary>
internal readonly unsafe struct TexturePaint(PixelBuffer texture, int left = 0, int top = 0) : IPaint
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Paint(uint* pixels, int x, int row, Vector256<int> coverage)
    {
        if ((uint)(row - top) >= (uint)texture.Height || (uint)(x - left) > (uint)(texture.Stride - PixelBuffer.BlockSize))
            return;
        var source = Vector256.Load(texture.Row(row - top) + x - left);
        if (source != Vector256<uint>.Zero)
            PixelBlock.Over(Vector256.Load(pixels), source, coverage).Store(pixels);
    }

    public void PaintSpan(uint* pixels, int x, int blocks, int row, Vector256<int> coverage)
    {
        for (; blocks > 0; blocks--, pixels += PixelBuffer.BlockSize, x += PixelBuffer.BlockSize)
            Paint(pixels, x, row, coverage);
    }
}

/// <summary>Takes away what the shape covers.</summary>
internal readonly unsafe struct ErasePaint : IPaint
{
    public void Paint(uint* pixels, int x, int row, Vector256<int> coverage)
    {
        for (var i = 0; i < PixelBuffer.BlockSize; i++)
            pixels[i] = Pixel.Scale(pixels[i], (uint)(256 - coverage[i]));
    }

    public void PaintSpan(uint* pixels, int x, int blocks, int row, Vector256<int> coverage)
    {
        for (; blocks > 0; blocks--, pixels += PixelBuffer.BlockSize)
            Paint(pixels, x, row, coverage);
    }
}
