using System.Buffers;
using System.Numerics;

namespace SrceOgc.Features.LayerFiles.Format;

/// <summary>A pooled set of small numbers: one bit each. Dispose gives the words back.</summary>
internal sealed class Bitmap : IDisposable
{
    private ulong[] _words;
    private readonly int _wordCount;

    public Bitmap(int size)
    {
        _wordCount = (size + 63) / 64;
        _words = ArrayPool<ulong>.Shared.Rent(Math.Max(1, _wordCount));
        _words.AsSpan(0, _wordCount).Clear();
    }

    public bool this[int index] => (_words[index >> 6] >> index & 1) != 0;

    public void Set(int index) => _words[index >> 6] |= 1UL << index;

    public void Clear(int index) => _words[index >> 6] &= ~(1UL << index);

    /// <summary>Sets the bits from <paramref name="start"/> up to but without <paramref name="end"/>.</summary>
    public void SetRange(int start, int end)
    {
        if (start >= end)
            return;
        int first = start >> 6, last = end - 1 >> 6;
        var head = ulong.MaxValue << start;
        var tail = ulong.MaxValue >> -end;
        if (first == last)
        {
            _words[first] |= head & tail;
            return;
        }

        _words[first] |= head;
        _words.AsSpan(first + 1, last - first - 1).Fill(ulong.MaxValue);
        _words[last] |= tail;
    }

    /// <summary>The first set bit at or after <paramref name="index"/>, or -1.</summary>
    public int NextFrom(int index)
    {
        var word = index >> 6;
        if (word >= _wordCount)
            return -1;
        var bits = _words[word] & (ulong.MaxValue << index);
        while (bits == 0)
        {
            if (++word == _wordCount)
                return -1;
            bits = _words[word];
        }

        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    public int Count()
    {
        var count = 0;
        foreach (var word in _words.AsSpan(0, _wordCount))
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>The place of the set bit with <paramref name="rank"/> set bits before it, or -1: a page begins there without visiting the
    /// features before.</summary>
    public int Select(long rank)
    {
        for (var word = 0; word < _wordCount; word++)
        {
            var count = BitOperations.PopCount(_words[word]);
            if (rank < count)
                return (word << 6) + SelectIn(_words[word], (int)rank);
            rank -= count;
        }

        return -1;
    }

    private static int SelectIn(ulong word, int rank)
    {
        for (; rank > 0; rank--)
            word &= word - 1;
        return BitOperations.TrailingZeroCount(word);
    }

    public void Dispose() => ArrayPool<ulong>.Shared.Return(Interlocked.Exchange(ref _words, []));
}
