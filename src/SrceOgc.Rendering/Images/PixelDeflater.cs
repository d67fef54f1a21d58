using System.Runtime.InteropServices;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// Deflate for the rows of a PNG image, filter None. A general compressor looks for matches byte by byte; here a
/// match is whole pixels, and two places are looked at: the pixel to the left (runs of a fill) and the row above
/// (vertical edges, repeated rows), see <see cref="RowRepeats"/>. Rows like the one above, filter byte included, are
/// one long match. Looking further back was measured: twice the time for a thirtieth of the bytes.
/// </summary>
internal sealed unsafe class PixelDeflater(SrceOgc.Rendering.Rasterization.DrawingLimits? limits = null)
{
    private readonly DeflateBlock _block = new();
    private readonly RowRepeats _repeats = new();
    private byte[] _row = [];
    private int _bytesPerPixel;
    private int _stride;

    /// <summary>Writes the zlib stream (RFC 1950) of an image whose pixels hold <paramref name="bytesPerPixel"/> bytes: palette index, RGB,
    /// or premultiplied RGBA.</summary>
    public void Write(SrceOgc.Rendering.Rasterization.PixelBuffer image, int bytesPerPixel, ByteSink sink)
    {
        _bytesPerPixel = bytesPerPixel;
        _stride = 1 + image.Width * bytesPerPixel;
        if (_row.Length < _stride + 32)
            _row = new byte[_stride + 32];
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
                if ((y & 63) == 0)
                    limits?.Look();
                PackRow(image.Pixels(y));
                AddRow(image, y, sink, ref bits);
            }
            checksum.Add(_row.AsSpan(0, _stride), Math.Max(1, repeated));
            y += Math.Max(1, repeated);
        }
        bits.Write(_block, sink, isLast: true);
        sink.WriteUInt32(checksum.Value);
    }

    private int CountRepeatedRows(SrceOgc.Rendering.Rasterization.PixelBuffer image, int y)
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

    private void AddRow(SrceOgc.Rendering.Rasterization.PixelBuffer image, int y, ByteSink sink, ref BlockWriter bits)
    {
        _block.AddLiterals(0, 1);
        uint* row = image.Row(y), above = y > 0 && _stride <= DeflateBlock.MaximumDistance ? row - image.Stride : null;
        // Of bytes a match is at least three; a pixel from the row above costs more than its three bytes as they are.
        _repeats.Compare(row, above, image.Width, _bytesPerPixel == 1 ? 3 : 1, _bytesPerPixel == 1 ? 3 : 2);
        for (var x = 0; x < image.Width;)
        {
            var start = _repeats.NextStart(x);
            AddLiterals(row, x, start - x, sink, ref bits);
            if (start == image.Width)
                return;
            int left = _repeats.LengthLeft(start), up = _repeats.LengthAbove(start);
            AddMatch(Math.Max(left, up) * _bytesPerPixel, left >= up ? _bytesPerPixel : _stride, sink, ref bits);
            x = start + Math.Max(left, up);
        }
    }

    private void AddLiterals(uint* row, int x, int count, ByteSink sink, ref BlockWriter bits)
    {
        while (count > 0)
        {
            var part = Math.Min(count, _block.Room);
            if (_bytesPerPixel == 3)
                _block.AddTriples(row + x, part);
            else if (_bytesPerPixel == 1)
                AddIndexes(row + x, part);
            else
                part = AddStraight(x, part);
            x += part;
            count -= part;
            if (_block.IsFull)
                bits.Write(_block, sink, isLast: false);
        }
    }

    private void AddIndexes(uint* pixels, int count)
    {
        var i = 0;
        for (; i + 3 <= count; i += 3)
            _block.AddLiterals(pixels[i] | pixels[i + 1] << 8 | pixels[i + 2] << 16, 3);
        for (; i < count; i++)
            _block.AddLiterals(pixels[i], 1);
    }

    /// <summary>Pixels as they were packed, without premultiplied alpha: two tokens each, so about half of what there is room
    /// for.</summary>
    private int AddStraight(int x, int room)
    {
        var count = (room + 1) / 2;
        foreach (var pixel in MemoryMarshal.Cast<byte, uint>(_row.AsSpan(1 + 4 * x, 4 * count)))
        {
            _block.AddLiterals(pixel & 0xFFFFFF, 3);
            _block.AddLiterals(pixel >> 24, 1);
        }
        return count;
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
