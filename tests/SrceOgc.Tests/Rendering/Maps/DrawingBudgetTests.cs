using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Labels;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Marks;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Features;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Tests.Rendering.Maps;

/// <summary>A drawing stops where its budget ends, whatever it is drawing, and counts what it holds before it holds it.</summary>
public sealed class DrawingBudgetTests
{
    private const string Square = "POLYGON((2 2, 98 2, 98 98, 2 98, 2 2))";

    private static readonly Rgba Green = new(46, 125, 50);

    private readonly MapRenderer _renderer = new(new FontLibrary(), scene => new MapLabels(scene.Width, scene.Height));

    /// <summary>A number, and the client leaves while it is computed.</summary>
    private sealed record LeavingClient(CancellationTokenSource Client, double Number) : StyleExpression
    {
        public override FieldValue Evaluate(EvaluationContext context)
        {
            Client.Cancel();
            return FieldValue.Of(Number);
        }
    }

    /// <summary>What is no constant for the painters, and the same for each feature.</summary>
    private sealed record SameNumber(double Number) : StyleExpression
    {
        public override FieldValue Evaluate(EvaluationContext context) => FieldValue.Of(Number);
    }

    private static Length Pixels(StyleExpression expression) => new(new Parameter<double>(1, expression), LengthUnit.Pixel);

    private static PointSymbolizer Mark(Length size) => new(new MarkGraphic(WellKnownMarks.Circle.Path) { Fill = Green }) { Size = size };

    private static PolygonSymbolizer Grid(Length size) => new(new PatternFill([Mark(size)], Length.Pixels(7), Length.Pixels(5)));

    private static PolygonSymbolizer Hatch(Length distance) =>
        new(new HatchFill(30, distance, Length.Zero, [new Stroke { Width = Length.Pixels(3) }]));

    private static TextSymbolizer Text(Length halo) =>
        new(Literal.Of("Oise")) { Size = Length.Pixels(20), Halo = new Halo(halo, Rgba.White), Placement = LabelPlacement.OverPoint };

    public static TheoryData<string> Symbols => ["grid", "hatch", "stroke", "dashes", "offset", "marks", "mark", "halo"];

    private static Symbolizer SymbolOf(string name, Length length) => name switch
    {
        "grid" => Grid(length),
        "hatch" => Hatch(length),
        "stroke" => new LineSymbolizer(new Stroke { Width = length }),
        "dashes" => new LineSymbolizer(new Stroke { Width = length, Dashes = new DashPattern([3, 2], LengthUnit.Pixel) }),
        "offset" => new LineSymbolizer(new Stroke()) { PerpendicularOffset = length },
        "marks" => new MarkerLineSymbolizer([Mark(length)]) { Interval = Length.Pixels(5) },
        "mark" => Mark(length),
        _ => Text(length),
    };

    /// <summary>There is one feature only: nobody asks for the next one.</summary>
    [Theory]
    [MemberData(nameof(Symbols))]
    public void Painters_see_that_the_client_has_left(string symbol)
    {
        using var client = new CancellationTokenSource();
        using var budget = new RequestBudget(TimeSpan.FromSeconds(30), long.MaxValue, client.Token);
        var style = StyleOf(SymbolOf(symbol, Pixels(new LeavingClient(client, 4))));
        Assert.Throws<OperationCanceledException>(() => _renderer.Render(Scene(100, 100, style), budget));
        Assert.Equal((0, long.MaxValue), (_renderer.Pool.Lent, budget.BytesLeft));
    }

    [Theory]
    [MemberData(nameof(Symbols))]
    public void Painters_see_that_the_time_is_used_up(string symbol)
    {
        using var budget = new RequestBudget(TimeSpan.Zero, long.MaxValue, CancellationToken.None);
        budget.Start();
        Assert.True(SpinWait.SpinUntil(() => budget.IsUsedUp, TimeSpan.FromSeconds(10)));
        Assert.Throws<BudgetExceededException>(() =>
            _renderer.Render(Scene(100, 100, StyleOf(SymbolOf(symbol, Length.Pixels(4)))), budget));
        Assert.Equal(0, _renderer.Pool.Lent);
    }

    [Fact]
    public void The_next_drawing_is_as_if_the_stopped_one_had_not_been()
    {
        using var client = new CancellationTokenSource();
        using var budget = new RequestBudget(TimeSpan.FromSeconds(30), long.MaxValue, client.Token);
        var clean = Image(StyleOf(Grid(Length.Pixels(4))));
        Assert.Throws<OperationCanceledException>(() =>
            _renderer.Render(Scene(100, 100, StyleOf(SymbolOf("stroke", Pixels(new LeavingClient(client, 4))))), budget));
        Assert.Equal(clean, Image(StyleOf(Grid(Length.Pixels(4)))));
    }

    private uint[] Image(Style style, int side = 100)
    {
        using var map = _renderer.Render(Scene(side, side, style), RequestBudget.Unlimited);
        return [.. Enumerable.Range(0, side).SelectMany(y => map.Image.Pixels(y).ToArray())];
    }

    [Fact]
    public void An_image_counts_before_it_is_made()
    {
        using var budget = new RequestBudget(TimeSpan.FromSeconds(30), 16 << 20, CancellationToken.None);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<BudgetExceededException>(() => _renderer.Render(Scene(4000, 3000, StyleOf(Hatch(Length.Pixels(8)))), budget));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
        Assert.Equal((0, 16L << 20), (_renderer.Pool.Lent, budget.BytesLeft));
    }

    /// <summary>Images of 48 MB: a buffer for each hatch would be 600 MB.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Textures_of_large_images_take_a_bounded_share(bool vary)
    {
        using var budget = new RequestBudget(TimeSpan.FromMinutes(10), 200 << 20, CancellationToken.None);
        var hatches = Enumerable.Range(5, 12).Select(n => Hatch(vary ? Pixels(new SameNumber(n * 10)) : Length.Pixels(n * 10))).ToArray();
        using (var map = _renderer.Render(Scene(4000, 3000, StyleOf(hatches)), budget))
            Assert.True(map.Image.Pixels(1500).ContainsAnyExcept(0u));
        Assert.Equal(200L << 20, budget.BytesLeft);
    }

    [Fact]
    public void Groups_of_large_images_count()
    {
        using var budget = new RequestBudget(TimeSpan.FromMinutes(10), 120 << 20, CancellationToken.None);
        var style = StyleOf(new PolygonSymbolizer(new SolidFill(Green)));
        using (_renderer.Render(Scene(4000, 3000, style), budget))
        {
        }
        Assert.Throws<BudgetExceededException>(() => _renderer.Render(Scene(4000, 3000, style with { Opacity = 0.5 }), budget));
    }

    /// <summary>1 000 000 pixels are bounded; without a bound the label's box alone has 10^9 cells.</summary>
    [Theory]
    [InlineData(1e6)]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Halos_and_frames_of_any_size_are_bounded(double size)
    {
        using var budget = new RequestBudget(TimeSpan.FromMinutes(10), 8 << 20, CancellationToken.None);
        var text = Text(Pixels(new SameNumber(size)))
            with
        {
            Frame = new LabelFrame(Green, new Stroke { Width = Pixels(new SameNumber(size)) }, Pixels(new SameNumber(size)),
            Length.Zero)
        };
        _renderer.Render(Scene(100, 100, StyleOf(text)), budget).Dispose();
        Assert.Equal(8L << 20, budget.BytesLeft);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e9)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Grids_of_any_spacing_end(double spacing)
    {
        foreach (var fill in (Fill[])[
            new PatternFill([Mark(Length.Pixels(4))], Length.Pixels(spacing), Length.Pixels(2)),
            new PatternFill([Mark(Length.Pixels(4))], Length.Pixels(2), Length.Pixels(2)) { OffsetX = Length.Pixels(spacing),
                DisplacementX = Length.Pixels(spacing) },
            new PatternFill([Mark(Pixels(new SameNumber(4)))], Length.Pixels(2), Length.Pixels(spacing)) { OffsetY =
                Length.Pixels(spacing) },
            new HatchFill(45, Length.Pixels(spacing), Length.Pixels(spacing), [new Stroke()]),
            new HatchFill(45, Pixels(new SameNumber(spacing)), Length.Zero, [new Stroke { Width = Pixels(new SameNumber(spacing)) }])])
            Image(StyleOf(new PolygonSymbolizer(fill)));
    }

    /// <summary>Drawn under each polygon, a texture is what it is over the whole map.</summary>
    [Theory]
    [InlineData("grid")]
    [InlineData("hatch")]
    public void A_texture_that_varies_looks_like_one_that_does_not(string symbol)
    {
        var constant = Image(StyleOf(SymbolOf(symbol, Length.Pixels(9))), 300);
        var varying = Image(StyleOf(SymbolOf(symbol, Pixels(new SameNumber(9)))), 300);
        var most = constant.Zip(varying, (a, b) => Math.Abs((int)Pixel.Alpha(a) - (int)Pixel.Alpha(b))).Max();
        // A mark copied as a sprite lies within an eighth of a pixel of its place.
        Assert.InRange(most, 0, symbol == "hatch" ? 4 : 96);
        Assert.Equal(constant.Sum(pixel => Pixel.Alpha(pixel)), varying.Sum(pixel => (double)Pixel.Alpha(pixel)),
            constant.Sum(pixel => Pixel.Alpha(pixel)) * 0.01);
    }

    [Fact]
    public void Many_hatches_of_one_map_are_each_drawn_once_and_alike()
    {
        var one = Image(StyleOf(Hatch(Length.Pixels(9))), 200);
        var twenty = Image(StyleOf([.. Enumerable.Range(0, 20).Select(_ => (Symbolizer)Transparent()), Hatch(Length.Pixels(9))]), 200);
        Assert.InRange(one.Zip(twenty, (a, b) => Math.Abs((int)Pixel.Alpha(a) - (int)Pixel.Alpha(b))).Max(), 0, 4);
    }

    private static PolygonSymbolizer Transparent() =>
        new(new HatchFill(30, Length.Pixels(50), Length.Zero, [new Stroke { Paint = new Rgba(0, 0, 0, 0) }]));

    [Fact]
    public void Dashes_are_few_whatever_they_measure()
    {
        var canvas = new RasterCanvas();
        canvas.Begin(8000, 5000, Color.White);
        var path = new PathBuffer();
        for (var i = 0; i < 2000; i++)
        {
            path.Add(0, i * 2);
            path.Add(8000, i * 2);
            path.EndFigure(closed: false);
        }
        var dashes = new PathBuffer();
        new Dasher([0.3, 0.3], 0, 1, new Vertex(0, 0), new Vertex(8000, 5000)).Add(path, dashes);
        Assert.InRange(dashes.FigureCount, 100_000, 205_000);
        Assert.True(new Dasher([0.3, 0.3], 0, 200, new Vertex(0, 0), new Vertex(8000, 5000)).IsSolid);
        Assert.False(new Dasher([1, 1], 0, 30, new Vertex(0, 0), new Vertex(8000, 5000)).IsSolid);
    }

    [Fact]
    public void Outlines_count_before_they_grow()
    {
        var taken = 0L;
        var limits = new DrawingLimits();
        limits.Begin(CancellationToken.None, () => { }, bytes => taken += bytes);
        var path = new PathBuffer(limits);
        for (var i = 0; i < 100_000; i++)
            path.Add(i, i);
        Assert.InRange(taken, 100_000 * 16 - 256 * 16, 3 * 100_000 * 16);
        Assert.Equal(path.CapacityInBytes, taken + new PathBuffer().CapacityInBytes);
    }

    [Fact]
    public void What_is_encoded_counts_and_comes_back()
    {
        using var budget = new RequestBudget(TimeSpan.FromSeconds(30), 1 << 20, CancellationToken.None);
        using (var sink = new ByteSink(budget))
        {
            sink.Write(new byte[600_000]);
            Assert.InRange(budget.BytesLeft, 0, (1 << 20) - 600_000);
            Assert.Throws<BudgetExceededException>(() => sink.Write(new byte[600_000]));
        }
        Assert.Equal(1 << 20, budget.BytesLeft);
    }

    private static MapScene Scene(int width, int height, Style style)
    {
        var type = MemorySource.TypeOf("zones", GeometryFamily.Polygon, ("classe", FieldKind.Text));
        var source = new MemorySource(type, new MemoryFeature(1, new WKTReader().Read(Square), ""));
        return new(width, height, CrsRegistry.Standard.Lambert93, new Envelope(0, 0, 100, 100),
            [new MapLayer(source, CrsRegistry.Standard.Lambert93, style)]);
    }

    private static Style StyleOf(params Symbolizer[] symbolizers)
    {
        var pass = new StylePass([new Rule { Symbolizers = symbolizers }], firstMatchOnly: true);
        return new()
        {
            Name = "s",
            Title = "s",
            Passes = symbolizers[0] is TextSymbolizer ? [] : [pass],
            Labels =
            symbolizers[0] is TextSymbolizer ? [pass] : []
        };
    }
}
