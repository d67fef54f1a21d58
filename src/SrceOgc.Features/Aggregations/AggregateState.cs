using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Aggregations;

/// <summary>One computed column of one group, as features go by.</summary>
internal struct AggregateState
{
    /// <summary>What a kept value takes besides its bytes.</summary>
    private const int KeptBytes = 64;

    private long _count;
    private double _sum;
    private byte[]? _best;
    private HashSet<byte[]>? _different;

    public void Add(AggregateFunction function, in FieldValue value, ref byte[] scratch, ref int differentLeft, RequestBudget budget)
    {
        if (value.IsNull && function != AggregateFunction.Count)
            return;
        _count++;
        switch (function)
        {
            case AggregateFunction.Sum or AggregateFunction.Average:
                _sum += value.TryGetNumber(out var number) ? number : 0;
                break;
            case AggregateFunction.Minimum:
                KeepBest(value, -1, budget);
                break;
            case AggregateFunction.Maximum:
                KeepBest(value, 1, budget);
                break;
            case AggregateFunction.CountDistinct:
                KeepDifferent(value, ref scratch, ref differentLeft, budget);
                break;
        }
    }

    /// <summary>Sum, average, minimum and maximum of nothing are null.</summary>
    public readonly FieldValue Result(AggregateFunction function) => function switch
    {
        AggregateFunction.Count => FieldValue.Of(_count),
        AggregateFunction.CountDistinct => FieldValue.Of((long)(_different?.Count ?? 0)),
        _ when _count == 0 => FieldValue.Null,
        AggregateFunction.Sum => FieldValue.Of(_sum),
        AggregateFunction.Average => FieldValue.Of(_sum / _count),
        _ => KeptValue.Read(_best, out _),
    };

    private void KeepBest(in FieldValue value, int direction, RequestBudget budget)
    {
        if (_best is not null && (!ValueOrder.TryCompare(value, KeptValue.Read(_best, out _), out var order) || order * direction <= 0))
            return;
        _best ??= new byte[16];
        var before = _best.Length;
        KeptValue.Write(value, ref _best, 0);
        budget.Take(_best.Length - before);
    }

    private void KeepDifferent(in FieldValue value, ref byte[] scratch, ref int differentLeft, RequestBudget budget)
    {
        _different ??= new(ByteKeys.Comparer);
        var length = KeptValue.Write(value, ref scratch, 0);
        if (!_different.GetAlternateLookup<ReadOnlySpan<byte>>().Add(scratch.AsSpan(0, length)))
            return;
        budget.Take(length + KeptBytes);
        if (--differentLeft < 0)
            throw new FilterException(
                $"Trop de valeurs différentes : au plus {GroupedFeatures.MostGroups} par requête.",
                $"Too many distinct values: at most {GroupedFeatures.MostGroups} in a request.");
    }
}
