using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.LayerFiles.Reading;

/// <summary>The values of one field, read in place.</summary>
internal sealed class Column
{
    private readonly FieldKind _kind;
    private readonly MappedSpan<long> _values;
    private readonly MappedSpan<ulong> _nulls;
    private readonly MappedSpan<uint> _codes;
    private readonly MappedSpan<long> _ends;
    private readonly MappedSpan<byte> _bytes;
    private readonly MappedSpan<uint> _order;

    public Column(LayerSections sections, string prefix, FieldKind kind, long count)
    {
        _kind = kind;
        _order = sections.Of<uint>(prefix + "order", count);
        if (kind is FieldKind.Text or FieldKind.Blob)
        {
            _codes = sections.Of<uint>(prefix + "codes", count);
            _ends = sections.Of<long>(prefix + "ends");
            _bytes = sections.Of<byte>(prefix + "bytes");
        }
        else
        {
            _values = sections.Of<long>(prefix + "values", count);
            _nulls = sections.Of<ulong>(prefix + "nulls", (count + 63) / 64);
        }
    }

    /// <summary>Ordinals by ascending value, nulls last, equals by ordinal.</summary>
    public ReadOnlySpan<uint> Order => _order.Span;

    public FieldValue this[int ordinal]
    {
        get
        {
            if (_kind is FieldKind.Text or FieldKind.Blob)
                return OfCode(_codes[ordinal]);
            if ((_nulls[ordinal >> 6] >> ordinal & 1) != 0)
                return FieldValue.Null;
            return FieldConversion.OfBits(_kind, _values[ordinal]);
        }
    }

    /// <summary>
    /// A number that orders values as they sort: the code of a text, the bits of a number made monotone;
    /// <see cref="long.MaxValue"/> for null.
    /// </summary>
    public long SortKey(int ordinal)
    {
        if (_kind is FieldKind.Text or FieldKind.Blob)
            return _codes[ordinal] == 0 ? long.MaxValue : _codes[ordinal];
        if ((_nulls[ordinal >> 6] >> ordinal & 1) != 0)
            return long.MaxValue;
        var bits = _values[ordinal];
        return _kind == FieldKind.Real && bits < 0 ? bits ^ long.MaxValue : bits;
    }

    /// <summary>The different texts of the column in the order of their bytes; null when there are more than <paramref name="most"/>, or no
    /// texts.</summary>
    public IReadOnlyList<string>? DistinctTexts(int most)
    {
        if (_kind != FieldKind.Text || _ends.Length > most)
            return null;
        var texts = new string[_ends.Length];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = OfCode((uint)i + 1).Text;
        return texts;
    }

    private FieldValue OfCode(uint code)
    {
        if (code == 0)
            return FieldValue.Null;
        var start = code == 1 ? 0 : _ends[(int)code - 2];
        var bytes = _bytes.Between(start, _ends[(int)code - 1]);
        return _kind == FieldKind.Text ? FieldValue.Of(bytes) : FieldValue.OfBlob(bytes);
    }
}
