using System.Runtime.Intrinsics;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// Median cut with alpha. Flat fills of some size keep exactly the colour the legend shows; the buckets of all other
/// colours are parted into boxes, split where their variance is largest until the palette is full. A box is shown by
/// its mean, or by a bucket that is most of it.
/// </summary>
internal sealed class Quantizer
{
    private const int MaximumFlats = 128, MaximumBoxes = 256;

    /// <summary>A fill keeps its colour when it is this part of the image.</summary>
    private const int FlatShare = 1024;

    private readonly ColorBuckets _buckets = new();
    private readonly ColorTable _flats = new();
    private readonly ColorTable _kept = new();
    private readonly int[] _order = new int[ColorBuckets.Capacity];
    private readonly uint[] _weights = new uint[ColorBuckets.Capacity];
    private readonly Box[] _boxes = new Box[MaximumBoxes];

    /// <summary>Buckets _order[Start..End], to be cut at the mean of the channel at bit Shift, where they vary most: by Error.</summary>
    private readonly record struct Box(int Start, int End, int Shift, double Error, uint Mean);

    /// <summary>Fills the palette (premultiplied, at most 256 colours) and the plane of indexes; returns how many colours there
    /// are.</summary>
    public int Reduce(PixelBuffer image, Span<uint> palette, PixelBuffer indexes)
    {
        KeepFlats(_buckets.Collect(image, _flats));
        _kept.Pixels.CopyTo(palette);
        var count = _kept.Count + AddBoxes(palette[_kept.Count..]);
        _buckets.Map(image, palette[..count], _kept, indexes);
        return count;
    }

    private void KeepFlats(long pixels)
    {
        _kept.Clear();
        for (var i = 0; i < _flats.Count; i++)
            if ((long)_flats.Counts[i] * FlatShare >= pixels)
                _kept.TryAdd(_flats.Pixels[i], _flats.Counts[i], MaximumFlats);
    }

    /// <summary>Adds the colours of all buckets without a flat colour; each bucket gets its entry.</summary>
    private int AddBoxes(Span<uint> palette)
    {
        var loose = OrderLooseBuckets();
        var count = loose == 0 ? 0 : Cut(loose, palette.Length);
        for (var i = 0; i < count; i++)
        {
            palette[i] = ColorOf(_boxes[i]);
            foreach (var bucket in _order.AsSpan(_boxes[i].Start.._boxes[i].End))
                _buckets.SetEntry(bucket, _kept.Count + i);
        }
        return count;
    }

    /// <summary>Buckets with a flat colour get its entry, the others are put in order for cutting.</summary>
    private int OrderLooseBuckets()
    {
        _weights.AsSpan(0, _buckets.Count).Clear();
        MarkFlats();
        var loose = 0;
        for (var i = 0; i < _buckets.Count; i++)
        {
            if (_weights[i] > 0)
            {
                _buckets.SetEntry(i, (int)_weights[i] - 1);
                continue;
            }
            _order[loose++] = i;
            // A colour of many pixels must not outweigh all blended edges: weights grow as the power of three quarters.
            _weights[i] = 1 + (uint)Math.Sqrt(_buckets.Counts[i] * Math.Sqrt(_buckets.Counts[i]));
        }
        return loose;
    }

    /// <summary>In place of a weight, one more than the entry.</summary>
    private void MarkFlats()
    {
        for (var i = 0; i < _kept.Count; i++)
            if (_buckets.IndexOf(_kept.Pixels[i]) is >= 0 and var bucket)
                _weights[bucket] = _weights[bucket] == 0 ? (uint)i + 1 : ColorBuckets.Shared + 1;
    }

    private int Cut(int loose, int limit)
    {
        _boxes[0] = Measure(0, loose);
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
            var middle = Split(box);
            _boxes[worst] = Measure(box.Start, middle);
            _boxes[count] = Measure(middle, box.End);
        }
        return count;
    }

    private Box Measure(int start, int end)
    {
        if (end - start < 2)
            return new Box(start, end, 0, 0, 0);
        // Whole numbers far below 2^53: sums are exact.
        Vector256<double> sums = default, squares = default;
        var weight = 0.0;
        foreach (var bucket in _order.AsSpan(start..end))
        {
            var (channels, count) = (ChannelsOf(_buckets.Pixels[bucket]), (double)_weights[bucket]);
            var weighted = channels * count;
            weight += count;
            sums += weighted;
            squares += weighted * channels;
        }
        var errors = squares - sums * sums / weight;
        var worst = new Box(start, end, 0, 0, 0);
        for (var channel = 0; channel < 4; channel++)
            if (errors[channel] > worst.Error)
                worst = new Box(start, end, 8 * channel, errors[channel], (uint)(sums[channel] / weight));
        return worst;
    }

    private static Vector256<double> ChannelsOf(uint pixel) => Vector256.WidenLower(Vector128.ConvertToSingle(
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32()).ToVector256Unsafe());

    /// <summary>Puts colours up to the mean before the others; both sides get some, as the channel varies.</summary>
    private int Split(Box box)
    {
        var order = _order.AsSpan(box.Start..box.End);
        var middle = 0;
        for (var i = 0; i < order.Length; i++)
            if ((_buckets.Pixels[order[i]] >> box.Shift & 255) <= box.Mean)
            {
                (order[middle], order[i]) = (order[i], order[middle]);
                middle++;
            }
        return box.Start + middle;
    }

    private uint ColorOf(Box box)
    {
        Span<long> sums = stackalloc long[4];
        sums.Clear();
        long weight = 0;
        var (dominant, most) = (0u, 0u);
        foreach (var bucket in _order.AsSpan(box.Start..box.End))
        {
            uint pixel = _buckets.Pixels[bucket], count = _buckets.Counts[bucket];
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
