using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Aggregations;

/// <summary>Reads groups: those that match, sorted, a page of them. A group's number is its identifier.</summary>
internal sealed class GroupCursor : FeatureCursor
{
    private const int LookEach = 16;

    private readonly GroupedFeatures _groups;
    private readonly List<int> _chosen = [];
    private readonly int _end;
    private int _next;
    private int _group;

    public GroupCursor(GroupedFeatures groups, FeatureQuery query)
    {
        _groups = groups;
        var predicate = FilterPredicate.Compile(query.Filter, query.Budget);
        for (_group = 0; _group < groups.Count; _group++)
        {
            if (_group % LookEach == 0)
                query.Budget.Look();
            if (predicate.Matches(this))
                _chosen.Add(_group);
        }

        if (query.Sort.Count > 0)
            _chosen.Sort((a, b) => Compare(query.Sort, a, b));
        _next = (int)Math.Min(query.Offset, _chosen.Count);
        _end = (int)Math.Min(_chosen.Count, _next + Math.Min(query.Limit, _chosen.Count));
    }

    public override long Id => _group + 1;

    public override int Ordinal => _group;

    public override ReadOnlySpan<byte> Geometry => default;

    public override Envelope Bounds => Envelope.Empty;

    public override long Matched => _chosen.Count;

    public override FieldValue this[int field] => _groups.Value(_group, field);

    public override bool MoveNext()
    {
        if (_next >= _end)
            return false;
        _group = _chosen[_next++];
        return true;
    }

    public override void Dispose()
    {
    }

    private int Compare(IReadOnlyList<SortKey> sort, int a, int b)
    {
        foreach (var key in sort)
        {
            var order = key.Field == SortKey.Identifier
                ? a.CompareTo(b) : Compare(_groups.Value(a, key.Field), _groups.Value(b, key.Field));
            if (order != 0)
                return key.Descending ? -order : order;
        }

        return a.CompareTo(b);
    }

    /// <summary>Nulls last.</summary>
    private static int Compare(in FieldValue a, in FieldValue b) =>
        a.IsNull || b.IsNull ? a.IsNull.CompareTo(b.IsNull) : ValueOrder.TryCompare(a, b, out var order) ? order : 0;
}
