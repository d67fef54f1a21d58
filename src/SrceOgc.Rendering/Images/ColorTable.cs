using System.Runtime.CompilerServices;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Images;

/// <summary>The distinct pixels of an image with how often each occurs, in the order first seen; open addressing, reused.</summary>
internal sealed class ColorTable
{
    private const int SlotBits = 12;

    /// <summary>Half of the slots: probes stay short.</summary>
    public const int Capacity = 1 << (SlotBits - 1);

    private readonly ushort[] _slots = new ushort[1 << SlotBits];
    private readonly uint[] _pixels = new uint[Capacity];
    private readonly uint[] _counts = new uint[Capacity];

    public int Count { get; private set; }

    public ReadOnlySpan<uint> Pixels => _pixels.AsSpan(0, Count);

    public ReadOnlySpan<uint> Counts => _counts.AsSpan(0, Count);

    /// <summary>Collects the image's pixels; false as soon as there are more than <paramref name="limit"/>.</summary>
    public bool TryCollect(PixelBuffer image, int limit)
    {
        Clear();
        for (var y = 0; y < image.Height; y++)
            if (!TryCollect(image.Pixels(y), limit))
                return false;
        return true;
    }

    private bool TryCollect(ReadOnlySpan<uint> row, int limit)
    {
        while (!row.IsEmpty)
        {
            var run = PixelRun.Length(row);
            if (!TryAdd(row[0], (uint)run, limit))
                return false;
            row = row[run..];
        }
        return true;
    }

    public void Clear()
    {
        _slots.AsSpan().Clear();
        Count = 0;
    }

    /// <summary>False for a colour too many: it is left out.</summary>
    public bool TryAdd(uint pixel, uint count, int limit)
    {
        ref var slot = ref Slot(pixel);
        if (slot == 0)
        {
            if (Count == limit)
                return false;
            _pixels[Count] = pixel;
            _counts[Count] = 0;
            slot = (ushort)++Count;
        }
        _counts[slot - 1] += count;
        return true;
    }

    /// <summary>The number of a pixel, -1 when it was not collected.</summary>
    public int IndexOf(uint pixel) => Slot(pixel) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ushort Slot(uint pixel)
    {
        var at = (pixel * 0x9E3779B1u) >> (32 - SlotBits);
        while (_slots[at] != 0 && _pixels[_slots[at] - 1] != pixel)
            at = (at + 1) & ((1 << SlotBits) - 1);
        return ref _slots[at];
    }
}
