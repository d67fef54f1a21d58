using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Rendering.StyleFormats;
using SrceOgc.Rendering.StyleFormats.Sld;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Rendering.Styles;

namespace SrceOgc.Tests.Rendering.StyleFormats.Sld;

public sealed class SldReaderTests
{
    private const string Header =
        """<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" """
        + """xmlns:ogc="http://www.opengis.net/ogc" xmlns:xlink="http://www.w3.org/1999/xlink">""";
    private static readonly EvaluationContext Context =
        new(new StubFeature(("classe", "a"), ("taille", 12), ("nom", "Oise")), new MapScale(1, 1, 96));

    private static FeatureType Type(GeometryFamily family = GeometryFamily.Polygon) =>
        StubFeature.TypeOf(family, "classe", "taille", "nom");

    private static (Style Style, StyleLosses Losses) Read(string rules, GeometryFamily family = GeometryFamily.Polygon)
    {
        var losses = new StyleLosses();
        var root = StyleXml.Load(
            $"{Header}<NamedLayer><se:Name>c</se:Name><UserStyle><se:Name>s</se:Name><se:FeatureTypeStyle>{rules}</se:FeatureTypeStyle>"
            + $"</UserStyle></NamedLayer></StyledLayerDescriptor>");
        return (SldReader.Read("s", root, Type(family), losses), losses);
    }

    private static Symbolizer Single(string symbolizer) =>
        Assert.Single(Assert.Single(Assert.Single(Read($"<se:Rule>{symbolizer}</se:Rule>").Style.Passes).Rules).Symbolizers);

    private static bool Accepts(string filter) =>
        Assert.Single(Read($"<se:Rule><ogc:Filter>{filter}</ogc:Filter><se:LineSymbolizer/>"
            + $"</se:Rule>").Style.Passes).Rules[0].Filter!.IsTrue(Context);

    [Theory]
    [InlineData("<ogc:PropertyIsEqualTo><ogc:PropertyName>classe</ogc:PropertyName><ogc:Literal>a</ogc:Literal></ogc:PropertyIsEqualTo>",
        true)]
    [InlineData("<ogc:PropertyIsEqualTo matchCase='false'><ogc:PropertyName>ns:classe</ogc:PropertyName><ogc:Literal>A</ogc:Literal>"
        + "</ogc:PropertyIsEqualTo>", true)]
    [InlineData("<ogc:PropertyIsGreaterThan><ogc:PropertyName>taille</ogc:PropertyName><ogc:Literal>9</ogc:Literal>"
        + "</ogc:PropertyIsGreaterThan>", true)]
    [InlineData("<ogc:PropertyIsBetween><ogc:PropertyName>taille</ogc:PropertyName><ogc:LowerBoundary><ogc:Literal>1</ogc:Literal>"
        + "</ogc:LowerBoundary><ogc:UpperBoundary><ogc:Literal>12</ogc:Literal></ogc:UpperBoundary></ogc:PropertyIsBetween>", true)]
    [InlineData("<ogc:PropertyIsLike wildCard='*' singleChar='.' escape='!'><ogc:PropertyName>nom</ogc:PropertyName><ogc:Literal>O.s*"
        + "</ogc:Literal></ogc:PropertyIsLike>", true)]
    [InlineData("<ogc:Not><ogc:PropertyIsNull><ogc:PropertyName>nom</ogc:PropertyName></ogc:PropertyIsNull></ogc:Not>", true)]
    [InlineData("<ogc:Or><ogc:PropertyIsEqualTo><ogc:Literal>b</ogc:Literal><ogc:PropertyName>classe</ogc:PropertyName>"
        + "</ogc:PropertyIsEqualTo><ogc:PropertyIsLessThan><ogc:Add><ogc:PropertyName>taille</ogc:PropertyName><ogc:Literal>1"
        + "</ogc:Literal></ogc:Add><ogc:Literal>13</ogc:Literal></ogc:PropertyIsLessThan></ogc:Or>", false)]
    [InlineData("<ogc:PropertyIsEqualTo><ogc:Function name='strSubstring'><ogc:PropertyName>nom</ogc:PropertyName><ogc:Literal>0"
        + "</ogc:Literal><ogc:Literal>2</ogc:Literal></ogc:Function><ogc:Literal>Oi</ogc:Literal></ogc:PropertyIsEqualTo>", true)]
    [InlineData("<ogc:PropertyIsEqualTo><ogc:Function name='in2'><ogc:PropertyName>classe</ogc:PropertyName><ogc:Literal>b</ogc:Literal>"
        + "<ogc:Literal>a</ogc:Literal></ogc:Function><ogc:Literal>true</ogc:Literal></ogc:PropertyIsEqualTo>", true)]
    public void Filters_are_conditions(string filter, bool expected) => Assert.Equal(expected, Accepts(filter));

    [Fact]
    public void A_filter_that_is_not_understood_takes_its_rule_away_and_says_so()
    {
        var (style, losses) = Read(
            "<se:Rule><se:Name>zone</se:Name><ogc:Filter><ogc:Intersects/></ogc:Filter><se:LineSymbolizer/></se:Rule>");
        Assert.Empty(style.Passes);
        var loss = Assert.Single(losses.All);
        Assert.Equal(LossKind.Refused, loss.Kind);
        Assert.Contains("Intersects", loss.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ElseFilter_and_scales_are_kept_with_OGC_pixels()
    {
        var (style, _) = Read("""
            <se:Rule><se:Description><se:Title>Un titre</se:Title></se:Description><se:MinScaleDenominator>1000</se:MinScaleDenominator>
            <se:MaxScaleDenominator>50000</se:MaxScaleDenominator><se:LineSymbolizer/></se:Rule>
            <se:Rule><se:ElseFilter/><se:LineSymbolizer/></se:Rule>
            """);
        var rules = Assert.Single(style.Passes).Rules;
        Assert.Equal("Un titre", rules[0].Title);
        Assert.True(rules[1].IsElse);
        Assert.True(rules[0].Scales.Contains(new MapScale(49_999 * 0.00028, 1, 96).Denominator));
        Assert.False(rules[0].Scales.Contains(new MapScale(50_001 * 0.00028, 1, 96).Denominator));
        Assert.False(rules[0].Scales.Contains(new MapScale(999 * 0.00028, 1, 96).Denominator));
    }

    [Fact]
    public void Polygons_have_fill_stroke_and_opacities()
    {
        var symbolizers = Read("""
            <se:Rule><se:PolygonSymbolizer uom="http://www.opengeospatial.org/se/units/metre"><se:Fill>
            <se:SvgParameter name="fill">#102030</se:SvgParameter><se:SvgParameter name="fill-opacity">0.5</se:SvgParameter></se:Fill>
            <se:Stroke><se:SvgParameter name="stroke-width">3</se:SvgParameter>
            <se:SvgParameter name="stroke-dasharray">4 2 1</se:SvgParameter></se:Stroke></se:PolygonSymbolizer></se:Rule>
            """).Style.Passes[0].Rules[0].Symbolizers;
        Assert.Equal(new Rgba(16, 32, 48, 128), ((SolidFill)((PolygonSymbolizer)symbolizers[0]).Fill).Paint.Evaluate(Context));
        var stroke = ((LineSymbolizer)symbolizers[1]).Stroke;
        Assert.Equal(3, stroke.Width.ToPixels(Context));
        Assert.Equal([4, 2, 1, 4, 2, 1], stroke.Dashes!.Lengths);
        Assert.Equal(LengthUnit.GroundMetre, stroke.Dashes.Unit);
    }

    [Fact]
    public void Missing_fill_and_stroke_mean_none_for_polygons_and_the_default_for_lines()
    {
        Assert.Empty(Read("<se:Rule><se:PolygonSymbolizer/></se:Rule>").Style.Passes);
        Assert.Equal(1, ((LineSymbolizer)Single("<se:LineSymbolizer/>")).Stroke.Width.ToPixels(Context));
    }

    [Theory]
    [InlineData("horline", 45, -45, 7)]
    [InlineData("shape://slash", 0, 45, 4.949747)]
    [InlineData("shape://vertline", 0, 90, 7)]
    public void Line_marks_in_fills_are_hatches(string mark, int rotation, double angle, double distance)
    {
        var hatch = Assert.IsType<HatchFill>(((PolygonSymbolizer)Single($"""
            <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>{mark}</se:WellKnownName><se:Stroke>
            <se:SvgParameter name="stroke">#ef6c00</se:SvgParameter></se:Stroke></se:Mark>
            <se:Size>7</se:Size><se:Rotation><ogc:Literal>{rotation}</ogc:Literal></se:Rotation></se:Graphic></se:GraphicFill></se:Fill>
            </se:PolygonSymbolizer>
            """)).Fill);
        Assert.Equal(angle, hatch.Angle.Constant);
        Assert.Equal(distance, hatch.Distance.ToPixels(Context), 5);
    }

    [Fact]
    public void Other_marks_in_fills_tile_with_their_margins()
    {
        var pattern = Assert.IsType<PatternFill>(((PolygonSymbolizer)Single("""
            <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>circle</se:WellKnownName><se:Fill/>
            </se:Mark><se:Size>4</se:Size></se:Graphic></se:GraphicFill></se:Fill>
            <se:VendorOption name="graphic-margin">3 5</se:VendorOption></se:PolygonSymbolizer>
            """)).Fill);
        Assert.Equal((14, 10), (pattern.DistanceX.ToPixels(Context), pattern.DistanceY.ToPixels(Context)));
    }

    [Fact]
    public void Graphics_along_a_line_are_spaced_by_their_gap()
    {
        var markers = Assert.IsType<MarkerLineSymbolizer>(Single("""
            <se:LineSymbolizer><se:Stroke><se:GraphicStroke><se:Graphic><se:Mark><se:WellKnownName>triangle</se:WellKnownName><se:Fill/>
            </se:Mark><se:Size>8</se:Size></se:Graphic><se:InitialGap>2</se:InitialGap><se:Gap>12</se:Gap></se:GraphicStroke></se:Stroke>
            </se:LineSymbolizer>
            """));
        Assert.Equal((20, 6), (markers.Interval.ToPixels(Context), markers.StartOffset.ToPixels(Context)));
    }

    [Fact]
    public void Characters_of_fonts_are_marks_and_external_graphics_are_never_opened()
    {
        var glyph = (GlyphGraphic)(
            (PointSymbolizer)Single("<se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>ttf://DejaVu Sans#0x41"
            + "</se:WellKnownName><se:Fill/></se:Mark></se:Graphic></se:PointSymbolizer>")).Graphic;
        Assert.Equal(("DejaVu Sans", "A"), (glyph.FontFamily, glyph.Text));
        var (style, losses) = Read(
            """<se:Rule><se:PointSymbolizer><se:Graphic><se:ExternalGraphic><se:OnlineResource xlink:href="file:///etc/passwd"/>"""
            + """</se:ExternalGraphic></se:Graphic></se:PointSymbolizer></se:Rule>""");
        Assert.Equal("square", ((MarkGraphic)((PointSymbolizer)style.Passes[0].Rules[0].Symbolizers[0]).Graphic).WellKnownName);
        Assert.Contains("file:///etc/passwd", Assert.Single(losses.All).Feature, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Recode", "<ogc:Literal>a</ogc:Literal><ogc:Literal>#010203</ogc:Literal><ogc:Literal>b</ogc:Literal>"
        + "<ogc:Literal>#ffffff</ogc:Literal>", "classe", 1)]
    [InlineData("Categorize",
        "<ogc:Literal>#000000</ogc:Literal><ogc:Literal>10</ogc:Literal><ogc:Literal>#090000</ogc:Literal><ogc:Literal>20</ogc:Literal>"
        + "<ogc:Literal>#ff0000</ogc:Literal>", "taille", 9)]
    [InlineData("Interpolate",
        "<ogc:Literal>10</ogc:Literal><ogc:Literal>#000000</ogc:Literal><ogc:Literal>20</ogc:Literal><ogc:Literal>#640000</ogc:Literal>",
        "taille", 20)]
    public void Transforming_functions_give_colours(string function, string classes, string field, byte red)
    {
        var polygon = (PolygonSymbolizer)Single($"""
            <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill"><ogc:Function name="{function}">
            <ogc:PropertyName>{field}</ogc:PropertyName>{classes}</ogc:Function></se:SvgParameter></se:Fill></se:PolygonSymbolizer>
            """);
        Assert.Equal(red, ((SolidFill)polygon.Fill).Paint.Evaluate(Context).R);
    }

    [Fact]
    public void Labels_leave_the_passes_and_keep_their_rule()
    {
        var (style, losses) = Read("""
            <se:Rule><ogc:Filter><ogc:PropertyIsNull><ogc:PropertyName>classe</ogc:PropertyName></ogc:PropertyIsNull></ogc:Filter>
            <se:LineSymbolizer/>
            <se:TextSymbolizer><se:Label><ogc:PropertyName>nom</ogc:PropertyName> (<ogc:PropertyName>taille</ogc:PropertyName>)</se:Label>
            <se:Font><se:SvgParameter name="font-size">11</se:SvgParameter><se:SvgParameter name="font-weight">bold</se:SvgParameter>
            </se:Font>
            <se:LabelPlacement><se:LinePlacement><se:PerpendicularOffset>3</se:PerpendicularOffset></se:LinePlacement></se:LabelPlacement>
            <se:Halo><se:Radius>2</se:Radius></se:Halo><se:VendorOption name="followLine">true</se:VendorOption>
            <se:VendorOption name="repeat">300</se:VendorOption></se:TextSymbolizer></se:Rule>
            """, GeometryFamily.Line);
        Assert.IsType<LineSymbolizer>(Assert.Single(style.Passes[0].Rules[0].Symbolizers));
        var rule = Assert.Single(Assert.Single(style.Labels).Rules);
        Assert.IsType<IsNull>(rule.Filter);
        var label = Assert.IsType<TextSymbolizer>(Assert.Single(rule.Symbolizers));
        Assert.Equal("Oise (12)", System.Text.Encoding.UTF8.GetString(label.Label.Evaluate(Context).Bytes));
        Assert.Equal((LabelPlacement.Curved, LineSides.Above, true), (label.Placement, label.Sides, label.Font.Bold));
        Assert.Equal((300, 3, 2),
            (label.RepeatDistance.ToPixels(Context), label.Distance.ToPixels(Context), label.Halo!.Radius.ToPixels(Context)));
        Assert.Empty(losses.All);
    }

    [Fact]
    public void A_descriptor_lists_layers_and_their_styles()
    {
        var layers = SldReader.ReadLayers(StyleXml.Load($"""
            {Header}<NamedLayer><se:Name>a</se:Name><NamedStyle><se:Name>nuit</se:Name></NamedStyle></NamedLayer><NamedLayer>
            <se:Name>b</se:Name><UserStyle><se:Name>x</se:Name><IsDefault>1</IsDefault></UserStyle></NamedLayer></StyledLayerDescriptor>
            """));
        Assert.Equal(["a", "b"], layers.Select(layer => layer.Name));
        Assert.Null(Assert.Single(layers[0].Styles).Definition);
        Assert.True(Assert.Single(layers[1].Styles).IsDefault);
    }

    [Theory]
    [InlineData("ocs2d_cs_niv1_2024.sld", "cs24")]
    [InlineData("ocs2d_cs_niv2_2024.sld", "cs24")]
    [InlineData("ocs2d_us_niv1_2024.sld", "us24")]
    [InlineData("style_enaf_binaire.sld", "enaf")]
    [InlineData("style_enaf_detail.sld", "enaf")]
    public void Files_in_real_use_load_without_loss(string file, string field)
    {
        var losses = new StyleLosses();
        var root = StyleXml.Load(File.ReadAllBytes(SharedData.Require($"styles/{file}")));
        var fields = root.Descendants().Where(element => element.Name.LocalName == "PropertyName").Select(element => element.Value.Trim())
            .Append(field).Distinct();
        var style = SldReader.Read(file, root, StubFeature.TypeOf(GeometryFamily.Polygon, [.. fields]), losses);
        Assert.Empty(losses.All);
        Assert.NotEmpty(style.Legend);
    }
}
