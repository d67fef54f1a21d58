using System.Runtime.InteropServices;
using System.Text;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>
/// Collects the values of one field. SQLite lets any value stand in any column: as soon as one does not fit the
/// declared kind the whole column widens (integer to real, anything to text), so that no value is lost. Columns of dates stay what they
/// are: a value that is no date becomes null and is said, unless none of them is one.
/// </summary>
internal sealed class ColumnBuilder(FieldKind declared) : IDisposable
{
    private List<long> _values = [];
    private List<bool> _nulls = [];
    private TextDictionary? _dictionary = declared is FieldKind.Text or FieldKind.Blob ? new() : null;

    private readonly List<(int Row, string Text)> _unread = [];

    /// <summary>Of a column of dates: the rows whose value is none, as texts.</summary>
    public IReadOnlyList<(int Row, string Text)> Unread => _unread;

    /// <summary>The kind as declared or as widened.</summary>
    public FieldKind Kind { get; private set; } = declared;

    public bool HasNulls { get; private set; }

    /// <summary>Bytes of the longest text.</summary>
    public int Longest { get; private set; }

    public void Add(FieldValue value)
    {
        _nulls.Add(value.IsNull);
        HasNulls |= value.IsNull;
        if (value.IsNull)
            _values.Add(0);
        else if (FieldConversion.TryConvert(value, Kind, out var bits))
            _values.Add(bits);
        else if (_dictionary is not null)
            _values.Add(Intern(value));
        else if (Kind is FieldKind.Date or FieldKind.DateTime)
            AddUnread(value);
        else
            AddWidened(value);
    }

    /// <summary>No more rows come: a column of dates that has none becomes text.</summary>
    public void Complete()
    {
        if (_unread.Count == 0 || _nulls.Contains(false))
            return;
        Widen(FieldKind.Text);
        foreach (var (row, text) in _unread)
            (_nulls[row], _values[row]) = (false, Intern(Encoding.UTF8.GetBytes(text)));
        HasNulls = _nulls.Contains(true);
        _unread.Clear();
    }

    /// <summary>An empty text is no date either, and means nothing: it is not worth a word.</summary>
    private void AddUnread(FieldValue value)
    {
        var text = value.Kind == FieldKind.Text ? value.Text : Formatted(value);
        if (text.Trim().Length > 0)
            _unread.Add((_values.Count, text));
        _nulls[^1] = HasNulls = true;
        _values.Add(0);
    }

    private static string Formatted(FieldValue value)
    {
        Span<byte> digits = stackalloc byte[64];
        return Encoding.UTF8.GetString(digits[..FieldConversion.Format(value, digits)]);
    }

    private void AddWidened(FieldValue value)
    {
        if (Kind == FieldKind.Integer && value.Kind == FieldKind.Real)
            Widen(FieldKind.Real);
        else
            Widen(FieldKind.Text);
        _values.Add(FieldConversion.TryConvert(value, Kind, out var bits) ? bits : Intern(value));
    }

    private void Widen(FieldKind kind)
    {
        var previous = Kind;
        Kind = kind;
        if (kind == FieldKind.Text)
            _dictionary = new();
        var values = CollectionsMarshal.AsSpan(_values);
        for (var i = 0; i < values.Length; i++)
            if (!_nulls[i])
                values[i] = kind == FieldKind.Real
                    ? BitConverter.DoubleToInt64Bits(values[i])
                    : Intern(FieldConversion.OfBits(previous, values[i]));
    }

    private int Intern(FieldValue value)
    {
        if (value.Kind is FieldKind.Text or FieldKind.Blob)
            return Intern(value.Bytes);
        Span<byte> digits = stackalloc byte[64];
        return Intern(digits[..FieldConversion.Format(value, digits)]);
    }

    private int Intern(ReadOnlySpan<byte> bytes)
    {
        Longest = Math.Max(Longest, bytes.Length);
        return _dictionary!.Intern(bytes);
    }

    /// <summary>Writes the column's sections with features in the order of <paramref name="rows"/> (row number by ordinal).</summary>
    public void Write(LayerFileWriter writer, string prefix, ReadOnlySpan<int> rows)
    {
        if (_dictionary is not null)
            SortDictionary(writer, prefix);
        else
            WriteNulls(writer, prefix, rows);
        var values = new long[rows.Length];
        var keys = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = _nulls[rows[i]] ? 0 : _values[rows[i]];
            keys[i] = _nulls[rows[i]] ? long.MaxValue : SortableBits(values[i]);
        }

        if (_dictionary is not null)
            writer.Section<uint>(prefix + "codes", Array.ConvertAll(values, v => (uint)v));
        else
            writer.Section<long>(prefix + "values", values);
        writer.Section<uint>(prefix + "order", Order(keys));
    }

    private long SortableBits(long bits) => Kind == FieldKind.Real && bits < 0 ? bits ^ long.MaxValue : bits;

    private static uint[] Order(long[] keys)
    {
        var order = new uint[keys.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = (uint)i;
        Array.Sort(keys, order);
        SortEquals(keys, order);
        return order;
    }

    /// <summary>The unstable sort is made total by the ordinal: the same order on every machine.</summary>
    private static void SortEquals(long[] keys, uint[] order)
    {
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start];)
                end++;
            if (end - start > 1)
                Array.Sort(order, start, end - start);
        }
    }

    private void SortDictionary(LayerFileWriter writer, string prefix)
    {
        var sorted = _dictionary!.Sorted();
        var codes = new int[sorted.Length];
        var ends = new long[sorted.Length];
        long end = 0;
        writer.Begin(prefix + "bytes");
        for (var i = 0; i < sorted.Length; i++)
        {
            codes[sorted[i]] = i + 1;
            writer.Append(_dictionary[sorted[i]]);
            ends[i] = end += _dictionary[sorted[i]].Length;
        }

        writer.End();
        writer.Section<long>(prefix + "ends", ends);
        var values = CollectionsMarshal.AsSpan(_values);
        for (var i = 0; i < values.Length; i++)
            values[i] = _nulls[i] ? 0 : codes[values[i]];
    }

    private void WriteNulls(LayerFileWriter writer, string prefix, ReadOnlySpan<int> rows)
    {
        var words = new ulong[(rows.Length + 63) / 64];
        for (var i = 0; i < rows.Length; i++)
            if (_nulls[rows[i]])
                words[i >> 6] |= 1UL << i;
        writer.Section<ulong>(prefix + "nulls", words);
    }

    /// <summary>A large layer has hundreds of megabytes of columns, and levels to be built when they are written.</summary>
    public void Dispose()
    {
        (_values, _nulls) = ([], []);
        _dictionary?.Dispose();
        _dictionary = null;
    }
}
