using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// Deflate for the rows of a PNG image, filter None. A general compressor looks for matches byte by byte; here a
/// match is whole pixels, and three places are tried: the pixel to the left (runs of a fill), the row above (vertical
/// edges, repeated rows), and the last place two pixels like these were seen (patterns, letters). Rows like the one
/// above, filter byte included, are one long match.
/// </summary>
internal sealed unsafe class PixelDeflater
{
    private const int HashBits = 12;

    /// <summary>Places are remembered in 15 bits for each axis.</summary>
    private const int LargestSide = 32767;

    /// <summary>A match this long is taken without looking further.</summary>
    private const int GoodMatch = 8;

    private readonly DeflateBlock _block = new();
    private readonly int[] _lastSeen = new int[1 << HashBits];
    private byte[] _row = [];
    private int _bytesPerPixel;
    private int _stride;

    /// <summary>Writes the zlib stream (RFC 1950) of an image whose pixels hold <paramref name="bytesPerPixel"/> bytes: palette index, RGB, or premultiplied RGBA.</summary>
    public void Write(Rasterization.PixelBuffer image, int bytesPerPixel, ByteSink sink)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(image.Width, image.Height), LargestSide);
        _bytesPerPixel = bytesPerPixel;
        _stride = 1 + image.Width * bytesPerPixel;
        if (_row.Length < _stride + 32)
            _row = new byte[_stride + 32];
        _lastSeen.AsSpan().Fill(-1);
        sink.Write([0x78, 0x01]);
        var bits = default(BlockWriter);
        var checksum = new Adler32();
        for (var y = 0; y < image.Height;)
        {
            var repeated = CountRepeatedRows(image, y);
            if (repeated > 0)
                AddRepeatedRows(repeated, sink, ref bits);
            else
            {
                PackRow(image.Pixels(y));
                AddRow(image, y, sink, ref bits);
            }
            checksum.Add(_row.AsSpan(0, _stride), Math.Max(1, repeated));
            y += Math.Max(1, repeated);
        }
        bits.Write(_block, sink, isLast: true);
        sink.WriteUInt32(checksum.Value);
    }

    private int CountRepeatedRows(Rasterization.PixelBuffer image, int y)
    {
        var count = 0;
        if (y > 0 && _stride is >= 3 and <= DeflateBlock.MaximumDistance)
            while (y + count < image.Height && image.Pixels(y + count).SequenceEqual(image.Pixels(y - 1)))
                count++;
        return count;
    }

    private void AddRepeatedRows(int rows, ByteSink sink, ref BlockWriter bits)
    {
        var bytes = (long)rows * _stride;
        // Rows of nothing but zeros, filter byte included, are one run: near distances take fewer bits.
        var distance = _row.AsSpan(0, _stride).ContainsAnyExcept((byte)0) ? _stride : 1;
        while (bytes >= 3)
        {
            var length = ChunkOf(bytes);
            AddMatchChunk(length, distance, sink, ref bits);
            bytes -= length;
        }
    }

    /// <summary>The longest match that does not leave a rest too short for one.</summary>
    private static int ChunkOf(long bytes) => bytes <= 258 ? (int)bytes : bytes < 261 ? (int)bytes - 3 : 258;

    private void AddMatchChunk(int length, int distance, ByteSink sink, ref BlockWriter bits)
    {
        _block.AddMatch(length, distance);
        if (_block.IsFull)
            bits.Write(_block, sink, isLast: false);
    }

    private void AddRow(Rasterization.PixelBuffer image, int y, ByteSink sink, ref BlockWriter bits)
    {
        _block.AddLiterals(0, 1);
        uint* row = image.Row(y), above = y > 0 && _stride <= DeflateBlock.MaximumDistance ? row - image.Stride : null;
        var shortest = _bytesPerPixel == 1 ? 3 : 1;
        for (var x = 0; x < image.Width;)
        {
            var (pixels, distance) = FindMatch(image, row, above, x, y);
            if (pixels >= shortest)
            {
                AddMatch(pixels * _bytesPerPixel, distance, sink, ref bits);
                x += pixels;
                continue;
            }
            AddLiteral(row[x++]);
            if (_block.IsFull)
                bits.Write(_block, sink, isLast: false);
        }
    }

    private void AddMatch(int bytes, int distance, ByteSink sink, ref BlockWriter bits)
    {
        while (bytes > 0)
        {
            var length = ChunkOf(bytes);
            AddMatchChunk(length, distance, sink, ref bits);
            bytes -= length;
        }
    }

    private (int Pixels, int Distance) FindMatch(Rasterization.PixelBuffer image, uint* row, uint* above, int x, int y)
    {
        var rest = image.Width - x;
        var pixel = row[x];
        var (pixels, distance) = (0, 0);
        if (x > 0 && row[x - 1] == pixel)
            (pixels, distance) = (CommonLength(row + x, row + x - 1, rest), _bytesPerPixel);
        if (pixels < GoodMatch && above != null && above[x] == pixel)
        {
            var length = CommonLength(row + x, above + x, rest);
            if (length > pixels)
                (pixels, distance) = (length, _stride);
        }
        return pixels < GoodMatch && rest > 1 ? FindSeen(image, row, x, y, pixels, distance) : (pixels, distance);
    }

    /// <summary>Where the pair of pixels at x was last seen, if that gives more than what is found so far and is worth its distance.</summary>
    private (int Pixels, int Distance) FindSeen(Rasterization.PixelBuffer image, uint* row, int x, int y, int pixels, int distance)
    {
        ref var last = ref _lastSeen[((row[x] * 0x9E3779B1u) ^ (row[x + 1] * 0x85EBCA6Bu)) >> (32 - HashBits)];
        var seen = last;
        last = y << 16 | x;
        if (seen < 0)
            return (pixels, distance);
        int seenY = seen >> 16, seenX = seen & 0xFFFF;
        var bytes = (y - seenY) * _stride + (x - seenX) * _bytesPerPixel;
        if (bytes > DeflateBlock.MaximumDistance)
            return (pixels, distance);
        var length = CommonLength(row + x, image.Row(seenY) + seenX, image.Width - Math.Max(x, seenX));
        return length * _bytesPerPixel > pixels * _bytesPerPixel + 2 && length * _bytesPerPixel >= 4 ? (length, bytes) : (pixels, distance);
    }

    private static int CommonLength(uint* a, uint* b, int limit)
    {
        var length = 0;
        for (; length + 8 <= limit; length += 8)
        {
            var equal = Vector256.Equals(Vector256.Load(a + length), Vector256.Load(b + length)).ExtractMostSignificantBits();
            if (equal != 0xFF)
                return length + BitOperations.TrailingZeroCount(~equal);
        }
        while (length < limit && a[length] == b[length])
            length++;
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddLiteral(uint pixel)
    {
        if (_bytesPerPixel == 3)
            _block.AddLiterals(pixel & 0xFFFFFF, 3);
        else if (_bytesPerPixel == 1)
            _block.AddLiterals(pixel, 1);
        else
        {
            pixel = Rasterization.Pixel.Unpremultiply(pixel);
            _block.AddLiterals(pixel & 0xFFFFFF, 3);
            _block.AddLiterals(pixel >> 24, 1);
        }
    }

    /// <summary>The row's bytes as they are compressed, for the checksum.</summary>
    private void PackRow(ReadOnlySpan<uint> pixels)
    {
        var row = _row.AsSpan(1);
        if (_bytesPerPixel == 1)
            PixelPacking.PackIndexes(pixels, row);
        else if (_bytesPerPixel == 3)
            PixelPacking.PackRgb(pixels, row);
        else
            PixelPacking.PackRgba(pixels, row);
    }
}
