using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Tests.Features.Geometries;

public sealed class WkbMeasureTests
{
    [Theory]
    [InlineData("POINT (3 4)", 0, 0)]
    [InlineData("LINESTRING (700000 6600000, 700003 6600004, 700003 6600014)", 0, 15)]
    [InlineData("POLYGON ((700000 6600000, 700010 6600000, 700010 6600010, 700000 6600010, 700000 6600000), (700002 6600002, 700002 "
        + "6600004, 700004 6600004, 700004 6600002, 700002 6600002))", 96, 0)]
    [InlineData("MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((5 5, 5 6, 6 6, 6 5, 5 5)))", 5, 0)]
    [InlineData("GEOMETRYCOLLECTION (LINESTRING (0 0, 3 4), POLYGON ((0 0, 2 0, 2 2, 0 0)))", 2, 5)]
    public void Areas_and_lengths_are_planar(string text, double area, double length)
    {
        var wkb = new WKBWriter(NetTopologySuite.IO.ByteOrder.LittleEndian, false).Write(new WKTReader().Read(text));
        Assert.Equal(new WkbMeasure(area, length), WkbMeasure.Of(wkb));
    }

    [Fact]
    public void No_geometry_measures_nothing() => Assert.Equal(default, WkbMeasure.Of([]));
}
