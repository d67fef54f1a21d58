using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Aggregations;

/// <summary>
/// The groups of the features of another source, computed once when made and then read like features: filtered, sorted,
/// paged and encoded by what does that for layers. A feature allocates nothing unless it begins a group.
/// </summary>
public sealed class GroupedFeatures : IFeatureSource
{
    /// <summary>Groups, and different values, that one request may keep in memory.</summary>
    public const int MostGroups = 200_000;

    /// <summary>Features between two looks at the budget: each may evaluate long expressions.</summary>
    private const int LookEach = 64;

    /// <summary>What a group takes besides its key and its states.</summary>
    private const int GroupBytes = 128;

    private readonly RequestBudget _budget;
    private readonly int[] _fields;
    private readonly AggregateFunction[] _functions;
    private readonly List<byte[]> _keys = [];
    private readonly List<AggregateState[]> _states = [];
    private readonly ValueNode?[] _operands;
    private int _differentLeft = MostGroups;

    private GroupedFeatures(Grouping grouping, FeatureType type, RequestBudget budget)
    {
        _budget = budget;
        var compiler = new PredicateCompiler(budget);
        _fields = [.. grouping.Fields];
        _functions = [.. grouping.Aggregates.Select(aggregate => aggregate.Function)];
        _operands = [.. grouping.Aggregates.Select(aggregate => aggregate.Operand is { } operand ? compiler.Compile(operand) : null)];
        Type = grouping.TypeOf(type, 0);
    }

    public FeatureType Type { get; private set; }

    /// <summary>That of the features they are made of.</summary>
    public required string Stamp { get; init; }

    public int Count => _keys.Count;

    public static GroupedFeatures Of(IFeatureSource source, FeatureQuery query, Grouping grouping)
    {
        var groups = new GroupedFeatures(grouping, source.Type, query.Budget) { Stamp = source.Stamp };
        using (var cursor = source.Open(query))
            groups.Read(cursor);
        groups.Type = groups.Type with { Count = groups.Count };
        return groups;
    }

    public FeatureCursor Open(FeatureQuery query) => new GroupCursor(this, query);

    long IFeatureSource.Count(FeatureQuery query)
    {
        using var cursor = new GroupCursor(this, query);
        return cursor.Matched;
    }

    /// <summary>Fields of the key first, then what is computed.</summary>
    public FieldValue Value(int group, int field)
    {
        var computed = field - _fields.Length;
        if (computed >= 0)
            return _states[group][computed].Result(_functions[computed]);
        ReadOnlySpan<byte> key = _keys[group];
        for (; field > 0; field--)
            KeptValue.Read(key, out key);
        return KeptValue.Read(key, out _);
    }

    private void Read(FeatureCursor cursor)
    {
        var (key, scratch) = (new byte[256], new byte[256]);
        var groups = new Dictionary<byte[], int>(ByteKeys.Comparer);
        var lookup = groups.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (_fields.Length == 0)
            groups.Add([], Begin([]));
        for (var read = 1; cursor.MoveNext(); read++)
        {
            if (read % LookEach == 0)
                _budget.Look();
            var length = 0;
            foreach (var field in _fields)
                length = KeptValue.Write(cursor[field], ref key, length);
            if (!lookup.TryGetValue(key.AsSpan(0, length), out var group))
            {
                var kept = key.AsSpan(0, length).ToArray();
                groups.Add(kept, group = Begin(kept));
            }

            Add(_states[group], cursor, ref scratch);
        }
    }

    private void Add(AggregateState[] states, FeatureCursor cursor, ref byte[] scratch)
    {
        for (var i = 0; i < states.Length; i++)
            states[i].Add(_functions[i], _operands[i] is { } operand ? operand.Evaluate(cursor) : FieldValue.Null, ref scratch,
                ref _differentLeft, _budget);
    }

    private int Begin(byte[] key)
    {
        if (_keys.Count == MostGroups)
            throw new FilterException($"Trop de groupes : au plus {MostGroups}.", $"Too many groups: at most {MostGroups}.");
        _budget.Take(key.Length + GroupBytes + 64L * _functions.Length);
        _keys.Add(key);
        _states.Add(new AggregateState[_functions.Length]);
        return _keys.Count - 1;
    }
}
