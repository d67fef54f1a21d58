using System.Buffers.Binary;
using System.Security.Cryptography;
using SrceOgc.Features.Aggregations;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Publishing.Comparisons;

/// <summary>Reads a layer by ascending identifier as hashes, and measures it on the way.</summary>
internal sealed class HashCursor(IFeatureSource layer, IReadOnlyList<int> fields, int codeField, RequestBudget budget) : IDisposable
{
    private readonly FeatureCursor _cursor =
        layer.Open(new FeatureQuery { Sort = [new(SortKey.Identifier, Descending: false)], Budget = budget });
    private byte[] _values = new byte[512];

    public FeatureHash Current { get; private set; }

    public WkbMeasure Measure { get; private set; }

    public bool MoveNext()
    {
        if (!_cursor.MoveNext())
            return false;
        Measure += WkbMeasure.Of(_cursor.Geometry);
        Current = new(_cursor.Id, Hash(Single(_cursor.Geometry)), ValuesHash(), CodeHash());
        return true;
    }

    public void Dispose() => _cursor.Dispose();

    /// <summary>One part is the same geometry whether or not others of its layer have several, which decides how it is stored.</summary>
    private static ReadOnlySpan<byte> Single(ReadOnlySpan<byte> wkb)
    {
        const int Head = Wkb.HeaderSize + Wkb.CountSize;
        if (wkb.Length <= Head)
            return wkb;
        var isMulti = Wkb.PartType(Wkb.BaseType(BinaryPrimitives.ReadUInt32LittleEndian(wkb[1..]))) != 0;
        return isMulti && BinaryPrimitives.ReadUInt32LittleEndian(wkb[Wkb.HeaderSize..]) == 1 ? wkb[Head..] : wkb;
    }

    private ulong ValuesHash()
    {
        var length = 0;
        foreach (var field in fields)
            length = KeptValue.Write(Plain(_cursor[field]), ref _values, length);
        return Hash(_values.AsSpan(0, length));
    }

    private ulong CodeHash() =>
        codeField < 0 || _cursor[codeField].IsNull
            ? 0 : Hash(_values.AsSpan(0, KeptValue.Write(Plain(_cursor[codeField]), ref _values, 0)));

    /// <summary>A column that one version holds as integers and the other as reals has the same whole numbers.</summary>
    private static FieldValue Plain(FieldValue value) =>
        value.Kind == FieldKind.Real && Math.Abs(value.Real) < 1L << 53 && value.Real == Math.Truncate(value.Real)
            ? FieldValue.Of((long)value.Real) : value;

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return 0;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
