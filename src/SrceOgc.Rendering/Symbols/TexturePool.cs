using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Symbols;

/// <summary>
/// The buffers of the size of the map that hatches and grids are drawn into, for as many as few megabytes hold: a style may ask
/// for any number of them, of maps of any size. Who gets none draws what it needs under each polygon.
/// </summary>
public sealed class TexturePool(DrawingLimits? limits = null)
{
    private const int MostTextures = 12;

    /// <summary>Of one map.</summary>
    private const long MostBytes = 64 << 20;

    private readonly PixelBuffer[] _buffers = new PixelBuffer[MostTextures];
    private readonly object?[] _owners = new object?[MostTextures];
    private int _lent;

    public long CapacityInBytes => _buffers.Sum(buffer => buffer?.CapacityInBytes ?? 0);

    /// <summary>At the start of a map: nothing that was drawn counts any more.</summary>
    public void Reset()
    {
        _owners.AsSpan().Clear();
        _lent = 0;
    }

    /// <summary>The owner's buffer, of this size on this map; null when there is no room for another.</summary>
    /// <param name="isDrawn">It holds what the owner drew before.</param>
    public PixelBuffer? Find(object owner, int width, int height, out bool isDrawn)
    {
        var slot = Array.IndexOf(_owners, owner);
        isDrawn = slot >= 0;
        if (isDrawn)
            return _buffers[slot];
        if (_lent == MostTextures || (_lent + 1L) * width * height * sizeof(uint) > MostBytes)
            return null;
        _owners[_lent] = owner;
        return _buffers[_lent++] ??= new PixelBuffer(limits);
    }
}
