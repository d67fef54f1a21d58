using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Building;

namespace SrceOgc.Tests.Features.LayerFiles;

public sealed class VertexWeightTests
{
    [Fact]
    public void A_weight_rides_in_a_coordinate_without_moving_it()
    {
        foreach (var x in new[] { 652_469.02, -61.5, 0.0, 1e7, -0.000_01 })
            foreach (var weight in new[] { 0, 1, 128, VertexWeight.Always })
            {
                var tagged = VertexWeight.Tag(x, weight);
                Assert.Equal(weight, VertexWeight.On(tagged));
                Assert.Equal(x, tagged, 1e-6);
            }
    }

    [Fact]
    public void Weights_grow_with_what_they_stand_for_sixteen_to_a_doubling()
    {
        Assert.Equal(0, VertexWeight.Of(1));
        Assert.Equal(16, VertexWeight.Of(2));
        Assert.Equal(32, VertexWeight.Of(4));
        Assert.Equal(VertexWeight.Always, VertexWeight.Of(float.PositiveInfinity));
        for (var ratio = 1f; ratio < 1000; ratio *= 1.01f)
            Assert.True(VertexWeight.Of(ratio) <= VertexWeight.Of(ratio * 1.01f));
    }

    [Fact]
    public void Neighbours_lose_the_same_vertices_of_their_border_at_every_scale()
    {
        var random = new Random(7);
        var border = Enumerable.Range(0, 200).Select(i => new Coordinate(500 + random.Next(-40, 40), i * 5)).ToArray();
        var left = Ring([new(0, 995), new(0, 0), .. border]);
        var right = Ring([.. border.Reverse(), new(1000, 0), new(1000, 995)]);
        var junctions = Junctions.Find(1000, visit =>
        {
            visit(Flat(left));
            visit(Flat(right));
        });
        for (var weight = 0; weight < 80; weight += 8)
        {
            var (ofLeft, ofRight) = (Kept(left, junctions, weight), Kept(right, junctions, weight));
            Assert.Equal(ofLeft, ofRight);
            Assert.InRange(ofLeft.Count, 2, weight == 0 ? 200 : 199);
        }
    }

    private static Polygon Ring(Coordinate[] coordinates) => new(new LinearRing([.. coordinates, coordinates[0]]));

    private static double[] Flat(Polygon polygon) => [.. polygon.Coordinates.SelectMany(c => new[] { c.X, c.Y })];

    /// <summary>Of the vertices between the outer corners, those heavy enough.</summary>
    private static SortedSet<(double, double)> Kept(Polygon polygon, Junctions junctions, int weight)
    {
        var generalizer = new Generalizer(junctions);
        Assert.True(generalizer.TryLoad(new WKBWriter(NetTopologySuite.IO.ByteOrder.LittleEndian).Write(polygon)));
        using var output = new ByteBuffer(1 << 16);
        generalizer.Write(4, output);
        var kept = new SortedSet<(double, double)>();
        for (var i = 13; i + 16 <= output.Length; i += 16)
        {
            double x = BitConverter.ToDouble(output.Written[i..]), y = BitConverter.ToDouble(output.Written[(i + 8)..]);
            if (x is > 100 and < 900 && VertexWeight.On(x) >= weight)
                kept.Add((Math.Round(x), y));
        }

        return kept;
    }
}
