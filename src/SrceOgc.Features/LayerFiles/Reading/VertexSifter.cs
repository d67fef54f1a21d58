using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.LayerFiles.Reading;

/// <summary>Copies the WKB of a level without the vertices that are finer than a map, into memory that is used again; x and y
/// only.</summary>
/// <param name="leastWeight">Vertices of a smaller <see cref="VertexWeight"/> are left out.</param>
internal sealed class VertexSifter(int leastWeight)
{
    private byte[] _kept = new byte[4096];
    private int _length;

    public ReadOnlySpan<byte> Sift(ReadOnlySpan<byte> wkb)
    {
        // A vertex is written before it is known to be kept.
        if (_kept.Length < wkb.Length + 2 * sizeof(double))
            _kept = new byte[Math.Max(wkb.Length + 2 * sizeof(double), 2 * _kept.Length)];
        _length = 0;
        var cursor = new WkbCursor(wkb);
        while (!cursor.AtEnd)
            SiftNext(ref cursor);
        return _kept.AsSpan(0, _length);
    }

    private void SiftNext(ref WkbCursor cursor)
    {
        var type = cursor.ReadHead();
        _kept[_length] = Wkb.LittleEndian;
        BinaryPrimitives.WriteInt32LittleEndian(_kept.AsSpan(_length + 1), (int)type);
        _length += Wkb.HeaderSize;
        if (type > WkbType.Polygon)
        {
            WriteCount(cursor.ReadCount());
            return;
        }

        for (var runs = type == WkbType.Polygon ? WriteCount(cursor.ReadCount()) : 1; runs > 0; runs--)
            SiftRun(cursor.ReadRun());
    }

    private int WriteCount(int count)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_kept.AsSpan(_length), count);
        _length += Wkb.CountSize;
        return count;
    }

    private void SiftRun(VertexSpan run)
    {
        var numbers = run.Numbers;
        var stride = run.Count == 0 ? 2 : numbers.Length / run.Count;
        var start = _length + Wkb.CountSize;
        ref var kept = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<byte, double>(_kept.AsSpan(start)));
        ref var first = ref MemoryMarshal.GetReference(numbers);
        var next = 0;
        for (var i = 0; i < numbers.Length; i += stride)
        {
            var vertex = Vector128.LoadUnsafe(ref first, (nuint)i);
            vertex.StoreUnsafe(ref kept, (nuint)next);
            next += VertexWeight.On(vertex[0]) >= leastWeight ? 2 : 0;
        }

        WriteCount(next / 2);
        _length += next * sizeof(double);
    }
}
