namespace SrceOgc.Rendering.Rasterization;

/// <summary>
/// One bit for each pixel of an image: set where something opaque will be drawn later, so that nothing drawn before
/// can be seen. Beyond the image everything counts as hidden.
/// </summary>
public sealed class HiddenPixels(DrawingLimits? limits = null)
{
    /// <summary>Bits on both sides of a row: room for a sprite that is mostly outside.</summary>
    private const int Margin = 128;

    private ulong[] _bits = [];
    private int _words;
    private int _width;
    private int _height;

    public long CapacityInBytes => _bits.LongLength * sizeof(ulong);

    /// <summary>Nothing is hidden.</summary>
    public bool IsEmpty { get; private set; } = true;

    public void Begin(int width, int height)
    {
        (_width, _height, IsEmpty) = (width, height, true);
        _words = (width + 2 * Margin + 63) / 64;
        limits?.Take((long)_words * height * sizeof(ulong) - CapacityInBytes);
        if (_bits.Length < _words * height)
            _bits = new ulong[_words * height];
        for (var y = 0; y < height; y++)
        {
            var row = Row(y);
            row.Fill(ulong.MaxValue);
            SetClear(row, Margin, Margin + width);
        }
    }

    private static void SetClear(Span<ulong> row, int from, int to)
    {
        for (var word = from >> 6; word <= (to - 1) >> 6; word++)
            row[word] &= ~Between(word, from, to);
    }

    /// <summary>The bits of a word that lie in a range of the row.</summary>
    private static ulong Between(int word, int from, int to)
    {
        var first = Math.Max(0, from - (word << 6));
        var last = Math.Min(64, to - (word << 6));
        return ulong.MaxValue << first & ulong.MaxValue >> (64 - last);
    }

    private Span<ulong> Row(int y) => _bits.AsSpan(y * _words, _words);

    /// <summary>Whether nothing of these pixels will be seen, as far as they lie in the image; right and bottom not included.</summary>
    public bool Covers(int left, int top, int right, int bottom)
    {
        (left, right) = (Math.Max(left, 0) + Margin, Math.Min(right, _width) + Margin);
        for (var y = Math.Max(top, 0); y < Math.Min(bottom, _height) && left < right; y++)
        {
            var row = Row(y);
            for (var word = left >> 6; word <= (right - 1) >> 6; word++)
                if ((~row[word] & Between(word, left, right)) != 0)
                    return false;
        }
        return true;
    }

    /// <summary>Whether nothing will be seen of a sprite with its anchor in the pixel (x, y).</summary>
    public bool Covers(Sprite sprite, int x, int y)
    {
        if (!TryPlace(sprite, ref x, ref y, out var word, out var shift))
            return false;
        var ink = sprite.Ink;
        for (var i = Math.Max(0, -y); i < Math.Min(ink.Length, _height - y); i++)
        {
            var at = (y + i) * _words + word;
            if ((ink[i] << shift & ~_bits[at]) != 0 || (High(ink[i], shift) & ~_bits[at + 1]) != 0)
                return false;
        }
        return true;
    }

    /// <summary>Hides what lies under the opaque pixels of a sprite.</summary>
    public void Add(Sprite sprite, int x, int y)
    {
        if (!TryPlace(sprite, ref x, ref y, out var word, out var shift))
            return;
        var opaque = sprite.Opaque;
        for (var i = Math.Max(0, -y); i < Math.Min(opaque.Length, _height - y); i++)
        {
            var at = (y + i) * _words + word;
            _bits[at] |= opaque[i] << shift;
            _bits[at + 1] |= High(opaque[i], shift);
        }
        IsEmpty = false;
    }

    /// <summary>The part of a row of a sprite that reaches into the next word.</summary>
    private static ulong High(ulong bits, int shift) => bits >> 1 >> (63 - shift);

    private bool TryPlace(Sprite sprite, ref int x, ref int y, out int word, out int shift)
    {
        x += sprite.Left + Margin;
        y += sprite.Top;
        (word, shift) = (x >> 6, x & 63);
        return sprite.HasBits && x >= 0 && word + 1 < _words;
    }
}
