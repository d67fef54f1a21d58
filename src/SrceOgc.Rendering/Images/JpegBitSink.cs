namespace SrceOgc.Rendering.Images;

/// <summary>Bits into bytes, most significant first; after a byte of ones goes a zero byte, so that no marker appears (ITU-T T.81,
/// F.1.2.3).</summary>
internal ref struct JpegBitSink(ByteSink sink)
{
    private ulong _bits;
    private int _count;

    /// <summary>At most 16 bits.</summary>
    public void Add(uint bits, int count)
    {
        _bits = _bits << count | bits;
        _count += count;
        if (_count >= 32)
            Flush();
    }

    private void Flush()
    {
        var bytes = sink.GetSpan(16);
        var length = 0;
        while (_count >= 8)
        {
            _count -= 8;
            var value = (byte)(_bits >> _count);
            bytes[length++] = value;
            if (value == 0xFF)
                bytes[length++] = 0;
        }
        sink.Advance(length);
    }

    /// <summary>Fills the last byte with ones.</summary>
    public void Finish()
    {
        Add(0x7F, 7);
        Flush();
    }
}
