using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Tests.Features.Indicators;

public sealed class WkbDistanceTests
{
    [Theory]
    [InlineData("POINT(3 4)")]
    [InlineData("MULTIPOINT((30 4), (3 40))")]
    [InlineData("LINESTRING(-5 3, 5 3)")]
    [InlineData("LINESTRING(2 2, 2 2)")]
    [InlineData("POLYGON((-1 -1, 1 -1, 1 1, -1 1, -1 -1))")]
    [InlineData("POLYGON((-9 -9, 9 -9, 9 9, -9 9, -9 -9), (-2 -2, 2 -2, 2 2, -2 2, -2 -2))")]
    [InlineData("MULTIPOLYGON(((5 5, 6 5, 6 6, 5 6, 5 5)), ((-8 0, -7 0, -7 1, -8 1, -8 0)))")]
    [InlineData("MULTIPOLYGON Z(((5 5 1, 6 5 1, 6 6 1, 5 6 1, 5 5 1)))")]
    public void It_is_what_the_library_says(string wkt)
    {
        var geometry = new WKTReader().Read(wkt);
        using var wkb = new ByteBuffer();
        GeometryNormalizer.Normalize(new WKBWriter(ByteOrder.LittleEndian, false, true).Write(geometry), wkb);
        for (var x = -10.0; x <= 10; x += 2.5)
            for (var y = -10.0; y <= 10; y += 2.5)
                Assert.Equal(geometry.Distance(new Point(x, y)), WkbDistance.To(wkb.Written, x, y), 1e-9);
    }
}
