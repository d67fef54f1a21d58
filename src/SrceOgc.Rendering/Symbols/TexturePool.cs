using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Symbols;

/// <summary>
/// The buffers of the size of the map that hatches and grids are drawn into. Few are kept, however many a style asks
/// for: the one lent longest ago goes to the next owner, and its painter draws again when its turn comes.
/// </summary>
internal sealed class TexturePool
{
    private const int Capacity = 12;

    private readonly PixelBuffer[] _buffers = new PixelBuffer[Capacity];
    private readonly object?[] _owners = new object?[Capacity];
    private int _next;

    public long CapacityInBytes => _buffers.Sum(buffer => buffer?.CapacityInBytes ?? 0);

    /// <summary>At the start of a map: nothing that was drawn counts any more.</summary>
    public void Reset() => _owners.AsSpan().Clear();

    /// <summary>The owner's buffer; <paramref name="isDrawn"/> when it still holds what the owner drew.</summary>
    public PixelBuffer Of(object owner, out bool isDrawn)
    {
        var slot = Array.IndexOf(_owners, owner);
        isDrawn = slot >= 0;
        if (slot < 0)
        {
            slot = _next;
            _next = (_next + 1) % Capacity;
            _owners[slot] = owner;
        }
        return _buffers[slot] ??= new PixelBuffer();
    }
}
