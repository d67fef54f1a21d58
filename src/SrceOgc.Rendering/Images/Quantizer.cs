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
    private readonly uint[] _weights = new uint[ColorTable.Capacity];
    private readonly byte[] _entries = new byte[ColorTable.Capacity];
    private readonly Box[] _boxes = new Box[MaximumBoxes];

    /// <summary>Colours _order[Start..End], to be cut at the mean of the channel at bit Shift, where they vary most: by Error.</summary>
    private readonly record struct Box(int Start, int End, int Shift, double Error, uint Mean);

    /// <summary>Fills the palette (premultiplied) and the plane of indexes; returns how many colours there are.</summary>
    public int Reduce(PixelBuffer image, ColorTable colors, Span<uint> palette, PixelBuffer indexes)
    {
        var mask = ~0u;
        if (!colors.TryCollect(image, ColorTable.Capacity))
            while (!colors.TryCollect(image, ColorTable.Capacity, mask = mask == ~0u ? CoarseMask : mask << 1 & CoarseMask))
            {
            }
        for (var i = 0; i < colors.Count; i++)
        {
            _order[i] = i;
            // A fill of many pixels must not outweigh all its blended edges: weights grow as a root.
            _weights[i] = 1 + (uint)Math.Sqrt(colors.Counts[i]);
        }
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
        if (end - start < 2)
            return new Box(start, end, 0, 0, 0);
        Span<long> sums = stackalloc long[4];
        Span<long> squares = stackalloc long[4];
        sums.Clear();
        squares.Clear();
        var weight = 0L;
        foreach (var color in _order.AsSpan(start..end))
        {
            long count = _weights[color], pixel = colors.Pixels[color];
            weight += count;
            for (var channel = 0; channel < 4; channel++)
            {
                var value = pixel >> 8 * channel & 255;
                sums[channel] += count * value;
                squares[channel] += count * value * value;
            }
        }
        var worst = new Box(start, end, 0, 0, 0);
        for (var channel = 0; channel < 4; channel++)
        {
            var error = squares[channel] - (double)sums[channel] * sums[channel] / weight;
            if (error > worst.Error)
                worst = new Box(start, end, 8 * channel, error, (uint)(sums[channel] / weight));
        }
        return worst;
    }

    /// <summary>Puts colours up to the mean before the others; both sides get some, as the channel varies.</summary>
    private int Split(Box box, ColorTable colors)
    {
        var order = _order.AsSpan(box.Start..box.End);
        var middle = 0;
        for (var i = 0; i < order.Length; i++)
            if ((colors.Pixels[order[i]] >> box.Shift & 255) <= box.Mean)
            {
                (order[middle], order[i]) = (order[i], order[middle]);
                middle++;
            }
        return box.Start + middle;
    }

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
