using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Tests.Features.Geometries;

public sealed class WkbCursorTests
{
    /// <summary>As deep as the normaliser accepts them: whatever is accepted is walked, measured and drawn.</summary>
    private const int Deepest = 16;

    [Fact]
    public void The_deepest_collection_that_is_accepted_is_walked_to_its_end()
    {
        var wkb = Normal(Nested(Deepest, new WKTReader().Read("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))")));
        Assert.Equal(["Point 1", "Polygon 10"], Parts(wkb).Distinct());
        Assert.Equal(15, WkbMeasure.Of(wkb).Area);
        Assert.Equal(15, PlanarMeasures.Of(wkb).Area);
        Assert.Equal(0, WkbDistance.To(wkb, 3, 3));
        Assert.True(WkbRectangle.Intersects(wkb, new(3, 3, 3.5, 3.5)));
        Assert.Throws<GeometryException>(() => Normal(Nested(Deepest + 2, new Point(1, 1))));
    }

    [Theory]
    [InlineData("POINT (1 2)", "Point 1")]
    [InlineData("MULTIPOINT ((1 2), (3 4))", "Point 1;Point 1")]
    [InlineData("MULTILINESTRING ((0 0, 1 1), (2 2, 3 3, 4 4))", "LineString 2;LineString 3")]
    [InlineData("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 9 5, 9 9, 5 5), (7 6, 8 6, 8 7, 7 6)))", "Polygon 4;Polygon 8")]
    [InlineData("GEOMETRYCOLLECTION (MULTIPOINT ((1 2)), LINESTRING (0 0, 1 1))", "Point 1;LineString 2")]
    public void Parts_follow_each_other_whatever_holds_them(string wkt, string parts) =>
        Assert.Equal(parts.Split(';'), Parts(Normal(new WKTReader().Read(wkt))));

    [Fact]
    public void Runs_that_nobody_wants_are_stepped_over()
    {
        var cursor = new WkbCursor(Normal(new WKTReader().Read(
            "GEOMETRYCOLLECTION (POLYGON ((0 0, 9 0, 9 9, 0 0), (4 1, 5 1, 5 2, 4 1)), POINT (1 2))")));
        Assert.True(cursor.MoveToPart());
        Assert.Equal(2, cursor.Runs);
        cursor.SkipRuns();
        Assert.True(cursor.MoveToPart());
        Assert.Equal((WkbType.Point, 2.0), (cursor.Type, cursor.ReadRun().Y(0)));
        Assert.False(cursor.MoveToPart());
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(1, 9)]
    [InlineData(8, 255)]
    public void What_is_not_in_the_normal_form_is_not_read(int at, byte value)
    {
        var wkb = Normal(new WKTReader().Read("LINESTRING (0 0, 1 1)"));
        wkb[at] = value;
        Assert.Throws<InvalidDataException>(() => Parts(wkb));
    }

    private static Geometry Nested(int depth, Geometry innermost)
    {
        for (var i = 0; i < depth; i++)
            innermost = new GeometryCollection([new Point(1, 1), innermost]);
        return innermost;
    }

    private static byte[] Normal(Geometry geometry)
    {
        using var output = new ByteBuffer();
        GeometryNormalizer.Normalize(new WKBWriter(ByteOrder.LittleEndian).Write(geometry), output);
        return output.Written.ToArray();
    }

    private static List<string> Parts(byte[] wkb)
    {
        var parts = new List<string>();
        var cursor = new WkbCursor(wkb);
        while (cursor.MoveToPart())
        {
            var vertices = 0;
            for (var runs = cursor.Runs; runs > 0; runs--)
                vertices += cursor.ReadRun().Count;
            parts.Add($"{cursor.Type} {vertices}");
        }

        return parts;
    }
}
