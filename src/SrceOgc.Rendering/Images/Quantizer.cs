using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// Median cut with alpha: boxes of colours are split where their variance is largest until there are 256. A box is
/// shown by its mean, or by a colour that is most of it, so that the flat fills of a map stay exactly what the
/// legend says.
/// </summary>
internal sealed class Quantizer
{
    private const int MaximumBoxes = 256;

    /// <summary>Five bits a channel: for images with more colours than the table holds.</summary>
    private const uint CoarseMask = 0xF8F8F8F8;

    private readonly int[] _order = new int[ColorTable.Capacity];
    private readonly uint[] _keys = new uint[ColorTable.Capacity];
    private readonly byte[] _entries = new byte[ColorTable.Capacity];
    private readonly Box[] _boxes = new Box[MaximumBoxes];

    /// <summary>Colours _order[Start..End], to be cut along the channel at bit Shift where they vary most: by Error.</summary>
    private readonly record struct Box(int Start, int End, int Shift, double Error);

    /// <summary>Fills the palette (premultiplied) and the plane of indexes; returns how many colours there are.</summary>
    public int Reduce(PixelBuffer image, ColorTable colors, Span<uint> palette, PixelBuffer indexes)
    {
        var mask = ~0u;
        if (!colors.TryCollect(image, ColorTable.Capacity))
            while (!colors.TryCollect(image, ColorTable.Capacity, mask = mask == ~0u ? CoarseMask : mask << 1 & CoarseMask))
            {
            }
        for (var i = 0; i < colors.Count; i++)
            _order[i] = i;
        var count = Cut(colors, Math.Min(palette.Length, MaximumBoxes));
        for (var i = 0; i < count; i++)
        {
            palette[i] = ColorOf(_boxes[i], colors);
            foreach (var color in _order.AsSpan(_boxes[i].Start.._boxes[i].End))
                _entries[color] = (byte)i;
        }
        PaletteMapping.Map(image, colors, _entries, mask, indexes);
        return count;
    }

    private int Cut(ColorTable colors, int limit)
    {
        _boxes[0] = Measure(0, colors.Count, colors);
        var count = 1;
        for (; count < limit; count++)
        {
            var worst = 0;
            for (var i = 1; i < count; i++)
                if (_boxes[i].Error > _boxes[worst].Error)
                    worst = i;
            var box = _boxes[worst];
            if (box.Error <= 0)
                break;
            var middle = Split(box, colors);
            _boxes[worst] = Measure(box.Start, middle, colors);
            _boxes[count] = Measure(middle, box.End, colors);
        }
        return count;
    }

    private Box Measure(int start, int end, ColorTable colors)
    {
        var (shift, error) = (0, 0.0);
        for (var channel = 0; channel < 32 && end - start > 1; channel += 8)
        {
            long weight = 0, sum = 0, squares = 0;
            foreach (var color in _order.AsSpan(start..end))
            {
                long count = WeightOf(color, colors), value = colors.Pixels[color] >> channel & 255;
                weight += count;
                sum += count * value;
                squares += count * value * value;
            }
            var variance = squares - (double)sum * sum / weight;
            if (variance > error)
                (shift, error) = (channel, variance);
        }
        return new Box(start, end, shift, error);
    }

    /// <summary>Sorts the box along its channel and cuts it at the mean.</summary>
    private int Split(Box box, ColorTable colors)
    {
        var order = _order.AsSpan(box.Start..box.End);
        var keys = _keys.AsSpan(0, order.Length);
        long weight = 0, sum = 0;
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = colors.Pixels[order[i]] >> box.Shift & 255;
            weight += WeightOf(order[i], colors);
            sum += WeightOf(order[i], colors) * keys[i];
        }
        keys.Sort(order);
        var mean = (uint)(sum / weight);
        var middle = 1;
        while (middle < order.Length - 1 && keys[middle] <= mean)
            middle++;
        return box.Start + middle;
    }

    /// <summary>A fill of many pixels must not outweigh all its blended edges: weights grow as a root.</summary>
    private static long WeightOf(int color, ColorTable colors) => 1 + (long)Math.Sqrt(colors.Counts[color]);

    private uint ColorOf(Box box, ColorTable colors)
    {
        Span<long> sums = stackalloc long[4];
        sums.Clear();
        long weight = 0;
        var (dominant, most) = (0u, 0u);
        foreach (var color in _order.AsSpan(box.Start..box.End))
        {
            uint pixel = colors.Pixels[color], count = colors.Counts[color];
            if (count > most)
                (dominant, most) = (pixel, count);
            weight += count;
            for (var channel = 0; channel < 4; channel++)
                sums[channel] += (long)count * (pixel >> channel * 8 & 255);
        }
        return most * 2L >= weight ? dominant : Mean(sums, weight);
    }

    private static uint Mean(ReadOnlySpan<long> sums, long weight)
    {
        var pixel = 0u;
        for (var channel = 0; channel < 4; channel++)
            pixel |= (uint)((sums[channel] + weight / 2) / weight) << channel * 8;
        return pixel;
    }
}
