using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SrceOgc.Rendering.Images;

/// <summary>Bits into bytes, least significant first, as Deflate packs them (RFC 1951, 3.1.1).</summary>
internal ref struct BitSink(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;
    private ulong _bits;
    private int _count;

    public int Length { get; private set; }

    /// <summary>At most 32 bits, none set above <paramref name="count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint bits, int count)
    {
        _bits |= (ulong)bits << _count;
        _count += count;
        if (_count >= 32)
            Flush32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Flush32()
    {
        MemoryMarshal.Write(_bytes[Length..], (uint)_bits);
        Length += 4;
        _bits >>= 32;
        _count -= 32;
    }

    /// <summary>Writes whole bytes and hands back the bits that do not fill one.</summary>
    public (uint Bits, int Count) Pending()
    {
        for (; _count >= 8; _count -= 8, _bits >>= 8)
            _bytes[Length++] = (byte)_bits;
        return ((uint)_bits, _count);
    }

    public void Finish()
    {
        for (; _count > 0; _count -= 8, _bits >>= 8)
            _bytes[Length++] = (byte)_bits;
        (_bits, _count) = (0, 0);
    }
}
