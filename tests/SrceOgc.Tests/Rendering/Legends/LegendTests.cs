using System.Text.Json;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Legends;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Rendering.Fidelity;
using SrceOgc.Tests.Rendering.Styles;

namespace SrceOgc.Tests.Rendering.Legends;

public sealed class LegendTests
{
    private static readonly DrawingToolsPool Pool = new();
    private static readonly LegendRenderer Renderer = new(new FontLibrary(), Pool);

    private static Rule Rule(string name, Rgba color, double max = double.PositiveInfinity) => new()
    {
        Name = name,
        Title = $"Titre {name}",
        Scales = new(0, max),
        Symbolizers = [new PolygonSymbolizer(new SolidFill(color))],
        Filter = new Comparison(ComparisonOperator.Equal, new FieldReference(0, "classe"), Literal.Of(name)),
    };

    private static Style Classes()
    {
        Rule[] rules = [Rule("a", new(255, 0, 0)), Rule("b", new(0, 0, 255)), Rule("c", new(0, 255, 0), 10_000)];
        return new Style { Name = "s", Title = "S", Passes = [new StylePass(rules, true)], Legend = rules };
    }

    private static LegendLayer Layer(Style style, LegendOptions options, IReadOnlyList<long>? counts = null) =>
        LegendLayer.Of("couche", "Ma couche", GeometryFamily.Polygon, style, options, counts);

    private static Picture Draw(LegendOptions options, params LegendLayer[] layers)
    {
        using var map = Renderer.Render(layers, options, RequestBudget.Unlimited);
        return Picture.Of(map.Image);
    }

    private static bool Has(Picture picture, Rgba color)
    {
        for (var i = 0; i < picture.Rgb.Length; i += 3)
            if (picture.Rgb[i] == color.R && picture.Rgb[i + 1] == color.G && picture.Rgb[i + 2] == color.B)
                return true;
        return false;
    }

    [Fact]
    public void Every_rule_shows_its_symbol()
    {
        var options = new LegendOptions();
        var picture = Draw(options, Layer(Classes(), options));
        Assert.True(Has(picture, new(255, 0, 0)) && Has(picture, new(0, 0, 255)) && Has(picture, new(0, 255, 0)));
        Assert.InRange(picture.Height, 70, 140);
    }

    [Fact]
    public void A_scale_leaves_out_the_rules_that_do_not_draw_there()
    {
        var options = new LegendOptions { Denominator = 25_000 };
        Assert.Equal(["Titre a", "Titre b"], Layer(Classes(), options).Entries.Select(entry => entry.Title));
        Assert.False(Has(Draw(options, Layer(Classes(), options)), new(0, 255, 0)));
    }

    [Fact]
    public void A_legend_of_nothing_is_still_a_picture_and_a_document()
    {
        var options = new LegendOptions { Denominator = 1e9 };
        var style = Classes() with { Scales = new(0, 1000) };
        var layer = Layer(style, options);
        Assert.Empty(layer.Entries);
        Assert.True(Has(Draw(options, layer), new(33, 37, 41)));
        Assert.True(Draw(options) is { Width: > 0, Height: > 0 });
        Assert.Equal(0, Json(options, layer).RootElement.GetProperty("nodes")[0].GetProperty("symbols").GetArrayLength());
    }

    [Fact]
    public void One_rule_may_be_asked_for_by_name_or_title()
    {
        foreach (var rule in new[] { "b", "Titre b" })
            Assert.Equal("b", Assert.Single(Layer(Classes(), new LegendOptions { Rule = rule }).Entries).Rule.Name);
    }

    [Fact]
    public void A_symbol_alone_fills_the_size_asked_for()
    {
        var options = new LegendOptions();
        var layer = Layer(Classes(), options);
        using var map = Renderer.RenderSymbol(layer, layer.Entries[0], 40, 20, options, RequestBudget.Unlimited);
        var picture = Picture.Of(map.Image);
        Assert.Equal((40, 20), (picture.Width, picture.Height));
        Assert.Equal(new byte[] { 255, 0, 0 }, picture.Rgb.AsSpan((10 * 40 + 20) * 3, 3).ToArray());
    }

    [Fact]
    public void Resolution_scales_the_whole_legend()
    {
        var (low, high) = (new LegendOptions(), new LegendOptions { Dpi = 192 });
        var (a, b) = (Draw(low, Layer(Classes(), low)), Draw(high, Layer(Classes(), high)));
        Assert.InRange((double)b.Width / a.Width, 1.95, 2.05);
        Assert.InRange((double)b.Height / a.Height, 1.9, 2.1);
    }

    private sealed class ListSource(FeatureType type, object?[] values) : IFeatureSource
    {
        public string Stamp => "essai";

        public FeatureType Type => type;

        public FeatureCursor Open(FeatureQuery query) => new ListCursor(values);

        public long Count(FeatureQuery query) => values.Length;
    }

    private sealed class ListCursor(object?[] values) : FeatureCursor
    {
        private readonly StubFeature _feature = new(("classe", null));
        private int _at = -1;

        public override long Id => _at;

        public override int Ordinal => _at;

        public override ReadOnlySpan<byte> Geometry => [];

        public override SrceOgc.Features.Geometries.Envelope Bounds => default;

        public override FieldValue this[int field] => _feature[field];

        public override bool MoveNext()
        {
            if (++_at >= values.Length)
                return false;
            _feature.Set(0, values[_at]);
            return true;
        }

        public override void Dispose()
        {
        }
    }

    [Fact]
    public void A_contextual_legend_keeps_the_classes_present_and_counts_them()
    {
        var source = new ListSource(new StubFeature(("classe", null)).Type, ["b", "b", "a", "zzz", null, "b"]);
        var counts = LegendCounts.Of(Classes(), source, FeatureQuery.All, new MapScale(1, 1, 96), RequestBudget.Unlimited);
        Assert.Equal([1, 3, 0], counts);
        var layer = Layer(Classes(), new LegendOptions { ShowCounts = true }, counts);
        Assert.Equal([("a", 1L), ("b", 3L)], layer.Entries.Select(entry => (entry.Rule.Name, entry.Count!.Value)));
    }

    private static JsonDocument Json(LegendOptions options, params LegendLayer[] layers)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            new LegendJson(Renderer, options, RequestBudget.Unlimited).Write(json, "Titre", layers);
        return JsonDocument.Parse(stream.ToArray());
    }

    [Fact]
    public void Json_holds_titles_rules_and_symbols_and_groups()
    {
        var options = new LegendOptions { ShowCounts = true };
        var layer = Layer(Classes(), options, [4, 0, 2]) with { Group = "Trame verte" };
        using var document = Json(options, layer, layer with { Name = "autre" });
        var group = Assert.Single(document.RootElement.GetProperty("nodes").EnumerateArray());
        Assert.Equal("Trame verte", group.GetProperty("title").GetString());
        Assert.Equal(2, group.GetProperty("nodes").GetArrayLength());
        var symbols = group.GetProperty("nodes")[0].GetProperty("symbols");
        Assert.Equal(["a", "c"], symbols.EnumerateArray().Select(symbol => symbol.GetProperty("rule").GetString()!));
        Assert.Equal((2, 10_000), (symbols[1].GetProperty("count").GetInt32(), symbols[1].GetProperty("scaleMaxDenom").GetInt32()));
        var png = symbols[0].GetProperty("icon").GetBytesFromBase64();
        Assert.Equal("PNG"u8.ToArray(), png[1..4]);
    }

    [Fact]
    public void Nothing_borrowed_is_kept()
    {
        Every_rule_shows_its_symbol();
        A_symbol_alone_fills_the_size_asked_for();
        Assert.Equal(0, Pool.Lent);
    }

    [Fact]
    public void Every_shipped_style_has_a_legend_with_ink()
    {
        var files = RepositoryFiles.Read("ogc/styles");
        var index = StyleIndex.Read(files["index.json"]);
        var fields = index.Fields!.Values.Select(names => names[0]).Distinct().ToArray();
        var options = new LegendOptions();
        var layers = index.Styles.DistinctBy(entry => entry.Style).Select(entry =>
        {
            var family = Enum.Parse<GeometryFamily>(entry.Geometry!, true);
            var style = new StyleLibrary(files)
                .StylesOf(entry.Match[0].Replace("*", "_x_", StringComparison.Ordinal), "", StubFeature.TypeOf(family, fields), [],
                new StyleLosses())[0].Style;
            return LegendLayer.Of(entry.Style, entry.Title, family, style, options);
        }).ToArray();
        foreach (var layer in layers)
            Assert.All(layer.Entries, entry => Assert.True(HasInk(layer, entry, options), $"{layer.Name}, {entry.Title}"));
        Show("legende", options, layers);
    }

    private static bool HasInk(LegendLayer layer, LegendEntry entry, LegendOptions options)
    {
        using var map = Renderer.RenderSymbol(layer, entry, 30, 20, options, RequestBudget.Unlimited);
        return Picture.Of(map.Image).Rgb.Any(channel => channel < 200);
    }

    private static void Show(string name, LegendOptions options, LegendLayer[] layers)
    {
        if (Environment.GetEnvironmentVariable("FIDELITY_PICTURES") is not { Length: > 0 } folder)
            return;
        foreach (var (part, i) in layers.Chunk(13).Select((part, i) => (part, i)))
        {
            using var map = Renderer.Render(part, options, RequestBudget.Unlimited);
            using var sink = new ByteSink();
            map.Encode(ImageFormat.Png, sink);
            File.WriteAllBytes(Path.Combine(folder, $"{name}{i}.png"), sink.Span.ToArray());
        }
    }
}
