using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// Bits into bytes, least significant first, as Deflate packs them (RFC 1951, 3.1.1). Eight bytes are written at a time
/// and only whole ones counted, so the target has room for eight more than it gets.
/// </summary>
internal ref struct BitSink(Span<byte> bytes)
{
    private readonly ref byte _bytes = ref MemoryMarshal.GetReference(bytes);
    private readonly int _capacity = bytes.Length - sizeof(ulong);
    private ulong _bits;
    private int _count;

    public int Length { get; private set; }

    /// <summary>At most 56 bits, none set above <paramref name="count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong bits, int count)
    {
        _bits |= bits << _count;
        _count += count;
        Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Flush()
    {
        if (Length > _capacity)
            ThrowFull();
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref _bytes, Length), _bits);
        Length += _count >> 3;
        _bits >>= _count & ~7;
        _count &= 7;
    }

    /// <summary>The bits that do not fill a byte yet.</summary>
    public readonly (uint Bits, int Count) Pending => ((uint)_bits, _count);

    /// <summary>Fills the last byte with zeros.</summary>
    public void Finish() => Add(0, -_count & 7);

    private static void ThrowFull() => throw new InvalidOperationException("More bits than there is room for.");
}
