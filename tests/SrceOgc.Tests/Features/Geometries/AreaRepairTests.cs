using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Tests.Features.Geometries;

/// <summary>What is repaired, what is not looked at any further; neither is timed: the bounds are counts.</summary>
public sealed class AreaRepairTests
{
    private static Geometry Read(string wkt) => new WKTReader().Read(wkt);

    /// <summary>A star whose every chord crosses about a third of all others.</summary>
    private static Geometry Star(int points)
    {
        var ring = Enumerable.Range(0, points).Select(i => new Coordinate(Math.Cos(i * 2.4), Math.Sin(i * 2.4))).ToArray();
        return WkbGeometryReader.Factory.CreatePolygon([.. ring, ring[0].Copy()]);
    }

    /// <summary>Valid: nested chevrons, the bounds of whose edges meet each other.</summary>
    private static Geometry Comb(int teeth)
    {
        var outer = Enumerable.Range(0, teeth).SelectMany(i => new Coordinate[] { new(i * 1e-5, 0), new(1 + i * 1e-5, 1) }).ToList();
        outer.AddRange([new(2, 2), new(-1, 2)]);
        return WkbGeometryReader.Factory.CreatePolygon([.. outer, outer[0].Copy()]);
    }

    [Fact]
    public void A_valid_area_is_given_back_itself()
    {
        var square = Read("POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))");
        Assert.Same(square, AreaRepair.Valid(square));
        var line = Read("LINESTRING(0 0, 1 1, 1 0, 0 1)");
        Assert.Same(line, AreaRepair.Valid(line));
    }

    [Fact]
    public void A_knot_is_untied()
    {
        var repaired = AreaRepair.Valid(Read("POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))"))!;
        Assert.True(repaired.IsValid);
        Assert.Equal(0.5, repaired.Area, 1e-9);
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(100_000)]
    public void A_knot_of_too_many_crossings_is_left(int points)
    {
        Assert.Null(AreaRepair.Valid(Star(points)));
        Assert.True(AreaRepair.IsTooIntricate(Star(points)));
        Assert.False(AreaRepair.IsTooIntricate(Star(100)));
    }

    [Fact]
    public void A_comb_of_too_many_pairs_is_left() => Assert.Null(AreaRepair.Valid(Comb(60_000)));
}
