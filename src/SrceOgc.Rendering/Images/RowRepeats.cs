using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// Where a row of pixels repeats its left neighbour or the row above, as bits: a whole row is compared at once, and
/// what follows jumps from one repetition to the next instead of asking at every pixel.
/// </summary>
internal sealed unsafe class RowRepeats
{
    /// <summary>Pinned, with a word of zeros at the end.</summary>
    private ulong[] _bits = [];

    private ulong* _left;
    private ulong* _above;
    private ulong* _starts;
    private int _words;
    private int _width;

    /// <summary>Compares a row with itself and with the one above, if any. A start is a pixel where at least so many pixels
    /// repeat.</summary>
    public void Compare(uint* row, uint* above, int width, int shortestLeft, int shortestAbove)
    {
        Resize(width);
        Compare(row, row - 1, (byte*)_left);
        // The first pixel has no left neighbour.
        _left[0] &= ~1UL;
        if (above != null)
            Compare(row, above, (byte*)_above);
        else
            new Span<ulong>(_above, _words).Clear();
        Trim(_left);
        Trim(_above);
        for (var i = 0; i < _words; i++)
            _starts[i] = Runs(_left, i, shortestLeft) | Runs(_above, i, shortestAbove);
    }

    private void Resize(int width)
    {
        _width = width;
        _words = (width + 63) / 64;
        if (_bits.Length < 3 * (_words + 1))
            _bits = GC.AllocateArray<ulong>(3 * (_words + 1), pinned: true);
        _left = (ulong*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_bits));
        _above = _left + _words + 1;
        _starts = _above + _words + 1;
        _left[_words] = _above[_words] = _starts[_words] = 0;
    }

    private void Compare(uint* row, uint* other, byte* equal)
    {
        for (var x = 0; x < _width; x += 8)
            *equal++ = (byte)Vector256.Equals(Vector256.Load(row + x), Vector256.Load(other + x)).ExtractMostSignificantBits();
    }

    /// <summary>Bits past the row's end came from its padding.</summary>
    private void Trim(ulong* bits)
    {
        if ((_width & 63) != 0)
            bits[_words - 1] &= (1UL << _width) - 1;
    }

    /// <summary>Pixels where at least two or three repetitions begin.</summary>
    private static ulong Runs(ulong* bits, int word, int shortest)
    {
        ulong here = bits[word], next = bits[word + 1];
        var runs = here;
        for (var i = 1; i < shortest; i++)
            runs &= here >> i | next << (64 - i);
        return runs;
    }

    /// <summary>The first start at or after x; the width when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextStart(int x)
    {
        var word = x >> 6;
        var bits = _starts[word] & (ulong.MaxValue << x);
        while (bits == 0)
        {
            if (++word >= _words)
                return _width;
            bits = _starts[word];
        }
        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    public int LengthLeft(int x) => Length(_left, x);

    public int LengthAbove(int x) => Length(_above, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Length(ulong* bits, int x)
    {
        var word = x >> 6;
        var different = ~bits[word] >> x;
        if (different != 0)
            return BitOperations.TrailingZeroCount(different);
        var length = 64 - (x & 63);
        while ((different = ~bits[++word]) == 0)
            length += 64;
        return length + BitOperations.TrailingZeroCount(different);
    }
}
