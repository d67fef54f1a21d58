using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Tests.Rendering.Maps;

public sealed class PixelTransformTests
{
    private const double HalfWorld = 20037508.342789244;

    private static CrsRegistry Registry => CrsRegistry.Standard;

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(16)]
    public void A_web_tile_of_Lambert_data_is_right_to_a_twentieth_of_a_pixel(int zoom)
    {
        var side = 2 * HalfWorld / (1 << zoom);
        double x = Math.Floor((300_000 + HalfWorld) / side) * side - HalfWorld, y =
            Math.Floor((6_400_000 + HalfWorld) / side) * side - HalfWorld;
        AssertExact(new MapScene(256, 256, Registry.WebMercator, new Envelope(x, y, x + side, y + side), []));
    }

    [Fact]
    public void A_map_of_France_in_degrees_is_right_to_a_twentieth_of_a_pixel() =>
        AssertExact(new MapScene(1024, 768, Registry.LonLat, new Envelope(-5, 41, 10, 51.5), []));

    [Fact]
    public void In_one_reference_system_the_corners_are_the_corners()
    {
        var scene = new MapScene(400, 200, Registry.Lambert93, new Envelope(600_000, 6_900_000, 604_000, 6_902_000), []);
        var transform = PixelTransform.Between(scene, Registry.Lambert93, 5)!;
        var vertices = new Vertex[2];
        transform.Apply([600_000, 6_902_000, 99, 604_000, 6_900_000, 99], 3, vertices);
        Assert.Equal([new Vertex(0, 0), new Vertex(400, 200)], vertices);
        Assert.Equal(10, transform.Resolution);
        Assert.Equal(new Envelope(599_950, 6_899_950, 604_050, 6_902_050), transform.Window);
    }

    [Fact]
    public void Points_far_outside_the_map_go_where_they_belong()
    {
        var scene = new MapScene(256, 256, Registry.WebMercator, new Envelope(300_000, 6_400_000, 302_000, 6_402_000), []);
        var transform = PixelTransform.Between(scene, Registry.Lambert93, 5)!;
        var (x, y) = CrsTransform.Between(Registry.WebMercator, Registry.Lambert93).Transform(-400_000, 5_500_000);
        var vertices = new Vertex[1];
        transform.Apply([x, y], 2, vertices);
        Assert.Equal((-400_000 - 300_000) / 2000.0 * 256, vertices[0].X, 0.1);
        Assert.Equal((6_402_000 - 5_500_000) / 2000.0 * 256, vertices[0].Y, 0.1);
    }

    [Fact]
    public void The_resolution_is_that_of_the_ground_in_the_layers_units()
    {
        var scene = new MapScene(256, 256, Registry.WebMercator, new Envelope(300_000, 6_400_000, 310_000, 6_410_000), []);
        var transform = PixelTransform.Between(scene, Registry.Lambert93, 0)!;
        Assert.Equal(10_000 / 256.0 * Math.Cos(49.8 * Math.PI / 180), transform.Resolution, 1.0);
    }

    private static void AssertExact(MapScene scene)
    {
        var transform = PixelTransform.Between(scene, Registry.Lambert93, 10)!;
        Assert.IsType<PolynomialTransform>(transform);
        var toLayer = CrsTransform.Between(scene.Crs, Registry.Lambert93);
        var random = new Random(8);
        for (var i = 0; i < 1000; i++)
        {
            double px = random.NextDouble() * scene.Width, py = random.NextDouble() * scene.Height;
            var (x, y) = toLayer.Transform(scene.Extent.MinX + px * scene.ResolutionX, scene.Extent.MaxY - py * scene.ResolutionY);
            var vertices = new Vertex[1];
            transform.Apply([x, y], 2, vertices);
            Assert.Equal(px, vertices[0].X, 0.06);
            Assert.Equal(py, vertices[0].Y, 0.06);
        }
    }
}
