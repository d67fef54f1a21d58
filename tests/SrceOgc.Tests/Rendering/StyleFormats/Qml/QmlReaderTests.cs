using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats.Qml;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Rendering.Styles;

namespace SrceOgc.Tests.Rendering.StyleFormats.Qml;

public sealed class QmlReaderTests
{
    private static readonly FeatureType Type = StubFeature.TypeOf(GeometryFamily.Polygon, "classe", "taille", "nom");

    private static (Style Style, StyleLosses Losses) Read(string renderer, string rest = "")
    {
        var losses = new StyleLosses();
        var qml = $"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.34\" "
            + $"labelsEnabled=\"1\">{renderer}{rest}</qgis>";
        return (QmlReader.Read("style", qml, Type, losses), losses);
    }

    private static string Fill(string name, string color, string extra = "", int pass = 0) => $"""
        <symbol name="{name}" type="fill" alpha="1"><layer class="SimpleFill" enabled="1" pass="{pass}"><Option type="Map">
        <Option name="color" value="{color}"/><Option name="outline_style" value="no"/></Option>{extra}</layer></symbol>
        """;

    private static List<string> Drawn(Style style, double denominator, params (string, object?)[] values)
    {
        var feature = new StubFeature([("classe", null), ("taille", null), ("nom", null)]);
        foreach (var (name, value) in values)
            feature.Set(Type.IndexOf(name), value);
        var context = new EvaluationContext(feature, new MapScale(denominator * 0.0254 / 96, 1, 96));
        var result = new List<string>();
        foreach (var pass in style.Passes)
        {
            var matched = new int[pass.Rules.Count];
            var count = pass.Select(context, matched);
            foreach (var rule in matched[..count])
                result.AddRange(pass.Rules[rule].Symbolizers.OfType<PolygonSymbolizer>()
                    .Select(polygon => ((SolidFill)polygon.Fill).Paint.Evaluate(context)).Select(color => $"{color.R}"));
        }

        return result;
    }

    [Fact]
    public void Properties_are_read_in_the_old_and_the_new_spelling()
    {
        const string layer = """<symbol name="0" type="fill" alpha="0.5"><layer class="SimpleFill" enabled="1" pass="0">{0}</layer>"""
            + """</symbol>""";
        string[] spellings =
        [
            """<prop k="color" v="125,50,170,100"/><prop k="outline_color" v="1,2,3,255"/><prop k="outline_width" v="0.5"/><prop """
                + """k="outline_width_unit" v="MM"/>""",
            """<Option type="Map"><Option name="color" value="125,50,170,100,rgb:0.49,0.19,0.66,0.39"/><Option name="outline_color" """
                + """value="1,2,3,255"/><Option name="outline_width" value="0.5"/><Option name="outline_width_unit" value="MM"/>"""
                + """</Option>""",
        ];
        foreach (var spelling in spellings)
        {
            var (style, losses) = Read(
                $"""<renderer-v2 type="singleSymbol"><symbols>{layer.Replace("{0}", spelling, StringComparison.Ordinal)}</symbols>"""
                + $"""</renderer-v2>""");
            var symbolizers = Assert.Single(Assert.Single(style.Passes).Rules).Symbolizers;
            var context = new EvaluationContext(new StubFeature(), new MapScale(1, 1, 96));
            Assert.Equal(new Rgba(125, 50, 170, 50), ((SolidFill)((PolygonSymbolizer)symbolizers[0]).Fill).Paint.Evaluate(context));
            var stroke = ((LineSymbolizer)symbolizers[1]).Stroke;
            Assert.Equal(0.5 * 96 / 25.4, stroke.Width.ToPixels(context), 9);
            Assert.Equal(new Rgba(1, 2, 3, 128), stroke.Paint.Evaluate(context));
            Assert.Empty(losses.All);
        }
    }

    [Fact]
    public void Categories_match_values_lists_nulls_and_the_rest()
    {
        var (style, _) = Read($"""
            <renderer-v2 type="categorizedSymbol" attr="classe"><categories>
            <category value="a" symbol="0" label="A" render="true"/>
            <category value="b" symbol="1" label="B" render="false"/>
            <category symbol="2" label="C ou D" render="true"><val value="c"/><val value="d"/></category>
            <category value="3" type="long" symbol="3" label="Trois"/>
            <category value="NULL" type="NULL" symbol="4" label="Vide"/>
            <category value="" symbol="5" label="Autre"/></categories>
            <symbols>{string.Concat(Enumerable.Range(0, 6).Select(i => Fill($"{i}", $"{i},0,0,255")))}</symbols></renderer-v2>
            """);
        Assert.Equal(["0"], Drawn(style, 1000, ("classe", "a")));
        Assert.Empty(Drawn(style, 1000, ("classe", "b")));
        Assert.Equal(["2"], Drawn(style, 1000, ("classe", "d")));
        Assert.Equal(["3"], Drawn(style, 1000, ("classe", 3)));
        Assert.Equal(["3"], Drawn(style, 1000, ("classe", "3")));
        Assert.Equal(["4"], Drawn(style, 1000, ("classe", null)));
        Assert.Equal(["5"], Drawn(style, 1000, ("classe", "zzz")));
        Assert.Equal(["A", "C ou D", "Trois", "Vide", "Autre"], style.Legend.Select(rule => rule.Title));
    }

    [Fact]
    public void Ranges_take_the_first_that_holds_and_leave_nulls_out()
    {
        var (style, _) = Read($"""
            <renderer-v2 type="graduatedSymbol" attr="taille * 2"><ranges>
            <range lower="0" upper="10" symbol="0" label="0 - 10"/><range lower="10" upper="20" symbol="1" label="10 - 20"/></ranges>
            <symbols>{Fill("0", "10,0,0,255")}{Fill("1", "20,0,0,255")}</symbols></renderer-v2>
            """);
        Assert.Equal(["10"], Drawn(style, 1000, ("taille", 5)));
        Assert.Equal(["20"], Drawn(style, 1000, ("taille", 5.5)));
        Assert.Empty(Drawn(style, 1000, ("taille", 11)));
        Assert.Empty(Drawn(style, 1000));
    }

    private static Style NestedRules() => Read($"""
        <renderer-v2 type="RuleRenderer"><rules key="r">
        <rule filter="taille &gt; 10" label="Grand" symbol="0">
          <rule filter="classe = 'a'" label="Grand a" symbol="1" scalemindenom="1000" scalemaxdenom="50000"/>
          <rule filter="ELSE" label="Grand autre" symbol="2"/>
        </rule>
        <rule filter="taille &gt; 100" label="Immense" symbol="3"/>
        <rule filter="ELSE" label="Petit" symbol="4"/>
        <rule filter="classe = 'z'" label="Éteint" symbol="5" checkstate="0"/></rules>
        <symbols>{string.Concat(Enumerable.Range(0, 6).Select(i => Fill($"{i}", $"{i},0,0,255")))}</symbols></renderer-v2>
        """).Style;

    [Fact]
    public void Nested_rules_all_draw_and_else_takes_what_its_siblings_leave()
    {
        var style = NestedRules();
        Assert.Equal(["0", "1", "3"], Drawn(style, 20_000, ("taille", 200), ("classe", "a")));
        Assert.Equal(["0", "2"], Drawn(style, 20_000, ("taille", 20), ("classe", "b")));
        Assert.Equal(["4"], Drawn(style, 20_000, ("taille", 2), ("classe", "a")));
        Assert.Equal(["4"], Drawn(style, 20_000, ("classe", "a")));
        Assert.Equal(["Grand"], style.Passes[0].Rules[1].Groups);
    }

    [Fact]
    public void Else_leaves_alone_what_a_sibling_accepts_even_out_of_its_scales() =>
        Assert.Equal(["0"], Drawn(NestedRules(), 80_000, ("taille", 20), ("classe", "a")));

    [Fact]
    public void Symbol_levels_become_passes_and_the_legend_keeps_whole_rules()
    {
        var symbol = Fill("0", "1,0,0,255", pass: 1).Replace("</symbol>", "", StringComparison.Ordinal)
            + Fill("0", "2,0,0,255", pass: 0)[Fill("0", "", pass: 0).IndexOf("<layer", StringComparison.Ordinal)..];
        var (style, _) = Read($"""<renderer-v2 type="singleSymbol" symbollevels="1"><symbols>{symbol}</symbols></renderer-v2>""");
        Assert.Equal(2, style.Passes.Count);
        Assert.Equal(["2", "1"], Drawn(style, 1000));
        Assert.Equal(2, Assert.Single(style.Legend).Symbolizers.Count);
    }

    [Fact]
    public void Data_defined_properties_override_and_unusable_ones_are_noted()
    {
        static string Defined(string name, string expression) =>
            $"""<Option name="{name}" type="Map"><Option name="active" value="true"/><Option name="expression" value="{expression}"/>"""
                + $"""<Option name="type" value="3"/></Option>""";
        var properties = Defined("fillColor", "color_rgb(taille, 0, 0)") + Defined("fillStyle", "'no'")
            + Defined("outlineWidth", "aggregate()");
        var overrides = $"""
            <data_defined_properties><Option type="Map"><Option name="properties" type="Map">{properties}</Option></Option>
            </data_defined_properties>
            """;
        var (style, losses) = Read($"""
            <renderer-v2 type="singleSymbol"><symbols>{Fill("0", "9,0,0,255", overrides)}</symbols></renderer-v2>
            """);
        Assert.Equal(["42"], Drawn(style, 1000, ("taille", 42)));
        Assert.Equal(["9"], Drawn(style, 1000));
        Assert.Contains(losses.All, loss => loss.Feature.Contains("fillStyle", StringComparison.Ordinal));
        Assert.Contains(losses.All, loss => loss.Message.Contains("aggregate", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mergedFeatureRenderer", "fusionnées")]
    [InlineData("pointDisplacement", "déplacement")]
    [InlineData("pointCluster", "regroupement")]
    public void Renderers_around_another_draw_it_and_say_so(string type, string said)
    {
        var (style, losses) = Read(
            $"""<renderer-v2 type="{type}"><renderer-v2 type="singleSymbol"><symbols>{Fill("0", "9,0,0,255")}</symbols></renderer-v2>"""
            + $"""</renderer-v2>""");
        Assert.Equal(["9"], Drawn(style, 1000));
        Assert.Contains(said, Assert.Single(losses.All).Feature, StringComparison.Ordinal);
    }

    [Fact]
    public void Inverted_polygons_are_marked()
    {
        var (style, losses) = Read(
            $"""<renderer-v2 type="invertedPolygonRenderer"><renderer-v2 type="singleSymbol"><symbols>{Fill("0", "9,0,0,255")}</symbols>"""
            + $"""</renderer-v2></renderer-v2>""");
        Assert.True(Assert.Single(style.Passes).Inverted);
        Assert.Empty(losses.All);
    }

    [Fact]
    public void Unknown_renderers_and_symbol_layers_are_said_not_silent()
    {
        var (style, losses) = Read("""<renderer-v2 type="heatmapRenderer"/>""");
        Assert.NotEmpty(style.Passes);
        Assert.Contains("chaleur", Assert.Single(losses.All).Feature, StringComparison.Ordinal);
        (_, losses) = Read("""<renderer-v2 type="singleSymbol"><symbols><symbol name="0" type="marker"><layer class="VectorField" """
            + """enabled="1"/></symbol></symbols></renderer-v2>""");
        Assert.Contains("VectorField", Assert.Single(losses.All).Feature, StringComparison.Ordinal);
    }

    /// <summary>The near limit is within, the far one without (QGIS, "maxScale is inclusive"), whatever the last digits of a box.</summary>
    [Theory]
    [InlineData(100000, true)]
    [InlineData(99999.99, true)]
    [InlineData(99999, false)]
    [InlineData(500000, false)]
    [InlineData(499999.9, false)]
    [InlineData(499999, true)]
    public void Limits_of_rules_are_compared_as_QGIS_does(double denominator, bool isDrawn)
    {
        Assert.Equal(isDrawn, new ScaleRange(100000, 500000).Contains(denominator));
        Assert.True(denominator < 100000 || ScaleRange.Inclusive(0, denominator).Contains(denominator));
        Assert.False(ScaleRange.Inclusive(0, denominator).Contains(denominator * 1.00001));
    }

    /// <summary>What the data may choose freely is evaluated for each feature; what draws nothing is said with what is drawn.</summary>
    [Fact]
    public void Free_values_of_the_data_are_evaluated_or_said()
    {
        var feature = new StubFeature(("valeur", 8), ("teinte", "200,100,0"));
        var context = new EvaluationContext(feature, new MapScale(1, 1, 25.4));
        var (line, losses) = Symbolizer(feature, "SimpleLine", "line_width=1;use_custom_dash=1;customdash=2,1;customdash_unit=MM",
            ("trimStart", "valeur / 2"), ("trimEnd", "NULL"), ("dashPatternOffset", "valeur * 3"));
        var trimmed = Assert.IsType<LineSymbolizer>(line);
        Assert.Equal(4, trimmed.TrimStart.ToPixels(context), 9);
        Assert.Equal(0, trimmed.TrimEnd.ToPixels(context), 9);
        Assert.Empty(losses.All);

        var (points, said) = Symbolizer(feature, "RandomMarkerFill", "count_method=1;density_area=100;density_area_unit=MM;point_count=4",
            ("pointCount", "valeur + 17"));
        var pattern = Assert.IsType<PatternFill>(((PolygonSymbolizer)points).Fill);
        Assert.Equal(2, pattern.DistanceX.ToPixels(context), 9);
        Assert.Single(said.All);

        (points, said) = Symbolizer(feature, "GradientFill", "color_type=0;color=0,0,0,255;gradient_color2=0,0,0,255;type=0",
            ("fillColor", "teinte"), ("color2", "NULL"), ("gradientRef1X", "valeur / 10"));
        Assert.Equal(new Rgba(100, 50, 0), ((SolidFill)((PolygonSymbolizer)points).Fill).Paint.Evaluate(context));
        Assert.Contains(said.All, loss => loss.Feature.Contains("gradientRef1X") && loss.Message.Contains("couleur moyenne"));
        Assert.DoesNotContain(said.All, loss => loss.Message.Contains("valeur fixe"));
    }

    private static (Symbolizer Symbolizer, StyleLosses Losses) Symbolizer(StubFeature feature, string kind, string properties,
        params (string Name, string Expression)[] computed)
    {
        var losses = new StyleLosses();
        var type = kind == "SimpleLine" ? "line" : "fill";
        var options = string.Concat(properties.Split(';').Select(pair => pair.Split('=')).Select(pair =>
            $"<prop k=\"{pair[0]}\" v=\"{(pair[0] == "customdash" ? pair[1].Replace(',', ';') : pair[1])}\"/>"));
        var overrides = string.Concat(computed.Select(one => $"<Option type=\"Map\" name=\"{one.Name}\"><Option name=\"active\" "
            + $"value=\"true\"/><Option name=\"type\" value=\"3\"/><Option name=\"expression\" value=\"{one.Expression}\"/></Option>"));
        const string mark = "<symbol type=\"marker\" alpha=\"1\"><layer class=\"SimpleMarker\" enabled=\"1\"><prop k=\"size\" v=\"1\"/>"
            + "</layer></symbol>";
        var style = QmlReader.Read("s", $"<qgis><renderer-v2 type=\"singleSymbol\"><symbols><symbol name=\"0\" type=\"{type}\" alpha=\"1\">"
            + $"<layer class=\"{kind}\" enabled=\"1\">{options}<data_defined_properties><Option type=\"Map\"><Option name=\"properties\" "
            + $"type=\"Map\">{overrides}</Option></Option></data_defined_properties>{mark}</layer></symbol></symbols></renderer-v2></qgis>",
            feature.Type, losses);
        return (style.Passes[0].Rules[0].Symbolizers[0], losses);
    }

    [Fact]
    public void Labels_are_read_with_halo_placement_and_scales()
    {
        var (style, losses) = Read("""<renderer-v2 type="nullSymbol"/>""", """
            <labeling type="simple"><settings>
            <text-style fieldName="upper(nom)" isExpression="1" fontFamily="Open Sans" fontSize="9" fontSizeUnit="Point" fontWeight="75"
            textColor="1,2,3,255" textOpacity="0.5" multilineHeight="1.2">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="1"/></text-style>
            <text-format wrapChar="|" autoWrapLength="12" multilineAlign="0"/>
            <placement placement="1" quadOffset="8" xOffset="2" yOffset="3" offsetUnits="MM" priority="8"/>
            <rendering scaleVisibility="1" scaleMin="100" scaleMax="50000" drawLabels="1"/></settings></labeling>
            """);
        var rule = Assert.Single(Assert.Single(style.Labels).Rules);
        var label = Assert.IsType<TextSymbolizer>(Assert.Single(rule.Symbolizers));
        Assert.Equal(ScaleRange.Inclusive(100, 50000), rule.Scales);
        Assert.Equal(new TextFont("Open Sans", true), label.Font);
        Assert.Equal(new Rgba(1, 2, 3, 128), label.Fill.Evaluate(new EvaluationContext(new StubFeature(), default)));
        Assert.Equal(0.4, label.Halo!.Radius.Value.Constant);
        Assert.Equal((0.0, 1.0), (label.AnchorX.Constant, label.AnchorY.Constant));
        Assert.Equal((2.0, -3.0), (label.OffsetX.Value.Constant, label.OffsetY.Value.Constant));
        Assert.Equal((LabelPlacement.OverPoint, "|", 12, TextAlign.Left),
            (label.Placement, label.WrapCharacter, label.WrapLength, label.Align));
        Assert.Equal(8, label.Priority.Constant);
        Assert.Empty(losses.All);
    }

    [Theory]
    [InlineData("<qgis><pipe/></qgis>", "QML")]
    [InlineData("<qgis>", "XML")]
    [InlineData("<!DOCTYPE q [<!ENTITY a 'aaaaaaaa'>]><qgis>&a;</qgis>", "entités")]
    [InlineData("<!DOCTYPE q SYSTEM 'file:///etc/passwd'><qgis>&x;</qgis>", "XML")]
    public void Hostile_or_broken_documents_are_refused_clearly(string qml, string said) =>
        Assert.Contains(said, Assert.Throws<StyleException>(() => QmlReader.Read("s", qml, Type, new StyleLosses())).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Huge_or_deep_documents_are_refused_clearly()
    {
        var huge = "<qgis>" + new string(' ', 10 << 20) + "</qgis>";
        Assert.Contains("Kio", Assert.Throws<StyleException>(() => QmlReader.Read("s", huge, Type, new StyleLosses())).Message,
            StringComparison.Ordinal);
        var deep = string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000));
        Assert.Contains("niveaux", Assert.Throws<StyleException>(() => QmlReader.Read("s", deep, Type, new StyleLosses())).Message,
            StringComparison.Ordinal);
        var many = "<qgis>" + string.Concat(Enumerable.Repeat("<a/>", 250_000)) + "</qgis>";
        Assert.Contains("éléments", Assert.Throws<StyleException>(() => QmlReader.Read("s", many, Type, new StyleLosses())).Message,
            StringComparison.Ordinal);
    }
}
