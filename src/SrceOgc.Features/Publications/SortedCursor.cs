using System.Buffers;
using SrceOgc.Features.Queries;

namespace SrceOgc.Features.Publications;

/// <summary>
/// Reads a selection in the order of one or several keys. A large selection by one key follows the order stored at
/// publication; anything else sorts the selection, a few bytes a feature.
/// </summary>
internal sealed class SortedCursor : OrdinalCursor
{
    private readonly int[] _ordinals;
    private readonly int _end;
    private int _next;

    public SortedCursor(PublishedLayer layer, Bitmap selection, FeatureQuery query)
        : base(layer)
    {
        using (selection)
        {
            var count = selection.Count();
            Matched = count;
            _ordinals = ArrayPool<int>.Shared.Rent(count);
            if (query.Sort.Count == 1 && count > layer.Type.Count / 8)
                FollowOrder(selection, query.Sort[0]);
            else
                Sort(selection, query.Sort);
            _next = (int)Math.Min(query.Offset, count);
            _end = (int)Math.Min(count, _next + Math.Min(query.Limit, count));
        }
    }

    public override long Matched { get; }

    public override bool MoveNext()
    {
        if (_next >= _end)
            return false;
        GoTo(_ordinals[_next++]);
        return true;
    }

    public override void Dispose() => ArrayPool<int>.Shared.Return(_ordinals);

    private void FollowOrder(Bitmap selection, SortKey key)
    {
        var order = key.Field == Queries.SortKey.Identifier ? Layer.IdOrder : Layer.Column(key.Field).Order;
        var count = 0;
        for (var i = 0; i < order.Length; i++)
        {
            var ordinal = (int)order[key.Descending ? order.Length - 1 - i : i];
            if (selection[ordinal])
                _ordinals[count++] = ordinal;
        }
    }

    private void Sort(Bitmap selection, IReadOnlyList<SortKey> sort)
    {
        var count = 0;
        for (var ordinal = selection.NextFrom(0); ordinal >= 0; ordinal = selection.NextFrom(ordinal + 1))
            _ordinals[count++] = ordinal;
        var columns = sort.Select(key => (Column: key.Field == Queries.SortKey.Identifier ? null : Layer.Column(key.Field), key.Descending)).ToArray();
        Array.Sort(_ordinals, 0, count, Comparer<int>.Create((a, b) => Compare(columns, a, b)));
    }

    private int Compare((Column? Column, bool Descending)[] columns, int a, int b)
    {
        foreach (var (column, descending) in columns)
        {
            var order = column is null ? Layer.Id(a).CompareTo(Layer.Id(b)) : column.SortKey(a).CompareTo(column.SortKey(b));
            if (order != 0)
                return descending ? -order : order;
        }

        return columns[0].Descending && columns.Length == 1 ? b.CompareTo(a) : a.CompareTo(b);
    }
}
