using System.Net;

namespace SrceOgc.Tests.Server.Wms;

/// <summary>What a stranger's style, list of layers or image may hold is counted before anything is bound or drawn.</summary>
public sealed class SentStyleLimitsTests(RunningServer server)
{
    private const string Start =
        "<StyledLayerDescriptor xmlns:ogc=\"http://www.opengis.net/ogc\"><NamedLayer><Name/><UserStyle><FeatureTypeStyle><Rule>";
    private const string End = "</Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";
    private const string Fill = "<PolygonSymbolizer><Fill/></PolygonSymbolizer>";

    private static Dictionary<string, string> Map(string layers, string? style = null)
    {
        var map = new Dictionary<string, string>
        {
            ["SERVICE"] = "WMS",
            ["VERSION"] = "1.3.0",
            ["REQUEST"] = "GetMap",
            ["STYLES"] = "",
            ["CRS"] = "EPSG:2154",
            ["BBOX"] = "600000,6800000,630000,6830000",
            ["WIDTH"] = "64",
            ["HEIGHT"] = "48",
            ["FORMAT"] = "image/png",
            ["LAYERS"] = layers,
        };
        if (style is not null)
            map["SLD_BODY"] = style;
        return map;
    }

    private async Task<(HttpStatusCode Status, string? Type, string Text)> Post(Dictionary<string, string> parameters)
    {
        using var form = new FormUrlEncodedContent(parameters);
        using var answer = await server.Http.PostAsync(server.Address + "/wms", form, TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task AssertRefused(Dictionary<string, string> parameters, string locator, string expected)
    {
        var (_, type, text) = await Post(parameters);
        Assert.Equal("text/xml", type);
        Assert.Contains("code=\"InvalidParameterValue\"", text, StringComparison.Ordinal);
        Assert.Contains($"locator=\"{locator}\"", text, StringComparison.Ordinal);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<TextSymbolizer><Label>a</Label><Halo><Radius>100000</Radius></Halo></TextSymbolizer>", "Radius")]
    [InlineData("<LineSymbolizer><Stroke><CssParameter name=\"stroke-width\">5000</CssParameter></Stroke></LineSymbolizer>",
        "stroke-width")]
    [InlineData("<LineSymbolizer uom=\"http://www.opengeospatial.org/se/units/mm\"><Stroke><CssParameter name=\"stroke-width\">300"
        + "</CssParameter></Stroke></LineSymbolizer>", "stroke-width")]
    [InlineData("<LineSymbolizer><Stroke/><PerpendicularOffset>-3000</PerpendicularOffset></LineSymbolizer>", "PerpendicularOffset")]
    [InlineData("<PointSymbolizer><Graphic><Mark/><Size>1e6</Size></Graphic></PointSymbolizer>", "Size")]
    [InlineData("<PolygonSymbolizer><Fill/><Displacement><DisplacementX>1e300</DisplacementX></Displacement></PolygonSymbolizer>",
        "DisplacementX")]
    public Task Lengths_beyond_all_cartography_are_refused_by_name(string symbolizer, string name) =>
        AssertRefused(Map("communes", Start + symbolizer + End), "SLD_BODY", $"« {name} »");

    [Theory]
    [InlineData("<LineSymbolizer><Stroke><CssParameter name=\"stroke-width\">60</CssParameter></Stroke><PerpendicularOffset>200"
        + "</PerpendicularOffset></LineSymbolizer>")]
    [InlineData("<LineSymbolizer uom=\"http://www.opengeospatial.org/se/units/metre\"><Stroke><CssParameter name=\"stroke-width\">5000"
        + "</CssParameter></Stroke></LineSymbolizer>")]
    [InlineData("<TextSymbolizer><Label>a</Label><Halo><Radius>20</Radius></Halo></TextSymbolizer>")]
    [InlineData("<PointSymbolizer><Graphic><Mark/><Size>400</Size></Graphic></PointSymbolizer>")]
    public async Task Lengths_of_cartography_are_drawn(string symbolizer) =>
        Assert.Equal("image/png", (await Post(Map("communes", Start + symbolizer + End))).Type);

    [Fact]
    public async Task Layers_are_counted_before_a_style_is_bound()
    {
        var rules = string.Concat(Enumerable.Repeat("<Rule>" + Fill + "</Rule>", 4000));
        var many = string.Join(',', Enumerable.Repeat("communes", 1000));
        await AssertRefused(Map(many, Start[..^"<Rule>".Length] + rules + End["</Rule>".Length..]), "LAYERS", "au plus 200");
        var named = string.Concat(Enumerable.Repeat("<NamedLayer><Name>communes</Name></NamedLayer>", 201));
        var withoutLayers = Map("", $"<StyledLayerDescriptor>{named}</StyledLayerDescriptor>");
        withoutLayers.Remove("LAYERS");
        await AssertRefused(withoutLayers, "SLD_BODY", "au plus 200");
    }

    [Theory]
    [InlineData("GetStyles", "LAYERS")]
    [InlineData("DescribeLayer", "LAYERS")]
    [InlineData("GetLegendGraphic", "LAYERS")]
    [InlineData("GetFeatureInfo", "QUERY_LAYERS")]
    public async Task Every_operation_counts_its_layers(string operation, string parameter)
    {
        var request = Map("communes");
        (request["REQUEST"], request["I"], request["J"], request["QUERY_LAYERS"]) = (operation, "1", "1", "communes");
        request[parameter] = string.Join(',', Enumerable.Repeat("communes", 20_000));
        await AssertRefused(request, parameter, "au plus 200");
    }

    [Fact]
    public async Task Passes_rules_and_symbolizers_are_counted_over_the_whole_document()
    {
        var pass = "<FeatureTypeStyle><Rule>" + Fill + "</Rule></FeatureTypeStyle>";
        string Document(string inner) =>
            "<StyledLayerDescriptor><NamedLayer><Name/><UserStyle>" + inner + "</UserStyle></NamedLayer></StyledLayerDescriptor>";
        await AssertRefused(Map("communes", Document(string.Concat(Enumerable.Repeat(pass, 201)))), "SLD_BODY", "FeatureTypeStyle");
        var half = "<FeatureTypeStyle>" + string.Concat(Enumerable.Repeat("<Rule/>", 2600)) + "</FeatureTypeStyle>";
        await AssertRefused(Map("communes", Document(half + half)), "SLD_BODY", "règles");
        await AssertRefused(Map("communes", Start + string.Concat(Enumerable.Repeat("<LineSymbolizer/>", 10_001)) + End), "SLD_BODY",
            "symboles");
        Assert.Equal("image/png", (await Post(Map("communes", Document(string.Concat(Enumerable.Repeat(pass, 20)))))).Type);
    }

    [Fact]
    public async Task Deep_xml_is_refused_before_it_is_read()
    {
        var deep = string.Concat(Enumerable.Repeat("<ogc:And>", 5_000)) + string.Concat(Enumerable.Repeat("</ogc:And>", 5_000));
        await AssertRefused(Map("communes", Start + "<ogc:Filter>" + deep + "</ogc:Filter>" + Fill + End), "SLD_BODY", "imbriqué");
    }

    [Fact]
    public async Task A_style_is_bound_once_for_each_layer_and_only_so_many_times_in_all()
    {
        // 16 000 elements, which draw nothing at this scale.
        var rules = string.Concat(Enumerable.Repeat("<Rule><MinScaleDenominator>1e12</MinScaleDenominator>" + Fill + "</Rule>", 4000));
        var style = Start[..^"<Rule>".Length] + rules + End["</Rule>".Length..];
        Assert.Equal("image/png", (await Post(Map(string.Join(',', Enumerable.Repeat("communes", 20)), style))).Type);
    }

    /// <summary>As the PNG's header says, at byte 16.</summary>
    [Theory]
    [InlineData(4000, 4000, 512, 256)]
    [InlineData(800, 600, 800, 600)]
    public async Task A_refusal_as_an_image_is_no_large_image(int width, int height, int expectedWidth, int expectedHeight)
    {
        using var answer = await server.Get(
            $"/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=aucune&STYLES=&CRS=EPSG:2154&BBOX=0,0,1,1&WIDTH={width}"
                + $"&HEIGHT={height}&FORMAT=image/png&EXCEPTIONS=BLANK");
        var png = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expectedWidth, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(expectedHeight, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }
}
