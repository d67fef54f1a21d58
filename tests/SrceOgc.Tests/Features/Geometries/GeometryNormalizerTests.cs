using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Features.Geometries;

/// <summary>Whatever well-known binary a file holds comes out in one form, with the same shape, or not at all.</summary>
public sealed class GeometryNormalizerTests
{
    public static TheoryData<string, GeometryFamily, bool> Shapes => new()
    {
        { "POINT (1.5 -2)", GeometryFamily.Point, false },
        { "MULTIPOINT ((1 2), (3 4))", GeometryFamily.Point, true },
        { "LINESTRING (0 0, 3 4, 5 5)", GeometryFamily.Line, false },
        { "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3, 4 4))", GeometryFamily.Line, true },
        { "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))", GeometryFamily.Polygon, false },
        { "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 9 5, 9 9, 5 5)))", GeometryFamily.Polygon, true },
        { "GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 1 1), GEOMETRYCOLLECTION (POINT (2 2)))", GeometryFamily.Mixed, true },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_shape_stays_whatever_the_byte_order(string wkt, GeometryFamily family, bool isMulti)
    {
        var shape = new WKTReader().Read(wkt);
        foreach (var order in new[] { ByteOrder.LittleEndian, ByteOrder.BigEndian })
        {
            var (normal, result) = Normal(new WKBWriter(order, handleSRID: false).Write(shape));
            Assert.True(shape.EqualsExact(new WKBReader().Read(normal)), $"{order}: {new WKBReader().Read(normal)}");
            Assert.True(shape.EqualsExact(WkbGeometryReader.Read(normal)));
            Assert.Equal(family, result.Family);
            Assert.Equal(isMulti, result.IsMulti || family == GeometryFamily.Mixed);
            var bounds = shape.EnvelopeInternal;
            Assert.Equal(new Envelope(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY), result.Bounds);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_normal_form_is_its_own_and_has_no_other(string wkt, GeometryFamily family, bool isMulti)
    {
        var (normal, result) = Normal(new WKBWriter(ByteOrder.BigEndian, handleSRID: false).Write(new WKTReader().Read(wkt)));
        var (again, same) = Normal(normal);
        Assert.Equal(normal, again);
        Assert.Equal(result, same);
        Assert.Equal((family, isMulti), (same.Family, same.IsMulti || family == GeometryFamily.Mixed));
    }

    [Theory]
    [InlineData("POINT Z (1 2 3)")]
    [InlineData("LINESTRING Z (0 0 7, 1 1 8)")]
    [InlineData("POLYGON Z ((0 0 1, 9 0 2, 9 9 3, 0 0 1))")]
    public void Heights_stay(string wkt)
    {
        var shape = new WKTReader().Read(wkt);
        var (normal, result) = Normal(new WKBWriter(ByteOrder.LittleEndian, handleSRID: false, emitZ: true).Write(shape));
        Assert.True(result.HasZ);
        Assert.Equal(shape.Coordinates.Select(at => at.Z), new WKBReader().Read(normal).Coordinates.Select(at => at.Z));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_cut_off_anywhere_is_no_geometry(string wkt, GeometryFamily family, bool isMulti)
    {
        Assert.True(family != GeometryFamily.None || isMulti);
        var whole = new WKBWriter(ByteOrder.LittleEndian, handleSRID: false).Write(new WKTReader().Read(wkt));
        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<GeometryException>(() => Normal(whole[..length]));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.PositiveInfinity)]
    public void What_is_no_number_is_no_coordinate(double x, double y) =>
        Assert.Throws<GeometryException>(() => Normal(new WKBWriter().Write(new LineString([new(0, 0), new(x, y)]))));

    [Theory]
    [InlineData("POLYGON EMPTY")]
    [InlineData("MULTILINESTRING EMPTY")]
    [InlineData("GEOMETRYCOLLECTION EMPTY")]
    public void What_is_empty_is_nothing(string wkt)
    {
        var (normal, result) = Normal(new WKBWriter().Write(new WKTReader().Read(wkt)));
        Assert.Empty(normal);
        Assert.Equal(GeometryFamily.None, result.Family);
    }

    [Fact]
    public void A_number_of_vertices_that_the_bytes_cannot_hold_is_refused_at_once()
    {
        var wkb = new WKBWriter().Write(new WKTReader().Read("LINESTRING (0 0, 1 1)"));
        foreach (var byteOfCount in new[] { 5, 6, 7, 8 })
        {
            var larger = (byte[])wkb.Clone();
            larger[byteOfCount] = 0x7F;
            Assert.Throws<GeometryException>(() => Normal(larger));
        }
    }

    private static (byte[] Wkb, GeometryNormalizer.Result Result) Normal(byte[] wkb)
    {
        using var output = new ByteBuffer();
        var result = GeometryNormalizer.Normalize(wkb, output);
        return (output.Written.ToArray(), result);
    }
}
