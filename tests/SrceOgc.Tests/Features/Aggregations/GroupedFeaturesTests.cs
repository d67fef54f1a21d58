using SrceOgc.Features.Aggregations;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Tests.Features.Aggregations;

public sealed class GroupedFeaturesTests
{
    private static readonly FeatureType Type =
        MemorySource.TypeOf("parcelles", GeometryFamily.None, ("commune", FieldKind.Text), ("surface", FieldKind.Real),
        ("jour", FieldKind.Date));

    private static readonly MemorySource Source = new(
        Type,
        new MemoryFeature(1, null, "Creil", 2.5, new DateOnly(2019, 4, 14)),
        new MemoryFeature(2, null, "Laon", -1.0, null),
        new MemoryFeature(3, null, "Creil", null, new DateOnly(2018, 1, 2)),
        new MemoryFeature(4, null, null, 4.0, new DateOnly(2020, 1, 1)),
        new MemoryFeature(5, null, "Creil", 2.5, new DateOnly(2021, 1, 1)),
        new MemoryFeature(6, null, null, 0.5, null));

    [Fact]
    public void Each_combination_of_values_is_a_group_and_null_is_a_value()
    {
        var groups = Group([0], new Aggregate(AggregateFunction.Count, null, "n"), Surface(AggregateFunction.Sum),
            Surface(AggregateFunction.CountDistinct), Surface(AggregateFunction.Average));
        Assert.Equal(["Creil 3 5 1 2.5", "Laon 1 -1 1 -1", " 2 4.5 2 2.25"], Rows(groups, FeatureQuery.All));
    }

    [Fact]
    public void Extremes_keep_the_kind_of_their_field()
    {
        var day = new FieldExpression(2, Type.Fields[2]);
        var groups = Group([], new Aggregate(AggregateFunction.Minimum, day, "premier"),
            new Aggregate(AggregateFunction.Maximum, day, "dernier"), Commune(AggregateFunction.Maximum));
        Assert.Equal(["2018-01-02 2021-01-01 Laon"], Rows(groups, FeatureQuery.All));
        Assert.Equal(FieldKind.Date, groups.Type.Fields[0].Kind);
    }

    [Fact]
    public void Groups_are_filtered_sorted_and_paged_like_features()
    {
        var groups = Group([0], Surface(AggregateFunction.Sum));
        var positive = new ComparisonFilter(ComparisonOperator.Greater, new FieldExpression(1, groups.Type.Fields[1]),
            LiteralExpression.Of(0L));
        Assert.Equal([" 4.5", "Creil 5"], Rows(groups, new FeatureQuery { Filter = positive, Sort = [new SortKey(1, false)] }));
        Assert.Equal(["Creil 5"], Rows(groups, new FeatureQuery { Sort = [new SortKey(0, true)], Offset = 2, Limit = 5 }));
        Assert.Equal(2, ((IFeatureSource)groups).Count(new FeatureQuery { Filter = positive }));
    }

    [Fact]
    public void Nothing_gives_one_group_only_without_keys()
    {
        var none = new FeatureQuery { Filter = Filter.None };
        Assert.Equal(["0 "], Rows(
            GroupedFeatures.Of(Source, none,
            new Grouping([], [new Aggregate(AggregateFunction.Count, null, "n"), Surface(AggregateFunction.Sum)])), FeatureQuery.All));
        Assert.Equal([], Rows(GroupedFeatures.Of(Source, none, new Grouping([0], [])), FeatureQuery.All));
    }

    [Fact]
    public void A_feature_of_a_known_group_allocates_nothing()
    {
        var grouping = new Grouping([0],
            [Surface(AggregateFunction.Sum), Surface(AggregateFunction.CountDistinct), Commune(AggregateFunction.Maximum)]);
        long Allocated(int repeats)
        {
            var source = new RepeatedSource(Source, repeats);
            var before = GC.GetAllocatedBytesForCurrentThread();
            GroupedFeatures.Of(source, FeatureQuery.All, grouping);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(10);
        // Groups themselves allocate, and a collection in the middle rounds that up by a few kilobytes: less than a byte a feature is none.
        Assert.True(Allocated(10_000) - Allocated(10) < 6 * 10_000 / 2);
    }

    private static Aggregate Surface(AggregateFunction function) =>
        new(function, new FieldExpression(1, Type.Fields[1]), "surface_" + function);

    private static Aggregate Commune(AggregateFunction function) =>
        new(function, new FieldExpression(0, Type.Fields[0]), "commune_" + function);

    private static GroupedFeatures Group(int[] fields, params Aggregate[] aggregates) =>
        GroupedFeatures.Of(Source, FeatureQuery.All, new Grouping(fields, aggregates));

    private static string[] Rows(GroupedFeatures groups, FeatureQuery query)
    {
        using var cursor = groups.Open(query);
        var rows = new List<string>();
        while (cursor.MoveNext())
        {
            var cells = new List<string>();
            for (var i = 0; i < groups.Type.Fields.Count; i++)
                cells.Add(Show(cursor[i]));
            rows.Add(string.Join(' ', cells));
        }

        return [.. rows];
    }

    private static string Show(in FieldValue value) => value.Kind switch
    {
        FieldKind.Text => value.Text,
        FieldKind.Integer => value.Integer.ToString(System.Globalization.CultureInfo.InvariantCulture),
        FieldKind.Real => value.Real.ToString(System.Globalization.CultureInfo.InvariantCulture),
        FieldKind.Date => value.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>The same features many times over, from one cursor that was made before.</summary>
    private sealed class RepeatedSource(MemorySource source, int repeats) : IFeatureSource
    {
        public string Stamp => "essai";

        private readonly RepeatedCursor _cursor = new(source.Features, repeats);

        public FeatureType Type => source.Type;

        public FeatureCursor Open(FeatureQuery query) => _cursor;

        public long Count(FeatureQuery query) => source.Features.Count * repeats;
    }

    private sealed class RepeatedCursor(IReadOnlyList<MemoryFeature> features, int repeats) : FeatureCursor
    {
        private readonly MemoryCursor[] _each = [.. features.Select(feature => First(feature))];
        private int _at = -1;

        public override long Id => _at;

        public override int Ordinal => _at;

        public override ReadOnlySpan<byte> Geometry => default;

        public override SrceOgc.Features.Geometries.Envelope Bounds => SrceOgc.Features.Geometries.Envelope.Empty;

        public override FieldValue this[int field] => _each[_at % _each.Length][field];

        public override bool MoveNext() => ++_at < repeats * _each.Length;

        public override void Dispose()
        {
        }

        private static MemoryCursor First(MemoryFeature feature)
        {
            var cursor = new MemoryCursor([feature]);
            cursor.MoveNext();
            return cursor;
        }
    }
}
