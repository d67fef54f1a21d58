namespace SrceOgc.Rendering.Images;

/// <summary>Writes blocks one after the other; the bits of a byte begun by one are kept for the next.</summary>
internal struct BlockWriter
{
    /// <summary>A token takes at most 15 + 5 + 15 + 13 bits; with the header, a full block stays below this.</summary>
    private const int MaximumBlock = 256 * 1024;

    private uint _bits;
    private int _count;

    public void Write(DeflateBlock block, ByteSink sink, bool isLast)
    {
        var bits = new BitSink(sink.GetSpan(MaximumBlock));
        bits.Add(_bits, _count);
        block.Write(ref bits, isLast);
        if (isLast)
            bits.Finish();
        (_bits, _count) = bits.Pending;
        sink.Advance(bits.Length);
    }
}
