using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Rendering.Styles;

namespace SrceOgc.Tests.Rendering.StyleFormats.Qml;

/// <summary>What styles in real use hold: every neighbour of a fault seen in the field.</summary>
public sealed class QmlFieldTests
{
    private static readonly FeatureType Type = StubFeature.TypeOf(GeometryFamily.Polygon, "classe", "taille", "nom");
    private static readonly FeatureType Points = StubFeature.TypeOf(GeometryFamily.Point, "classe", "taille", "nom");

    private static (Style Style, StyleLosses Losses) Read(string renderer, string rest = "", string attributes = "labelsEnabled=\"1\"",
        FeatureType? type = null)
    {
        var losses = new StyleLosses();
        return (QmlReader.Read("style", $"<qgis version=\"3.40\" {attributes}>{renderer}{rest}</qgis>", type ?? Type, losses), losses);
    }

    private static string Single(string layer, string kind = "fill") =>
        $"""<renderer-v2 type="singleSymbol"><symbols><symbol name="0" type="{kind}" alpha="1">{layer}</symbol></symbols></renderer-v2>""";

    private static string Layer(string layerClass, string options, string extra = "") =>
        $"""<layer class="{layerClass}" enabled="1" pass="0"><Option type="Map">{options}</Option>{extra}</layer>""";

    private static string Option(string name, string value) => $"""<Option name="{name}" value="{value}"/>""";

    private static string Override(string name, string expression) => $"""
        <data_defined_properties><Option type="Map"><Option name="properties" type="Map"><Option name="{name}" type="Map">
        <Option name="active" value="true"/><Option name="type" value="3"/><Option name="expression" value="{expression}"/></Option>
        </Option></Option></data_defined_properties>
        """;

    private static IReadOnlyList<Symbolizer> Symbolizers(Style style) => style.Passes[0].Rules[0].Symbolizers;

    private static EvaluationContext On(params (string, object?)[] values)
    {
        var feature = new StubFeature(("classe", null), ("taille", null), ("nom", null));
        foreach (var (name, value) in values)
            feature.Set(Type.IndexOf(name), value);
        return new EvaluationContext(feature, new MapScale(1, 1, 96));
    }

    [Theory]
    [InlineData("85,142,213,255,rgb:0.33333333333333331,0.55686274509803924,0.83529411764705885,1", 85, 142, 213, 255)]
    [InlineData("10,20,30,40,hsv:0.50000000000000000,0.20000000000000001,0.90000000000000002,0.15686274509803921", 10, 20, 30, 40)]
    [InlineData("10,20,30,255,cmyk:0.66666666666666663,0.33333333333333331,0.00000000000000000,0.88235294117647056,1", 10, 20, 30, 255)]
    [InlineData("#ff112233", 17, 34, 51, 255)]
    [InlineData("#112233", 17, 34, 51, 255)]
    [InlineData("tomato", 255, 99, 71, 255)]
    public void Colours_are_read_as_QGIS_writes_them(string text, byte r, byte g, byte b, byte a)
    {
        var (style, losses) = Read(Single(Layer("SimpleFill", Option("color", text) + Option("outline_style", "no"))));
        Assert.Empty(losses.All);
        Assert.Equal(new Rgba(r, g, b, a), ((SolidFill)((PolygonSymbolizer)Symbolizers(style)[0]).Fill).Paint.Evaluate(On()));
    }

    [Fact]
    public void A_colour_that_cannot_be_read_is_said()
    {
        var (_, losses) = Read(Single(Layer("SimpleFill", Option("color", "lab:0.3,0.4,0.5"))));
        Assert.Contains("lab:0.3", Assert.Single(losses.All).Feature, StringComparison.Ordinal);
    }

    private static string Label(string scales) => $"""
        <labeling type="simple"><settings><text-style fieldName="nom" isExpression="0" fontSize="9" textColor="0,0,0,255"/><text-format/>
        <placement placement="1"/>
        <rendering drawLabels="1" {scales}/><dd_properties/></settings></labeling>
        """;

    [Theory]
    [InlineData("scaleVisibility='1' scaleMin='0' scaleMax='50000'", 5_900, true)]
    [InlineData("scaleVisibility='1' scaleMin='0' scaleMax='50000'", 200_000, false)]
    [InlineData("scaleVisibility='1' scaleMin='1000' scaleMax='0'", 500, false)]
    [InlineData("scaleVisibility='1' scaleMin='1000' scaleMax='0'", 500_000, true)]
    [InlineData("scaleVisibility='1' scaleMin='1000' scaleMax='5000'", 3_000, true)]
    [InlineData("scaleVisibility='1' scaleMin='1000' scaleMax='5000'", 5_000, true)]
    [InlineData("scaleVisibility='0' scaleMin='1000' scaleMax='5000'", 9_000, true)]
    public void Labels_show_between_their_scales(string scales, double denominator, bool isShown)
    {
        var (style, _) = Read(Single(Layer("SimpleFill", "")), Label(scales));
        Assert.Equal(isShown, style.Labels[0].Rules[0].Scales.Contains(denominator));
    }

    [Theory]
    [InlineData("hasScaleBasedVisibilityFlag='1' minimumScale='0' maximumScale='1800'", 1_000, true)]
    [InlineData("hasScaleBasedVisibilityFlag='1' minimumScale='0' maximumScale='1800'", 5_900, false)]
    [InlineData("hasScaleBasedVisibilityFlag='1' maxScale='0' minScale='1800'", 5_900, false)]
    [InlineData("hasScaleBasedVisibilityFlag='0' minimumScale='0' maximumScale='1800'", 5_900, true)]
    public void Layers_show_between_their_scales_in_old_names_and_new(string attributes, double denominator, bool isShown) =>
        Assert.Equal(isShown, Read(Single(Layer("SimpleFill", "")), "", attributes).Style.Scales.Contains(denominator));

    [Theory]
    [InlineData("fid")]
    [InlineData("FID")]
    [InlineData("numero")]
    public void The_key_column_is_a_field(string name)
    {
        var losses = new StyleLosses();
        var expression = ExpressionParser.Parse($"\"{name}\" = 7 and {name} in (7)", Type with { KeyColumn = "numero" }, losses);
        Assert.Empty(losses.All);
        Assert.True(expression.IsTrue(On()));
    }

    [Theory]
    [InlineData("taille &gt; 2", true)]
    [InlineData("taille &lt; 2", false)]
    [InlineData("NULL", true)]
    public void A_symbol_layer_is_drawn_where_it_is_enabled(string expression, bool isDrawn)
    {
        var (style, losses) = Read(Single(Layer("SimpleFill", Option("outline_style", "no"), Override("enabled", expression))));
        Assert.Empty(losses.All);
        var condition = Symbolizers(style)[0].Condition;
        Assert.Equal(isDrawn, condition is null || !Conversion.TryBoolean(condition.Evaluate(On(("taille", 5))), out var holds) || holds);
    }

    [Fact]
    public void A_condition_inside_a_line_of_marks_is_kept()
    {
        var inner = $"""<symbol name="@0@0" type="marker" alpha="1">{Layer("SimpleMarker", "", Override("enabled", "taille &gt; 2"))}"""
            + $"""</symbol>""";
        var (style, losses) = Read(Single(Layer("MarkerLine", "", inner), "line"),
            type: StubFeature.TypeOf(GeometryFamily.Line, "classe", "taille", "nom"));
        Assert.Empty(losses.All);
        var paint = ((MarkGraphic)((MarkerLineSymbolizer)Symbolizers(style)[0]).Marks[0].Graphic).Fill;
        Assert.Equal(0, paint.Evaluate(On(("taille", 1))).A);
        Assert.Equal(255, paint.Evaluate(On(("taille", 5))).A);
    }

    [Theory]
    [InlineData("case when taille &gt; 2 then 'square' else 'star' end", 5, "square")]
    [InlineData("case when taille &gt; 2 then 'square' else 'star' end", 1, "star")]
    [InlineData("if(taille &gt; 2, 'square', NULL)", 1, "circle")]
    [InlineData("classe", 1, "circle")]
    public void Shapes_follow_their_expression(string expression, int size, string shape)
    {
        var (style, losses) = Read(Single(Layer("SimpleMarker", Option("name", "circle"), Override("name", expression)), "marker"),
            type: Points);
        Assert.Empty(losses.All);
        var drawn = Symbolizers(style).Where(symbolizer => symbolizer.Condition?.IsTrue(On(("taille", size))) != false).ToList();
        Assert.Equal(shape, ((MarkGraphic)((PointSymbolizer)Assert.Single(drawn)).Graphic).WellKnownName);
    }

    [Fact]
    public void Pen_styles_follow_their_expression()
    {
        var (style, losses) = Read(
            Single(Layer("SimpleLine", Option("line_style", "solid"), Override("outlineStyle", "if(taille &gt; 2, 'dash', 'no')")), "line"),
            type: StubFeature.TypeOf(GeometryFamily.Line, "classe", "taille", "nom"));
        Assert.Empty(losses.All);
        List<Symbolizer> Drawn(int size) =>
            [.. Symbolizers(style).Where(symbolizer => symbolizer.Condition?.IsTrue(On(("taille", size))) != false)];
        Assert.NotNull(((LineSymbolizer)Assert.Single(Drawn(5))).Stroke.Dashes);
        Assert.Empty(Drawn(1));
    }

    [Fact]
    public void Effects_are_said_by_name()
    {
        const string effect = """<effect type="effectStack" enabled="1"><effect type="dropShadow"><Option type="Map"><Option """
            + """name="enabled" value="1"/></Option></effect><effect type="drawSource"><Option type="Map"><Option name="enabled" """
            + """value="1"/></Option></effect></effect>""";
        var (_, losses) = Read(Single(Layer("SimpleFill", "", effect)));
        Assert.Contains("ombre portée", Assert.Single(losses.All).Feature, StringComparison.Ordinal);
        Assert.Empty(Read(Single(
            Layer("SimpleFill", "", effect.Replace("value=\"1\"", "value=\"0\"", StringComparison.Ordinal)))).Losses.All);
    }

    [Theory]
    [InlineData("MarqueInconnue", "marker", typeof(PointSymbolizer))]
    [InlineData("VectorField", "marker", typeof(PointSymbolizer))]
    [InlineData("LigneInconnue", "line", typeof(LineSymbolizer))]
    [InlineData("RasterFill", "fill", typeof(PolygonSymbolizer))]
    public void What_cannot_be_drawn_becomes_the_nearest_that_can(string layerClass, string kind, Type drawn)
    {
        var (style, losses) = Read(Single(Layer(layerClass, Option("color", "10,20,30,255") + Option("size", "4")), kind), type: Points);
        Assert.Equal(LossKind.Approximated, Assert.Single(losses.All).Kind);
        Assert.Equal(drawn, Assert.Single(Symbolizers(style)).GetType());
    }

    [Theory]
    [InlineData("base64:PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciPjx0ZXh0PmE8L3RleHQ+PC9zdmc+")]
    [InlineData("base64:bm90IHhtbA==")]
    [InlineData("/usr/share/qgis/svg/gpsicons/skull.svg")]
    public void A_drawing_that_shows_nothing_becomes_a_disc(string source)
    {
        var (style, losses) = Read(
            Single(Layer("SvgMarker", Option("name", source) + Option("color", "10,20,30,255") + Option("size", "4")), "marker"),
            type: Points);
        Assert.NotEmpty(losses.All);
        Assert.Equal("circle", ((MarkGraphic)((PointSymbolizer)Symbolizers(style)[0]).Graphic).WellKnownName);
    }

    [Theory]
    [InlineData("gpsicons/tree.svg")]
    [InlineData("/usr/share/qgis/svg/symbol/landuse_coniferous.svg")]
    [InlineData("C:\\OSGeo4W\\apps\\qgis\\svg\\accommodation\\accommodation_house.svg")]
    [InlineData("arrows/Arrow_03.svg")]
    [InlineData("backgrounds/background_triangle.svg")]
    [InlineData("crosses/Star2.svg")]
    public void Drawings_shipped_with_QGIS_have_a_mark_like_them(string source)
    {
        var (style, losses) = Read(Single(Layer("SvgMarker", Option("name", source)), "marker"), type: Points);
        Assert.Contains("forme voisine", Assert.Single(losses.All).Message, StringComparison.Ordinal);
        var mark = (MarkGraphic)((PointSymbolizer)Symbolizers(style)[0]).Graphic;
        Assert.NotEqual("circle", mark.WellKnownName);
        Assert.False(mark.Path.IsEmpty);
    }

    [Fact]
    public void Features_are_not_hidden_by_a_classification_that_cannot_be_read()
    {
        var symbol = $"""<symbols><symbol name="0" type="fill" alpha="1">{Layer("SimpleFill", "")}</symbol></symbols>""";
        var (style, losses) = Read(
            $"""<renderer-v2 type="categorizedSymbol" attr="get_feature('a','b',1)"><categories><category value="1" symbol="0" """
            + $"""render="true"/></categories>{symbol}</renderer-v2>""");
        Assert.NotEmpty(losses.All);
        Assert.NotEmpty(Symbolizers(style));
        var (rules, said) = Read(
            $"""<renderer-v2 type="RuleRenderer"><rules><rule filter="get_feature('a','b',1)" symbol="0"/><rule filter="taille = 1" """
            + $"""symbol="0"/></rules>{symbol}</renderer-v2>""");
        Assert.NotEmpty(said.All);
        var matched = new int[2];
        Assert.Equal(1, rules.Passes[0].Select(On(("taille", 9)), matched));
        Assert.Equal(1, rules.Passes[0].Select(On(("taille", 1)), matched));
    }

    [Fact]
    public void Heat_maps_are_translucent_discs()
    {
        const string ramp = """<colorramp type="gradient" name="[source]"><Option type="Map"><Option name="color1" value="255,255,255,"""
            + """255"/><Option name="color2" value="200,0,0,255"/></Option></colorramp>""";
        var (style, losses) = Read($"""<renderer-v2 type="heatmapRenderer" radius="8" radius_unit="0">{ramp}</renderer-v2>""",
            type: Points);
        Assert.Single(losses.All);
        var paint = ((MarkGraphic)((PointSymbolizer)Symbolizers(style)[0]).Graphic).Fill.Evaluate(On());
        Assert.InRange(paint.A, 1, 200);
        Assert.True(paint.R > paint.G);
    }

    [Fact]
    public void Generated_geometries_are_expressions()
    {
        var inner = $"""<symbol name="@0@0" type="fill" alpha="1">{Layer("SimpleFill", Option("outline_style", "no"))}</symbol>""";
        var (style, losses) = Read(
            Single(Layer("GeometryGenerator", Option("geometryModifier", "buffer($geometry, 10)") + Option("SymbolType", "Fill"), inner),
            "marker"), type: Points);
        Assert.Empty(losses.All);
        Assert.NotNull(Assert.Single(Symbolizers(style)).Generated);
        var (other, said) = Read(
            Single(Layer("GeometryGenerator", Option("geometryModifier", "overlay_nearest('x', $geometry)"), inner), "marker"),
            type: Points);
        Assert.NotEmpty(said.All);
        Assert.Contains(Symbolizers(other), symbolizer => symbolizer is PointSymbolizer);
    }

    [Theory]
    [InlineData("now() &gt; '2020-01-01'", true)]
    [InlineData("rand(1, 10) &gt; 5", true)]
    [InlineData("$now is not null", true)]
    [InlineData("taille &gt; 5", false)]
    public void Styles_that_change_by_themselves_are_known(string filter, bool isVolatile)
    {
        var symbol = $"""<symbols><symbol name="0" type="fill" alpha="1">{Layer("SimpleFill", "")}</symbol></symbols>""";
        Assert.Equal(isVolatile,
            Read($"""<renderer-v2 type="RuleRenderer"><rules><rule filter="{filter}" symbol="0"/></rules>{symbol}"""
            + $"""</renderer-v2>""").Style.IsVolatile);
    }
}
