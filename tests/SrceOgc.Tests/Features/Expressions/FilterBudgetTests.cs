using NetTopologySuite.Geometries;
using SrceOgc.Features.Aggregations;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Tests.Features.Expressions;

/// <summary>What takes long looks at the budget where the time goes; who has left is worked for no longer.</summary>
public sealed class FilterBudgetTests
{
    private static readonly GeometryFactory Factory = WkbGeometryReader.Factory;

    [Theory]
    [InlineData("Intersects")]
    [InlineData("Disjoint")]
    [InlineData("Within")]
    [InlineData("Contains")]
    [InlineData("Touches")]
    [InlineData("Crosses")]
    [InlineData("Overlaps")]
    [InlineData("Equals")]
    [InlineData("WithinDistance")]
    [InlineData("BeyondDistance")]
    public void One_feature_of_many_vertices_is_left_when_the_client_is(string name)
    {
        var spatial = Enum.Parse<SpatialOperator>(name);
        var isDistance = spatial is SpatialOperator.WithinDistance or SpatialOperator.BeyondDistance;
        using var left = new CancellationTokenSource();
        using var budget = new RequestBudget(Timeout.InfiniteTimeSpan, long.MaxValue, left.Token);
        var predicate = FilterPredicate.Compile(new SpatialFilter(spatial, Star(20_000, 500, 500, 400), 1), budget);
        var cursor = new LeavingCursor([new MemoryFeature(1, Star(20_000, 500, 500, isDistance ? 200 : 400))], left);
        cursor.MoveNext();
        Assert.ThrowsAny<OperationCanceledException>(() => predicate.Matches(cursor));
    }

    [Fact]
    public void A_walk_of_segments_looks_at_the_budget()
    {
        using var budget = Spent();
        var tree = new SegmentTree(Star(50_000, 0, 0, 1000), budget);
        var wkb = new NetTopologySuite.IO.WKBWriter(NetTopologySuite.IO.ByteOrder.LittleEndian, false).Write(Star(50_000, 0, 0, 900));
        Assert.Throws<BudgetExceededException>(() => tree.IsWithin(wkb, 1));
    }

    [Fact]
    public void A_relation_looks_at_the_budget()
    {
        using var budget = Spent();
        var relation = NetTopologySuite.Operation.RelateNG.RelateNG.Prepare(Lattice(0));
        Assert.Throws<BudgetExceededException>(() =>
            relation.Evaluate(Lattice(0.5),
            new WatchedPredicate(NetTopologySuite.Operation.RelateNG.RelatePredicate.Matches("T*****FF*"), nodesItself: false, budget)));
    }

    [Theory]
    [InlineData("%a_a_a_a_a_a_a_b%")]
    [InlineData("%aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab%")]
    public void A_pattern_looks_at_the_budget(string pattern)
    {
        using var budget = Spent();
        var text = new byte[8 << 20];
        text.AsSpan().Fill((byte)'a');
        Assert.Throws<BudgetExceededException>(() => LikePattern.Sql(pattern).Matches(text, budget));
    }

    [Fact]
    public void A_position_in_a_long_text_is_sought_piece_by_piece()
    {
        using var budget = Spent();
        var (text, sought) = (new byte[1 << 20], new byte[1 << 19]);
        sought[^1] = 1;
        Assert.Throws<BudgetExceededException>(() => TextSearch.IndexOf(text, sought, budget));
        text[(1 << 19) + 4321] = 1;
        Assert.Equal(4322, TextSearch.IndexOf(text, sought, RequestBudget.Unlimited));
    }

    /// <summary>A text is bounded before it is built, and what nodes keep is taken from the budget.</summary>
    [Fact]
    public void Texts_are_bounded()
    {
        var half = new MemoryFeature(1, null, new string('a', RequestLimits.TextBytes / 2 + 1));
        var type = MemorySource.TypeOf("textes", GeometryFamily.None, ("nom", FieldKind.Text));
        var field = new FieldExpression(0, type.Fields[0]);
        var whole = new IsNullFilter(new ConcatenationExpression(field, field));
        using var cursor = new MemoryCursor([half]);
        cursor.MoveNext();
        Assert.True(FilterPredicate.Compile(whole).Matches(cursor));
        using var small = new RequestBudget(Timeout.InfiniteTimeSpan, 100_000, CancellationToken.None);
        Assert.Throws<BudgetExceededException>(() =>
            FilterPredicate.Compile(new IsNullFilter(new FoldedTextExpression(TextFolding.Lower, field)), small).Matches(cursor));
    }

    [Fact]
    public void Counting_reading_sorting_and_grouping_a_layer_stop()
    {
        using var layer = BuiltLayer.Of(50_000);
        using var budget = Spent();
        var some = new ComparisonFilter(ComparisonOperator.Less, new FieldExpression(0, layer.Type.Fields[0]),
            LiteralExpression.Of(40_000L));
        var query = new FeatureQuery { Filter = some, Budget = budget };
        Assert.Throws<BudgetExceededException>(() => layer.Count(query));
        Assert.Throws<BudgetExceededException>(() => layer.Open(query));
        Assert.Throws<BudgetExceededException>(() =>
            layer.Open(new FeatureQuery { Budget = budget, Sort = [new SortKey(1, false), new SortKey(0, true)] }));
        Assert.Throws<BudgetExceededException>(() => layer.Open(new FeatureQuery { Budget = budget, Sort = [new SortKey(1, false)] }));
        Assert.Throws<BudgetExceededException>(() =>
            GroupedFeatures.Of(layer, new FeatureQuery { Budget = budget },
            new Grouping([1], [new Aggregate(AggregateFunction.Count, null, "n")])));
    }

    [Fact]
    public void Groups_and_orders_are_taken_from_the_bytes()
    {
        using var layer = BuiltLayer.Of(50_000);
        using var budget = new RequestBudget(Timeout.InfiniteTimeSpan, 100_000, CancellationToken.None);
        Assert.Throws<BudgetExceededException>(() => layer.Open(new FeatureQuery { Budget = budget, Sort = [new SortKey(1, false)] }));
        Assert.Equal(100_000, budget.BytesLeft);
        Assert.Throws<BudgetExceededException>(() =>
            GroupedFeatures.Of(layer, new FeatureQuery { Budget = budget }, new Grouping([0], [])));
    }

    private static RequestBudget Spent()
    {
        var budget = new RequestBudget(TimeSpan.FromTicks(1), long.MaxValue, CancellationToken.None);
        budget.Start();
        SpinWait.SpinUntil(() => budget.IsUsedUp);
        return budget;
    }

    private static Polygon Star(int vertices, double x, double y, double radius)
    {
        var ring = new Coordinate[vertices + 1];
        for (var i = 0; i < vertices; i++)
        {
            var angle = 2 * Math.PI * i / vertices;
            var reach = radius * (0.9 + 0.1 * Math.Sin(137 * angle));
            ring[i] = new Coordinate(x + reach * Math.Cos(angle), y + reach * Math.Sin(angle));
        }

        ring[vertices] = ring[0].Copy();
        return Factory.CreatePolygon(ring);
    }

    private static MultiPolygon Lattice(double shift) =>
        Factory.CreateMultiPolygon([.. from i in Enumerable.Range(0, 60) from j in Enumerable.Range(0, 60)
        select (Polygon)Factory.ToGeometry(new(10 * i + shift, 10 * i + 8 + shift, 10 * j, 10 * j + 8))]);
}
