using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Features;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Rendering.Maps;

public sealed class MapRendererTests
{
    private static readonly FeatureType Polygons = MemorySource.TypeOf("zones", GeometryFamily.Polygon, ("classe", FieldKind.Text));

    private static readonly Rgba Green = new(46, 125, 50), Red = new(200, 30, 30);

    private readonly MapRenderer _renderer = new(new FontLibrary());

    [Fact]
    public void A_polygon_is_filled_where_it_lies_and_north_is_up()
    {
        using var map = Render(Layer(Style(Fill(Green)), "POLYGON((0 90, 30 90, 30 100, 0 100, 0 90))"));
        Assert.Equal(Green.Premultiplied(), map.Image[5, 5]);
        Assert.Equal(0u, map.Image[5, 15]);
        Assert.Equal(0u, map.Image[35, 5]);
    }

    [Fact]
    public void A_feature_takes_the_first_rule_that_accepts_it()
    {
        var rules = new[]
        {
            new Rule { Filter = new Comparison(ComparisonOperator.Equal, new FieldReference(0, "classe"), Literal.Of("b")), Symbolizers =
                [Fill(Red)] },
            new Rule { Symbolizers = [Fill(Green)] },
        };
        var style = new Style { Name = "s", Title = "s", Passes = [new StylePass(rules, firstMatchOnly: true)] };
        var source = new MemorySource(Polygons, Feature(1, "POLYGON((0 0, 50 0, 50 100, 0 100, 0 0))", "a"),
            Feature(2, "POLYGON((50 0, 100 0, 100 100, 50 100, 50 0))", "b"));
        var layer = new MapLayer(source, CrsRegistry.Standard.Lambert93, style) { Rules = new RuleCache(2) };
        for (var round = 0; round < 2; round++)
        {
            using var map = Render(layer);
            Assert.Equal(Green.Premultiplied(), map.Image[20, 50]);
            Assert.Equal(Red.Premultiplied(), map.Image[80, 50]);
        }
    }

    [Fact]
    public void A_generalised_polygon_of_one_point_leaves_a_trace()
    {
        using var map = Render(Layer(Style(Fill(Green)), "POINT(50 50)"));
        Assert.NotEqual(0u, map.Image[50, 50]);
        Assert.Equal(0u, map.Image[53, 50]);
    }

    [Fact]
    public void A_polygon_much_smaller_than_a_pixel_leaves_a_trace()
    {
        using var map = Render(Layer(Style(Fill(Green)), "POLYGON((50.5 50.5, 50.6 50.5, 50.6 50.6, 50.5 50.5))"));
        Assert.NotEqual(0u, map.Image[50, 49]);
    }

    [Fact]
    public void A_large_polygon_round_the_map_looks_clipped_as_unclipped()
    {
        var wkt = "POLYGON((-5000 -5000, 50 -7000, 40 20, 60 30, 9000 -5000, 9000 50, 70 60, 9000 80, 5000 5000, -5000 5000, -4000 50, "
            + "30 50, -5000 40, -5000 -5000))";
        using var clipped = Render(Layer(Style(Fill(Green), Line(Red, 3)), wkt));
        // A symbolizer that draws nothing here but needs the whole shape turns clipping off.
        var whole = Style(Fill(Green), Line(Red, 3),
            new LineSymbolizer(new Stroke { Paint = Red.WithOpacity(0.001), Dashes = new DashPattern([1, 1], LengthUnit.Pixel) }));
        using var unclipped = Render(Layer(whole, wkt));
        for (var y = 0; y < 100; y++)
            Assert.Equal(unclipped.Image.Pixels(y).ToArray(), clipped.Image.Pixels(y).ToArray());
    }

    [Fact]
    public void A_translucent_layer_does_not_show_its_own_overlaps()
    {
        var style = Style(Fill(Green)) with { Opacity = 0.5 };
        using var map = Render(Layer(style, "POLYGON((0 0, 60 0, 60 100, 0 100, 0 0))", "POLYGON((40 0, 100 0, 100 100, 40 100, 40 0))"));
        Assert.Equal(map.Image[20, 50], map.Image[50, 50]);
        Assert.Equal(128u, Pixel.Alpha(map.Image[50, 50]));
    }

    [Fact]
    public void Leaving_out_what_marks_hide_changes_no_pixel()
    {
        var random = new Random(9);
        string Place() => $"{random.Next(100)}.{random.Next(10)} {random.Next(100)}.{random.Next(10)}";
        var zones = Layer(Style(Fill(Green), Line(Red, 1)),
            [.. Enumerable.Range(0, 300).Select(_ => Closed($"POLYGON(({Place()}, {Place()}, {Place()}))"))]);
        var points = MemorySource.TypeOf("points", GeometryFamily.Point, ("classe", FieldKind.Text));
        var marks = new MapLayer(
            new MemorySource(points, [.. Enumerable.Range(0, 400).Select(i => Feature(i + 1, $"POINT({Place()})", ""))]),
            CrsRegistry.Standard.Lambert93,
            Style(new PointSymbolizer(new MarkGraphic(Circle) { Fill = Red, Stroke = new Stroke() }) { Size = Length.Pixels(11) }));
        // A layer on top that is more than marks, though it draws nothing, turns the short cut off.
        var nothing = Layer(Style(Fill(Green)), "POLYGON((-9 -9, -8 -9, -8 -8, -9 -9))");
        using var shortened = Render(zones, marks);
        using var whole = Render(zones, marks, nothing);
        for (var y = 0; y < 100; y++)
            Assert.Equal(whole.Image.Pixels(y).ToArray(), shortened.Image.Pixels(y).ToArray());
    }

    /// <summary>A triangle's text with its first corner repeated.</summary>
    private static string Closed(string triangle) =>
        triangle.Replace("))", ", " + triangle["POLYGON((".Length..triangle.IndexOf(',')] + "))");

    [Fact]
    public void Inverted_polygons_leave_the_features_out()
    {
        var style = new Style
        {
            Name = "s",
            Title = "s",
            Passes =
            [new StylePass([new Rule { Symbolizers = [Fill(Green)] }], firstMatchOnly: true) { Inverted = true }]
        };
        using var map = Render(Layer(style, "POLYGON((40 40, 60 40, 60 60, 40 60, 40 40))"));
        Assert.Equal(0u, map.Image[50, 50]);
        Assert.Equal(Green.Premultiplied(), map.Image[10, 10]);
    }

    [Fact]
    public void Hatches_of_neighbouring_maps_meet()
    {
        var style = Style(new PolygonSymbolizer(new HatchFill(30.0, Length.Pixels(7), Length.Zero, [new Stroke { Paint = Green }])));
        var layer = Layer(style, "POLYGON((-500 -500, 500 -500, 500 500, -500 500, -500 -500))");
        using var whole = _renderer.Render(Scene(new Envelope(0, 0, 200, 100), 200, 100, layer), RequestBudget.Unlimited);
        using var right = _renderer.Render(Scene(new Envelope(100, 0, 200, 100), 100, 100, layer), RequestBudget.Unlimited);
        for (var y = 0; y < 100; y++)
            for (var x = 0; x < 100; x++)
                Assert.Equal((double)Pixel.Alpha(whole.Image[x + 100, y]), Pixel.Alpha(right.Image[x, y]), 3.0);
    }

    [Fact]
    public void Memory_is_given_back_whatever_happens()
    {
        Render(Layer(Style(Fill(Green)), "POLYGON((0 0, 50 0, 50 50, 0 0))")).Dispose();
        Assert.Equal(0, _renderer.Pool.Lent);
        using var abandoned = new RequestBudget(TimeSpan.FromSeconds(30), long.MaxValue, new CancellationToken(canceled: true));
        Assert.Throws<OperationCanceledException>(() =>
            _renderer.Render(Scene(new Envelope(0, 0, 100, 100), 100, 100, Layer(Style(Fill(Green)), "POINT(1 1)")), abandoned));
        Assert.Equal(0, _renderer.Pool.Lent);
        Assert.ThrowsAny<Exception>(() => Render(new MapLayer(new BrokenSource(), CrsRegistry.Standard.Lambert93, Style(Fill(Green)))));
        Assert.Equal(0, _renderer.Pool.Lent);
        using (var map = Render(Layer(Style(Fill(Green)), "POINT(1 1)")))
        {
            Assert.Equal(1, _renderer.Pool.Lent);
            using var sink = new ByteSink();
            map.Encode(ImageFormat.Png8, sink);
            Assert.True(sink.Length > 60);
        }
        Assert.Equal(0, _renderer.Pool.Lent);
    }

    [Fact]
    public void More_features_allocate_nothing_more()
    {
        var point = Style(new PointSymbolizer(new MarkGraphic(Circle) { Fill = Red, Stroke = new Stroke() }), Fill(Green), Line(Red, 1));
        var (few, many) = (Allocated(10, point), Allocated(5000, point));
        Assert.True(many - few < 2048, $"{many - few} octets pour 4990 objets de plus");
    }

    private static readonly VectorPath Circle = SrceOgc.Rendering.Styles.Marks.WellKnownMarks.Circle.Path;

    private long Allocated(int count, Style style)
    {
        var wkb = new WKBWriter(NetTopologySuite.IO.ByteOrder.LittleEndian)
            .Write(new WKTReader().Read("POLYGON((10 10, 40 12, 38 44, 8 30, 10 10))"));
        var layer = new MapLayer(new RepeatingSource(Polygons, wkb, count), CrsRegistry.Standard.Lambert93, style);
        for (var i = 0; i < 3; i++)
            Render(layer).Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Render(layer).Dispose();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private RenderedMap Render(params MapLayer[] layers) =>
        _renderer.Render(Scene(new Envelope(0, 0, 100, 100), 100, 100, layers), RequestBudget.Unlimited);

    private static MapScene Scene(Envelope extent, int width, int height, params MapLayer[] layers) =>
        new(width, height, CrsRegistry.Standard.Lambert93, extent, layers);

    private static MapLayer Layer(Style style, params string[] wkt) =>
        new(new MemorySource(Polygons, [.. wkt.Select((text, i) => Feature(i + 1, text, ""))]), CrsRegistry.Standard.Lambert93, style);

    private static MemoryFeature Feature(long id, string wkt, string value) => new(id, new WKTReader().Read(wkt), value);

    private static Style Style(params Symbolizer[] symbolizers) => new()
    {
        Name = "s",
        Title = "s",
        Passes = [new StylePass([new Rule { Symbolizers = symbolizers }], firstMatchOnly: true)],
    };

    private static PolygonSymbolizer Fill(Rgba color) => new(new SolidFill(color));

    private static LineSymbolizer Line(Rgba color, double width) => new(new Stroke { Paint = color, Width = Length.Pixels(width) });

    private sealed class BrokenSource : IFeatureSource
    {
        public string Stamp => "essai";

        public FeatureType Type => Polygons;

        public FeatureCursor Open(FeatureQuery query) => throw new IOException();

        public long Count(FeatureQuery query) => throw new IOException();
    }
}

file static class RgbaExtensions
{
    public static uint Premultiplied(this Rgba color) => new Color(color.R, color.G, color.B, color.A).Premultiplied;
}
