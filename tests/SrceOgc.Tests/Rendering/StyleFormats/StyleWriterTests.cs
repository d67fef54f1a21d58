using System.Text.Json;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats;
using SrceOgc.Rendering.StyleFormats.Json;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.StyleFormats.Sld;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Rendering.Styles;

namespace SrceOgc.Tests.Rendering.StyleFormats;

public sealed class StyleWriterTests
{
    private static readonly FeatureType Type = StubFeature.TypeOf(GeometryFamily.Polygon, "a", "b", "nom");

    [Theory]
    [InlineData("\"a\" = 'l''eau' AND (\"b\" > 3 OR NOT \"b\" IS NULL)")]
    [InlineData("CASE WHEN \"a\" IN ('x', 'y') THEN upper(\"nom\") ELSE \"nom\" || '!' END")]
    [InlineData("\"b\" * 2 + 1 BETWEEN 0 AND 10")]
    [InlineData("\"nom\" ILIKE '%bois%' AND $area > 100")]
    [InlineData("-\"b\" // 2 % 3")]
    public void Expressions_read_back_as_themselves(string text)
    {
        var first = ExpressionText.Of(ExpressionParser.Parse(text, Type, new StyleLosses()));
        Assert.Equal(first, ExpressionText.Of(ExpressionParser.Parse(first, Type, new StyleLosses())));
        Assert.Equal(first.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal),
            text.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal));
    }

    private static Style Sample() => new()
    {
        Name = "mon_style",
        Title = "Mon style",
        Passes =
        [
            new StylePass(
            [
                new Rule
                {
                    Name = "r0",
                    Title = "Règle & reste",
                    Filter = ExpressionParser.Parse("a IN ('x', 'y') AND b >= 2 AND nom LIKE 'B%'", Type, new StyleLosses()),
                    Scales = new(1000, 50_000),
                    Symbolizers =
                    [
                        new PolygonSymbolizer(new SolidFill(new Rgba(10, 20, 30, 128))),
                        new LineSymbolizer(new Stroke { Paint = new Rgba(1, 2, 3), Width = Length.Millimetres(1), Dashes =
                            new([400, 200], LengthUnit.Percent) }),
                    ],
                },
                new Rule { Name = "r1", IsElse = true, Symbolizers =
                    [new PolygonSymbolizer(new HatchFill(45.0, Length.Millimetres(2), Length.Zero,
                    [new Stroke { Paint = new Rgba(9, 9, 9) }]))] },
            ], true),
        ],
        Labels = [new StylePass([new Rule { Symbolizers =
            [new TextSymbolizer(new FieldReference(2, "nom")) { Halo = new(Length.Pixels(2), Rgba.White) }] }], false)],
    };

    [Fact]
    public void A_style_written_as_SLD_reads_back_alike()
    {
        var document = SldWriter.Write([("couche", [Sample()])]);
        var losses = new StyleLosses();
        var style = SldReader.Read("mon_style", StyleXml.Load(document.ToString()), Type, losses);
        Assert.Empty(losses.All);
        var rules = Assert.Single(style.Passes).Rules;
        Assert.Equal(["Règle & reste", "r1"], rules.Select(rule => rule.Title));
        Assert.Equal((1000.0, 50_000.0), (Math.Round(rules[0].Scales.Min), Math.Round(rules[0].Scales.Max)));
        Assert.True(rules[1].IsElse);
        var feature = new StubFeature(("a", "y"), ("b", 2), ("nom", "Bois"));
        var context = new EvaluationContext(feature, new MapScale(1, 1, 96));
        Assert.True(rules[0].Filter!.IsTrue(context));
        feature.Set(1, 1);
        Assert.False(rules[0].Filter!.IsTrue(context));
        Assert.Equal(new Rgba(10, 20, 30, 128), ((SolidFill)((PolygonSymbolizer)rules[0].Symbolizers[0]).Fill).Paint.Evaluate(context));
        var stroke = ((LineSymbolizer)rules[0].Symbolizers[1]).Stroke;
        Assert.Equal(96 / 25.4, stroke.Width.ToPixels(context), 3);
        Assert.Equal([4 * 96 / 25.4, 2 * 96 / 25.4], stroke.Dashes!.Lengths.Select(length => Math.Round(length, 3)), (a, b) =>
            Math.Abs(a - b) < 0.01);
        var hatch = (HatchFill)((PolygonSymbolizer)rules[1].Symbolizers[0]).Fill;
        Assert.Equal((45, 2 * 96 / 25.4), (hatch.Angle.Constant, hatch.Distance.ToPixels(context)),
            ((double, double) a, (double, double) b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 0.01);
        Assert.IsType<TextSymbolizer>(style.Labels[0].Rules[0].Symbolizers[0]);
    }

    [Fact]
    public void Every_shipped_style_written_reads_back_without_loss()
    {
        var files = RepositoryFiles.Read("ogc/styles");
        foreach (var entry in StyleIndex.Read(files["index.json"]).Styles)
        {
            var type = StubFeature.TypeOf(Enum.Parse<GeometryFamily>(entry.Geometry!, true), "obj_assi", "milmaj_nat", "nom", "type_obst");
            var style = new StyleLibrary(files)
                .StylesOf(entry.Match[0].Replace("*", "_x_", StringComparison.Ordinal), "", type, [], new StyleLosses())[0].Style;
            var losses = new StyleLosses();
            var again = SldReader.Read(style.Name, StyleXml.Load(SldWriter.Write([("c", [style])]).ToString()), type, losses);
            Assert.Empty(losses.All);
            Assert.Equal(style.Legend.Select(rule => rule.Title), again.Legend.Select(rule => rule.Title));
        }
    }

    [Fact]
    public void Json_says_rules_filters_and_symbols()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            StyleJson.Write(json, "couche", Sample() with { Legend = Sample().Passes[0].Rules });
        var root = JsonDocument.Parse(stream.ToArray()).RootElement;
        var rule = root.GetProperty("rules")[0];
        Assert.Contains("\"a\" IN ('x', 'y')", rule.GetProperty("filter").GetString(), StringComparison.Ordinal);
        Assert.Equal("#0a141e80", rule.GetProperty("symbolizers")[0].GetProperty("fill").GetString());
        Assert.Equal("\"nom\"", root.GetProperty("labels")[0].GetProperty("symbolizers")[0].GetProperty("label").GetString());
    }
}
