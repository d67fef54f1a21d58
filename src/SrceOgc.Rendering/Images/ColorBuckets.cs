using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// Colours that agree in the first five bits of each channel, how often they occur and which palette entry shows
/// them: a table read at their bits. Alpha comes first and inverted, so that opaque images touch the first 64 kB only.
/// </summary>
internal sealed class ColorBuckets
{
    public const int Capacity = 1 << 15;

    /// <summary>In place of an entry: the bucket holds several colours with entries of their own.</summary>
    public const int Shared = 257;

    private const int KeyBits = 20;

    /// <summary>So many pixels are counted all; of larger images every second to fourth row.</summary>
    private const int CountedPixelsBits = 16;

    /// <summary>Pixels of one colour side by side: a fill, not an edge's blend.</summary>
    private const int ShortestFlatRun = 8;

    /// <summary>By key, one more than the bucket's number while counting, than the palette entry afterwards; 0 for none.</summary>
    private readonly ushort[] _slots = new ushort[1 << KeyBits];
    private readonly uint[] _pixels = new uint[Capacity];
    private readonly uint[] _counts = new uint[Capacity];

    public int Count { get; private set; }

    /// <summary>A colour of each bucket, flat if it has one.</summary>
    public ReadOnlySpan<uint> Pixels => _pixels.AsSpan(0, Count);

    public ReadOnlySpan<uint> Counts => _counts.AsSpan(0, Count);

    /// <summary>Counts the image's pixels, and those of its flat parts by their very colour; returns how many were counted.</summary>
    public long Collect(PixelBuffer image, ColorTable flats)
    {
        Clear();
        flats.Clear();
        var step = Math.Clamp((int)((long)image.Width * image.Height >> CountedPixelsBits), 1, 4);
        var rows = 0;
        for (var y = 0; y < image.Height; y += step, rows++)
            Collect(image.Pixels(y), flats);
        return (long)rows * image.Width;
    }

    private void Clear()
    {
        foreach (var pixel in Pixels)
            _slots[Key(pixel)] = 0;
        Count = 0;
    }

    private void Collect(ReadOnlySpan<uint> row, ColorTable flats)
    {
        for (var x = 0; x < row.Length;)
        {
            var pixel = row[x];
            var run = x + 1 < row.Length && row[x + 1] == pixel ? row[x..].IndexOfAnyExcept(pixel) : 1;
            if (run < 0)
                run = row.Length - x;
            Add(pixel, run);
            if (run >= ShortestFlatRun)
                flats.TryAdd(pixel, (uint)run, ColorTable.Capacity);
            x += run;
        }
    }

    /// <summary>Past the capacity colours are not counted: they get the nearest of the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(uint pixel, int run)
    {
        ref var slot = ref _slots[Key(pixel)];
        if (slot == 0)
        {
            if (Count == Capacity)
                return;
            _pixels[Count] = pixel;
            _counts[Count] = 0;
            slot = (ushort)++Count;
        }
        _counts[slot - 1] += (uint)run;
        if (run >= ShortestFlatRun)
            _pixels[slot - 1] = pixel;
    }

    /// <summary>The number of a pixel's bucket, counted and without entry as yet.</summary>
    public int IndexOf(uint pixel) => _slots[Key(pixel)] - 1;

    /// <summary>From here on the bucket has an entry in place of its number.</summary>
    public void SetEntry(int bucket, int entry) => _slots[Key(_pixels[bucket])] = (ushort)(entry + 1);

    /// <summary>Replaces each pixel by the entry of its bucket.</summary>
    public void Map(PixelBuffer image, ReadOnlySpan<uint> palette, ColorTable flats, PixelBuffer indexes)
    {
        for (var y = 0; y < image.Height; y++)
            if (y > 0 && image.Pixels(y).SequenceEqual(image.Pixels(y - 1)))
                indexes.Pixels(y - 1).CopyTo(indexes.Pixels(y));
            else
                MapRow(image.Pixels(y), palette, flats, indexes.Pixels(y));
    }

    private void MapRow(ReadOnlySpan<uint> row, ReadOnlySpan<uint> palette, ColorTable flats, Span<uint> indexes)
    {
        var x = 0;
        for (; x + 8 <= row.Length; x += 8)
        {
            var block = Vector256.Create(row[x..]);
            if (block == Vector256.Create(row[x]))
                Vector256.Create(EntryOf(row[x], Key(row[x]), palette, flats)).CopyTo(indexes[x..]);
            else
                MapBlock(row.Slice(x, 8), Keys(block), palette, flats, indexes.Slice(x, 8));
        }
        for (; x < row.Length; x++)
            indexes[x] = EntryOf(row[x], Key(row[x]), palette, flats);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MapBlock(ReadOnlySpan<uint> pixels, Vector256<uint> keys, ReadOnlySpan<uint> palette, ColorTable flats, Span<uint> indexes)
    {
        for (var i = 0; i < 8; i++)
            indexes[i] = EntryOf(pixels[i], keys[i], palette, flats);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint EntryOf(uint pixel, uint key, ReadOnlySpan<uint> palette, ColorTable flats)
    {
        var entry = _slots[key] - 1u;
        return entry < 256 ? entry : FindEntry(pixel, palette, flats);
    }

    private uint FindEntry(uint pixel, ReadOnlySpan<uint> palette, ColorTable flats)
    {
        ref var slot = ref _slots[Key(pixel)];
        if (slot == Shared + 1 && flats.IndexOf(pixel) is >= 0 and var flat)
            return (uint)flat;
        var nearest = NearestColor.IndexOf(pixel, palette);
        if (slot == 0 && Count < Capacity)
        {
            _pixels[Count++] = pixel;
            slot = (ushort)(nearest + 1);
        }
        return nearest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Key(uint pixel)
    {
        pixel ^= 0xFF000000;
        return pixel >> 3 & 0x1F | pixel >> 6 & 0x3E0 | pixel >> 9 & 0x7C00 | pixel >> 12 & 0xF8000;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Keys(Vector256<uint> pixels)
    {
        pixels ^= Vector256.Create(0xFF000000);
        return pixels >> 3 & Vector256.Create(0x1Fu) | pixels >> 6 & Vector256.Create(0x3E0u)
            | pixels >> 9 & Vector256.Create(0x7C00u) | pixels >> 12 & Vector256.Create(0xF8000u);
    }
}
