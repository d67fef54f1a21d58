using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Tests.Features.GeoPackages;

/// <summary>Our reader of spans against NetTopologySuite.IO.GeoPackage, which reads and writes the same blobs its own way.</summary>
public sealed class GeometryBlobTests
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 2154);

    [Fact]
    public void What_the_library_writes_is_read_alike()
    {
        Prop.ForAll(Shapes().ToArbitrary(), shape =>
        {
            var blob = new GeoPackageGeoWriter { HandleOrdinates = Ordinates.XY }.Write(shape);
            Assert.True(GeometryBlob.TryRead(blob, out var wkb, out var srsId));
            Assert.Equal(2154, srsId);
            Assert.True(shape.EqualsExact(Normalized(wkb)), shape.AsText());
            Assert.True(shape.EqualsExact(new GeoPackageGeoReader().Read(blob)), shape.AsText());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_form_of_envelope_is_passed_over(int envelope)
    {
        var point = Factory.CreatePoint(new Coordinate(700_000, 6_600_000));
        int[] doubles = [0, 4, 6, 6, 8];
        byte[] blob = [(byte)'G', (byte)'P', 0, (byte)(1 | envelope << 1), .. BitConverter.GetBytes(2154),
            .. new byte[8 * doubles[envelope]], .. new WKBWriter().Write(point)];
        Assert.True(GeometryBlob.TryRead(blob, out var wkb, out var srsId));
        Assert.Equal(2154, srsId);
        Assert.True(point.EqualsExact(Normalized(wkb)));
        Assert.Equal(point.Coordinate, new GeoPackageGeoReader().Read(blob).Coordinate);
    }

    [Fact]
    public void What_is_written_of_a_shape_is_what_is_written_of_its_bytes()
    {
        var folder = Directory.CreateTempSubdirectory("blobs").FullName;
        try
        {
            var shape = Factory.CreatePolygon([new(0, 0), new(0, 10), new(10, 10), new(0, 0)]);
            var bytes = new WKBWriter(ByteOrder.LittleEndian).Write(shape);
            var written = new[] { true, false }.Select(asShape => Written(Path.Combine(folder, $"{asShape}.gpkg"), shape, bytes, asShape))
                .ToArray();
            Assert.Equal(written[0], written[1]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Written(string path, Geometry shape, byte[] wkb, bool asShape)
    {
        using (var file = new GeoPackageWriter(path, DateTime.UnixEpoch))
        {
            using (var table = file.CreateTable(
                new("zones", "", "", "geom", "POLYGON", false, new(2154, "EPSG", 2154, "Lambert-93", ""), [])))
            {
                table.Begin(1);
                if (asShape)
                    table.Geometry(1, shape);
                else
                    table.Geometry(1, wkb, new(0, 0, 10, 10));
                table.End();
            }

            file.Finish();
        }

        return File.ReadAllBytes(path);
    }

    private static Geometry Normalized(ReadOnlySpan<byte> wkb)
    {
        using var normal = new ByteBuffer();
        GeometryNormalizer.Normalize(wkb, normal);
        return WkbGeometryReader.Read(normal.Written);
    }

    private static Gen<Geometry> Shapes() => Gen.OneOf(
        Coordinates(1).Select(c => (Geometry)Factory.CreatePoint(c[0])),
        Coordinates(5).Select(c => (Geometry)Factory.CreateLineString(c)),
        Coordinates(3).Select(c => (Geometry)Factory.CreateMultiPointFromCoords(c)),
        Rings().Select(ring => (Geometry)Factory.CreatePolygon(ring)),
        Gen.Two(Rings()).Select(rings =>
            (Geometry)Factory.CreateMultiPolygon([Factory.CreatePolygon(rings.Item1), Factory.CreatePolygon(rings.Item2)])));

    private static Gen<Coordinate[]> Coordinates(int count) => Gen.Choose(-10_000_000, 10_000_000).ArrayOf(2 * count)
        .Select(numbers => Enumerable.Range(0, count).Select(i => new Coordinate(numbers[2 * i] / 8.0, numbers[2 * i + 1] / 8.0))
            .ToArray());

    /// <summary>Triangles wound as they are drawn.</summary>
    private static Gen<LinearRing> Rings() => Coordinates(1).Select(at => Factory.CreateLinearRing(
        [at[0], new(at[0].X + 9, at[0].Y), new(at[0].X, at[0].Y + 9), at[0]]));
}
