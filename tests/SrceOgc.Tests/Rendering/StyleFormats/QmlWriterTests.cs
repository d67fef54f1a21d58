using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Marks;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Rendering.Styles;

namespace SrceOgc.Tests.Rendering.StyleFormats;

/// <summary>What the QML writer says, the QML reader understands; QGIS itself reads it in Clients/qgis_catalogue.py.</summary>
public sealed class QmlWriterTests
{
    private static readonly FeatureType Type = StubFeature.TypeOf(GeometryFamily.Polygon, "a", "b", "nom");

    private static Style Again(Style style, GeometryFamily family, out StyleLosses losses)
    {
        losses = new StyleLosses();
        return QmlReader.Read(style.Name, StyleXml.Load(QmlWriter.Write(style, family).ToString()), Type with { Family = family }, losses);
    }

    private static Style Of(params Rule[] rules) => new() { Name = "s", Title = "s", Passes = [new StylePass(rules, false)] };

    [Fact]
    public void Rules_keep_their_filters_scales_and_titles()
    {
        var style = Of(
            new Rule
            {
                Title = "Forêts & bois",
                Filter = ExpressionParser.Parse("\"a\" = 'l''eau' AND b > 3", Type, new()),
                Scales =
                new(1000, 50_000.7),
                Symbolizers = [new PolygonSymbolizer(new SolidFill(Rgba.Gray))]
            },
            new Rule { Title = "reste", IsElse = true, Symbolizers = [new PolygonSymbolizer(new SolidFill(Rgba.White))] });
        var rules = Again(style, GeometryFamily.Polygon, out var losses).Passes.SelectMany(pass => pass.Rules).ToArray();
        Assert.Empty(losses.All);
        Assert.Equal(["Forêts & bois", "reste"], rules.Select(rule => rule.Title));
        Assert.Equal((1000.0, 50_000.0), (rules[0].Scales.Min, rules[0].Scales.Max));
        Assert.Equal(ExpressionText.Of(style.Passes[0].Rules[0].Filter!), ExpressionText.Of(rules[0].Filter!));
        Assert.True(Takes(rules[1], "autre", 5));
        Assert.False(Takes(rules[1], "l'eau", 5));
    }

    private static bool Takes(Rule rule, string a, int b) =>
        rule.Filter!.IsTrue(new EvaluationContext(new StubFeature(("a", a), ("b", b), ("nom", "n")), new MapScale(1, 1, 96)));

    [Fact]
    public void Symbols_keep_their_colours_widths_dashes_and_patterns()
    {
        var dashed = new Stroke
        {
            Paint = new Rgba(1, 2, 3, 200),
            Width = Length.Millimetres(0.7),
            Dashes =
            new([4, 2], LengthUnit.Millimetre),
            Cap = LineCap.Round,
            Join = LineJoin.Round
        };
        var style = Of(new Rule
        {
            Symbolizers =
            [
                new PolygonSymbolizer(new SolidFill(new Rgba(10, 20, 30, 128))),
                new PolygonSymbolizer(new HatchFill(0.0, Length.Millimetres(3), Length.Zero,
                    [new Stroke { Paint = new Rgba(9, 9, 9), Width = Length.Millimetres(0.2) }])),
                new LineSymbolizer(dashed),
            ],
        });
        var symbolizers = Again(style, GeometryFamily.Polygon, out _).Passes[0].Rules[0].Symbolizers;
        Assert.Equal(new Rgba(10, 20, 30, 128), ((SolidFill)((PolygonSymbolizer)symbolizers[0]).Fill).Paint.Color.Constant);
        var hatch = (HatchFill)((PolygonSymbolizer)symbolizers[1]).Fill;
        Assert.Equal((0.0, 3.0), (hatch.Angle.Constant, hatch.Distance.Value.Constant));
        var stroke = ((LineSymbolizer)symbolizers[2]).Stroke;
        Assert.Equal((dashed.Paint.Color.Constant, 0.7, LineCap.Round, LineJoin.Round),
            (stroke.Paint.Color.Constant, stroke.Width.Value.Constant, stroke.Cap, stroke.Join));
        Assert.Equal([4.0, 2.0], stroke.Dashes!.Lengths);
    }

    [Fact]
    public void Marks_keep_their_shape_size_and_what_is_computed()
    {
        var style = Of(new Rule
        {
            Symbolizers =
            [
                new PointSymbolizer(new MarkGraphic(WellKnownMarks.Circle.Path) { WellKnownName = "triangle", Fill = new Rgba(200, 30, 30),
                    Stroke = new Stroke { Paint = Rgba.White } })
                {
                    Size = new(new Parameter<double>(4, ExpressionParser.Parse("b * 2", Type, new())), LengthUnit.Millimetre),
                    Rotation = 45,
                },
            ],
        });
        var point = (PointSymbolizer)Again(style, GeometryFamily.Point, out _).Passes[0].Rules[0].Symbolizers[0];
        Assert.Equal(("triangle", 4.0, 45.0),
            (((MarkGraphic)point.Graphic).WellKnownName, point.Size.Value.Constant, point.Rotation.Constant));
        var context = new EvaluationContext(new StubFeature(("a", "x"), ("b", 5), ("nom", "n")), new MapScale(1, 1, 25.4));
        Assert.Equal(10, point.Size.ToPixels(context), 6);
    }

    [Fact]
    public void Labels_keep_their_text_halo_and_scales()
    {
        var style = new Style
        {
            Name = "s",
            Title = "s",
            Passes = [new StylePass([new Rule { Symbolizers = [new PolygonSymbolizer(new SolidFill(Rgba.Gray))] }], false)],
            Labels =
            [
                new StylePass([new Rule
                {
                    Scales = new(0, 25_000),
                    Symbolizers = [new TextSymbolizer(ExpressionParser.Parse("upper(nom)", Type, new())) { Size =
                        new(8.0, LengthUnit.Point), Halo = new(Length.Millimetres(1), Rgba.White), WrapLength = 12 }],
                }], false),
            ],
        };
        var rule = Again(style, GeometryFamily.Polygon, out _).Labels[0].Rules[0];
        var text = (TextSymbolizer)rule.Symbolizers[0];
        Assert.Equal("upper(\"nom\")", ExpressionText.Of(text.Label));
        Assert.Equal((8.0, LengthUnit.Point, 1.0, 12, 25_000.0),
            (text.Size.Value.Constant, text.Size.Unit, text.Halo!.Radius.Value.Constant, text.WrapLength, rule.Scales.Max));
    }

    [Fact]
    public void Every_shipped_style_written_as_QML_reads_back_with_its_rules()
    {
        var files = RepositoryFiles.Read("ogc/styles");
        foreach (var entry in StyleIndex.Read(files["index.json"]).Styles)
        {
            var family = Enum.Parse<GeometryFamily>(entry.Geometry!, true);
            var type = StubFeature.TypeOf(family, "obj_assi", "milmaj_nat", "nom", "type_obst");
            var style = new StyleLibrary(files)
                .StylesOf(entry.Match[0].Replace("*", "_x_", StringComparison.Ordinal), "", type, [], new StyleLosses())[0].Style;
            var losses = new StyleLosses();
            var again = QmlReader.Read(style.Name, StyleXml.Load(QmlWriter.Write(style, family).ToString()), type, losses);
            Assert.Empty(losses.All);
            Assert.Equal(
                style.Passes.SelectMany(pass => pass.Rules).Where(rule => rule.Symbolizers.Count > 0)
                    .Select(rule => rule.Title.Length > 0 ? rule.Title : rule.Name).Order(),
                again.Passes.SelectMany(pass => pass.Rules).Select(rule => rule.Title).Distinct().Order());
        }
    }
}
