using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Tests.Features.ReferenceSystems;

public sealed class CrsTransformTests
{
    private static readonly CrsRegistry Registry = CrsRegistry.Standard;

    [Fact]
    public void Interleaved_and_separate_coordinates_give_the_same_points()
    {
        var transform = CrsTransform.Between(Registry.Lambert93, Registry.WebMercator);
        var pairs = Enumerable.Range(0, 401).Select(i => i % 2 == 0 ? 600000.0 + i * 100 : 6800000.0 + i * 50).Append(6900000).ToArray();
        var x = pairs.Where((_, i) => i % 2 == 0).ToArray();
        var y = pairs.Where((_, i) => i % 2 == 1).ToArray();
        transform.Transform(pairs);
        transform.Transform(x, y);
        Assert.Equal(x, pairs.Where((_, i) => i % 2 == 0));
        Assert.Equal(y, pairs.Where((_, i) => i % 2 == 1));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var transform = CrsTransform.Between(Registry.Find(27572)!, Registry.Find(32631)!);
        var coordinates = new double[1000];
        Array.Fill(coordinates, 2_400_000);
        transform.Transform(coordinates);
        Array.Fill(coordinates, 2_400_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        transform.Transform(coordinates);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(4326, 3857, 0, 90)]
    [InlineData(4326, 3857, 0, 91)]
    [InlineData(4326, 2154, 3, -90)]
    [InlineData(4326, 32631, 120, 45)]
    [InlineData(4326, 3035, double.PositiveInfinity, 45)]
    [InlineData(3035, 4326, 4e7, 4e7)]
    [InlineData(2154, 4326, double.NaN, 6600000)]
    public void A_point_outside_the_domain_is_not_a_number(int source, int target, double x, double y)
    {
        var (px, py) = CrsTransform.Between(Registry.Find(source)!, Registry.Find(target)!).Transform(x, y);
        Assert.True(double.IsNaN(px) || double.IsNaN(py), $"{px} {py}");
    }

    [Fact]
    public void Datums_that_agree_are_the_identity()
    {
        Assert.True(CrsTransform.Between(Registry.Wgs84, Registry.Find(4171)!).IsIdentity);
        Assert.True(CrsTransform.Between(Registry.LonLat, Registry.Wgs84).IsIdentity);
        Assert.False(CrsTransform.Between(Registry.Lambert93, Registry.Wgs84).IsIdentity);
    }

    [Fact]
    public void The_image_of_an_envelope_contains_the_images_of_its_points()
    {
        var transform = CrsTransform.Between(Registry.Lambert93, Registry.Wgs84);
        var box = new Envelope(100000, 6000000, 1200000, 7100000);
        var image = transform.TransformEnvelope(box).Grow(0.01);
        foreach (var x in new[] { 100000.0, 333333, 700000, 987654, 1200000 })
            foreach (var y in new[] { 6000000.0, 6543210, 7100000 })
            {
                var (lon, lat) = transform.Transform(x, y);
                Assert.True(image.Contains(new Envelope(lon, lat, lon, lat)), $"{lon} {lat} outside {image}");
            }
    }

    [Fact]
    public void An_envelope_partly_outside_the_domain_keeps_what_is_inside()
    {
        var image = CrsTransform.Between(Registry.LonLat, Registry.WebMercator).TransformEnvelope(new Envelope(-180, -90, 180, 90));
        Assert.False(image.IsEmpty);
        Assert.Equal(-20037508.343, image.MinX, 0.001);
        Assert.Equal(20037508.343, image.MaxX, 0.001);
    }

    [Fact]
    public void Every_system_knows_its_bounds()
    {
        Assert.All(Registry.All, crs => Assert.True(crs.Bounds.Width > 0 && crs.Bounds.Height > 0, crs.Code));
        Assert.True(Registry.Lambert93.Bounds.Contains(new Envelope(99000, 6050000, 1242000, 7110000)));
    }
}
