using System.Buffers;
using System.Runtime.ExceptionServices;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.LayerFiles.Reading;

/// <summary>
/// Reads a selection in the order of one or several keys. A large selection by one key follows the order stored at
/// publication; anything else sorts the selection, a few bytes a feature.
/// </summary>
internal sealed class SortedCursor : OrdinalCursor
{
    /// <summary>Comparisons, or features, between two looks at the budget.</summary>
    private const int LookEach = 4096;

    private readonly RequestBudget _budget;
    private readonly int[] _ordinals;
    private readonly int _end;
    private int _looked;
    private int _next;

    public SortedCursor(PublishedLayer layer, Bitmap selection, FeatureQuery query)
        : base(layer)
    {
        using (selection)
        {
            var count = selection.Count();
            Matched = count;
            _budget = query.Budget;
            _budget.Take(sizeof(int) * (long)count);
            _ordinals = ArrayPool<int>.Shared.Rent(count);
            Order(selection, query.Sort, count);
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

    public override void Dispose()
    {
        ArrayPool<int>.Shared.Return(_ordinals);
        _budget.GiveBack(sizeof(int) * Matched);
    }

    private void Order(Bitmap selection, IReadOnlyList<SortKey> sort, int count)
    {
        try
        {
            if (sort.Count == 1 && count > Layer.Type.Count / 8)
                FollowOrder(selection, sort[0]);
            else
                Sort(selection, sort);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private void Look()
    {
        if (++_looked % LookEach == 0)
            _budget.Look();
    }

    private void FollowOrder(Bitmap selection, SortKey key)
    {
        var order = key.Field == SortKey.Identifier ? Layer.IdOrder : Layer.Column(key.Field).Order;
        var count = 0;
        for (var i = 0; i < order.Length; i++)
        {
            Look();
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
        var columns = sort.Select(key => (Column: key.Field == SortKey.Identifier ? null : Layer.Column(key.Field), key.Descending))
            .ToArray();
        SortLooking(columns, count);
    }

    /// <summary>What a comparison throws comes out of Array.Sort inside another exception.</summary>
    private void SortLooking((Column? Column, bool Descending)[] columns, int count)
    {
        try
        {
            Array.Sort(_ordinals, 0, count, Comparer<int>.Create((a, b) => Compare(columns, a, b)));
        }
        catch (InvalidOperationException fault) when (fault.InnerException is BudgetExceededException or OperationCanceledException)
        {
            ExceptionDispatchInfo.Throw(fault.InnerException);
        }
    }

    private int Compare((Column? Column, bool Descending)[] columns, int a, int b)
    {
        Look();
        foreach (var (column, descending) in columns)
        {
            var order = column is null ? Layer.Id(a).CompareTo(Layer.Id(b)) : column.SortKey(a).CompareTo(column.SortKey(b));
            if (order != 0)
                return descending ? -order : order;
        }

        return columns[0].Descending && columns.Length == 1 ? b.CompareTo(a) : a.CompareTo(b);
    }
}
