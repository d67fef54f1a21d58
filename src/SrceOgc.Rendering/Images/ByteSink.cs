using System.Buffers;
using System.Buffers.Binary;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Rendering.Images;

/// <summary>A growing run of bytes in pooled memory: what an image is encoded into before its length is known.</summary>
/// <param name="budget">What the bytes count on, from the first to <see cref="Dispose"/>; null for no bound.</param>
public sealed class ByteSink(RequestBudget? budget = null) : IBufferWriter<byte>, IDisposable
{
    private const int FirstBytes = 16 * 1024;

    /// <summary>Larger arrays are not given back to the pool, which might keep them for ever.</summary>
    private const int LargestPooled = 4 << 20;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private long _taken;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_bytes.Length - Length), nameof(count));
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(Math.Max(1, sizeHint));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(Math.Max(1, sizeHint));
        return _bytes.AsSpan(Length);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void WriteUInt32(uint value)
    {
        Ensure(4);
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(Length), value);
        Length += 4;
    }

    /// <summary>Overwrites bytes written before.</summary>
    public Span<byte> Written(int start, int length) => _bytes.AsSpan(0, Length).Slice(start, length);

    private void Ensure(int count)
    {
        if (_bytes.Length - Length >= count)
            return;
        var size = (int)Math.Min(Math.Max(2L * _bytes.Length, (long)Length + count), Array.MaxLength);
        Take(size);
        var larger = size > LargestPooled ? GC.AllocateUninitializedArray<byte>(size) : ArrayPool<byte>.Shared.Rent(size);
        Span.CopyTo(larger);
        Return();
        _bytes = larger;
    }

    private void Take(int size)
    {
        if (budget is null)
            return;
        budget.Look();
        budget.Take(size - _taken);
        _taken = size;
    }

    private void Return()
    {
        if (_bytes.Length is > 0 and <= LargestPooled)
            ArrayPool<byte>.Shared.Return(_bytes);
    }

    public void Dispose()
    {
        Return();
        budget?.GiveBack(_taken);
        (_bytes, _taken) = ([], 0);
        Length = 0;
    }
}
