using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.LayerFiles.Reading;

namespace SrceOgc.Tests.Features.Indicators;

public sealed class TerritoryMeasuringTests
{
    private static readonly Measure Area = new(MeasureKind.Area, 0), Length = new(MeasureKind.Length, 0), Count = new(MeasureKind.Count, 0);

    [Fact]
    public void Areas_that_overlap_are_counted_once()
    {
        using var layer = MeasuredLayer.Of((MeasuredLayer.Square(0, 0, 1000), ""), (MeasuredLayer.Square(500, 0, 1000), ""));
        Assert.Equal(1_500_000, Measured(layer, MeasuredLayer.Square(0, 0, 10_000), Area), 1e-3);
    }

    [Fact]
    public void An_area_is_cut_to_the_territory()
    {
        using var layer = MeasuredLayer.Of((MeasuredLayer.Square(-500, -500, 1000), ""));
        Assert.Equal(250_000, Measured(layer, MeasuredLayer.Square(0, 0, 10_000), Area), 1e-3);
    }

    [Fact]
    public void What_only_touches_has_no_area()
    {
        using var layer = MeasuredLayer.Of((MeasuredLayer.Square(-1000, 0, 1000), ""));
        Assert.Equal(0, Measured(layer, MeasuredLayer.Square(0, 0, 10_000), Area));
    }

    [Fact]
    public void A_hole_is_no_area()
    {
        using var layer = MeasuredLayer.Of(
            ("POLYGON((0 0, 9000 0, 9000 9000, 0 9000, 0 0), (10 10, 8990 10, 8990 8990, 10 8990, 10 10))", ""));
        Assert.Equal(9000.0 * 9000 - 8980.0 * 8980, Measured(layer, MeasuredLayer.Square(0, 0, 10_000), Area), 1e-3);
    }

    [Fact]
    public void A_polygon_that_crosses_itself_is_repaired()
    {
        using var layer = MeasuredLayer.Of(("POLYGON((0 0, 1000 1000, 1000 0, 0 1000, 0 0))", ""));
        Assert.Equal(500_000, Measured(layer, MeasuredLayer.Square(0, 0, 10_000), Area), 1e-3);
    }

    /// <summary>Entering and leaving each square many times: the cut parts must be valid, or their union fails.</summary>
    [Fact]
    public void A_comb_is_measured_across_squares()
    {
        var comb = "POLYGON((0 0, "
            + string.Join(", ", Enumerable.Range(0, 40)
            .Select(i => $"{i * 200} 9000, {i * 200 + 100} 9000, {i * 200 + 100} 100, {(i + 1) * 200} 100")) + ", 8000 0, 0 0))";
        using var layer = MeasuredLayer.Of((comb, ""), (MeasuredLayer.Square(0, 0, 100), ""));
        var expected = new NetTopologySuite.IO.WKTReader().Read(comb).Area;
        Assert.Equal(expected, Measured(layer, MeasuredLayer.Square(0, 0, 10_000), Area), 1e-2);
    }

    [Fact]
    public void Lines_are_cut_and_added_up()
    {
        using var layer = MeasuredLayer.Of(("LINESTRING(-1000 50, 2000 50)", ""), ("LINESTRING(-1000 50, 2000 50)", ""),
            ("MULTILINESTRING((10 10, 10 20), (20 10, 20 30))", ""));
        Assert.Equal(2 * 2000 + 30, Measured(layer, MeasuredLayer.Square(0, 0, 10_000), Length), 1e-6);
    }

    [Fact]
    public void A_feature_on_a_border_counts_on_both_sides_and_once_in_what_holds_both()
    {
        using var layer = MeasuredLayer.Of(("POINT(1000 500)", ""), ("POINT(200 200)", ""), ("POINT(5000 5000)", ""));
        MeasuredTerritory[] territories =
            [MeasuredLayer.Territory(MeasuredLayer.Square(0, 0, 1000)), MeasuredLayer.Territory(MeasuredLayer.Square(1000, 0, 1000)),
                MeasuredLayer.Territory("POLYGON((0 0, 2000 0, 2000 1000, 0 1000, 0 0))")];
        Assert.Equal([2, 1, 2], Run(layer.Role(), territories, Count).Select(figures => figures.Values[0]));
    }

    [Fact]
    public void Categories_and_what_two_roles_have_in_common_are_measured()
    {
        using var own = MeasuredLayer.Of((MeasuredLayer.Square(0, 0, 1000), "a"), (MeasuredLayer.Square(0, 0, 500), "b"));
        using var other = MeasuredLayer.Of((MeasuredLayer.Square(500, 0, 5000), ""), (MeasuredLayer.Square(600, 0, 5000), ""));
        var plan = new MeasuringPlan([own.Role(), other.Role()],
            [new(MeasureKind.Area, 0, 1), new(MeasureKind.Area, 0, Category: "a"), new(MeasureKind.Area, 0, Category: "b"),
            new(MeasureKind.Area, 0, 1, "b")]);
        var figures = TerritoryMeasuring.Measure(plan, [MeasuredLayer.Territory(MeasuredLayer.Square(0, 0, 10_000))],
            MeasuringThreads.OfRequest, RequestBudget.Unlimited)[0];
        Assert.Equal([500_000, 1_000_000, 250_000, 0], figures.Values.Select(value => Math.Round(value, 3)));
    }

    /// <summary>Against one union and one intersection of everything, for blobs of few and of many vertices, on one thread and on
    /// several.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Measures_are_those_of_one_overlay_of_everything(int seed)
    {
        var random = new Random(seed);
        var blobs = Enumerable.Range(0, 60).Select(i => ((Geometry)Blob(random, i % 10 == 0 ? 4000 : 40), "")).ToArray();
        using var layer = MeasuredLayer.Of(blobs);
        var territories = Enumerable.Range(0, 8).Select(i => new MeasuredTerritory($"{i}", Blob(random, 300))).ToArray();
        var united = OverlayNGRobust.Union(blobs.Select(blob => blob.Item1));
        var alone = Run(layer.Role(), territories, Area);
        var together = TerritoryMeasuring.Measure(new([layer.Role()], [Area]), territories, new(3, Task.Run), RequestBudget.Unlimited);
        for (var i = 0; i < territories.Length; i++)
        {
            var expected = united.Intersection(territories[i].Geometry).Area;
            Assert.Equal(expected, alone[i].Values[0], 1e-6 * expected + 1e-3);
            Assert.Equal(alone[i].Values[0], together[i].Values[0]);
        }
    }

    [Fact]
    public void A_budget_that_is_used_up_ends_the_work()
    {
        using var layer = MeasuredLayer.Of((MeasuredLayer.Square(0, 0, 1000), ""));
        using var gone = new CancellationTokenSource();
        gone.Cancel();
        using var budget = new RequestBudget(TimeSpan.FromSeconds(30), 1 << 20, gone.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => TerritoryMeasuring.Measure(
            new([layer.Role()], [Area]), [MeasuredLayer.Territory(MeasuredLayer.Square(0, 0, 10_000))], new(2, Task.Run), budget));
    }

    [Fact]
    public void A_change_is_found_on_its_ground_alone()
    {
        using var before = MeasuredLayer.Of((MeasuredLayer.Square(0, 0, 10), "a"), (MeasuredLayer.Square(100, 0, 10), "b"),
            (MeasuredLayer.Square(200, 0, 10), "c"));
        using var after = MeasuredLayer.Of((MeasuredLayer.Square(0, 0, 10), "a"), (MeasuredLayer.Square(100, 0, 10), "autre"),
            (MeasuredLayer.Square(300, 0, 10), "c"));
        var changes = FeatureHashes.Of(before, RequestBudget.Unlimited).ChangesTo(FeatureHashes.Of(after, RequestBudget.Unlimited));
        Assert.Equal([100, 100, 200, 300], changes.Select(bounds => bounds.MinX).Order());
    }

    private static double Measured(PublishedLayer layer, string territory, Measure measure) =>
        Run(layer.Role(), [MeasuredLayer.Territory(territory)], measure)[0].Values[0];

    private static IReadOnlyList<TerritoryFigures> Run(MeasuredRole role, IReadOnlyList<MeasuredTerritory> territories, Measure measure) =>
        TerritoryMeasuring.Measure(new([role], [measure]), territories, MeasuringThreads.OfRequest, RequestBudget.Unlimited);

    /// <summary>A closed line around a centre, its radius changing: simple, but it enters and leaves squares as it likes.</summary>
    private static Polygon Blob(Random random, int vertices)
    {
        var (x, y, radius, waves) =
            (random.NextDouble() * 10_000, random.NextDouble() * 10_000, 300 + random.NextDouble() * 3000, random.Next(3, 30));
        var ring = Enumerable.Range(0, vertices).Select(i =>
        {
            var angle = 2 * Math.PI * i / vertices;
            var at = radius * (1 + 0.5 * Math.Sin(waves * angle));
            return new Coordinate(Math.Round(x + at * Math.Cos(angle), 2), Math.Round(y + at * Math.Sin(angle), 2));
        }).ToList();
        ring.Add(ring[0].Copy());
        var polygon = new GeometryFactory().CreatePolygon([.. ring]);
        return polygon.IsValid ? polygon : (Polygon)polygon.EnvelopeInternal.ToPolygon();
    }
}

file static class Envelopes
{
    public static Geometry ToPolygon(this NetTopologySuite.Geometries.Envelope envelope) => new GeometryFactory().ToGeometry(envelope);
}
