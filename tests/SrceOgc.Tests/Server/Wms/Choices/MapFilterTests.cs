using System.Text.Json;

namespace SrceOgc.Tests.Server.Wms.Choices;

/// <summary>What clients of GeoServer, QGIS Server and MapServer send to narrow a map is honoured or refused, never passed over.</summary>
public sealed class MapFilterTests(RunningServer server)
{
    private const string Map =
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=communes&STYLES=&CRS=EPSG:2154&BBOX=600000,6800000,630000,6830000&WIDTH=90"
        + "&HEIGHT=90&FORMAT=image/png";

    /// <summary>The middle of commune 5.</summary>
    private const string Info =
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS=communes&QUERY_LAYERS=communes&STYLES=&CRS=EPSG:2154&BBOX=600000,"
        + "6800000,630000,6830000&WIDTH=90&HEIGHT=90&I=45&J=45&INFO_FORMAT=application/json";

    private const string Xml =
        """<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc"><ogc:PropertyIsEqualTo><ogc:PropertyName>insee</ogc:PropertyName>"""
        + """<ogc:Literal>02005</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>""";

    private const string Fes = """<Filter xmlns="http://www.opengis.net/fes/2.0"><ResourceId rid="communes.5"/></Filter>""";

    public static TheoryData<string, string> Forms => new()
    {
        { "CQL_FILTER", "insee='02005'" },
        { "CQL_FILTER", "IN ('communes.5')" },
        { "CQL_FILTER", "insee='02005';" },
        { "CQL_FILTER", "INTERSECTS(the_geom, POINT(615000 6815000))" },
        { "FILTER", "communes:\"insee\" = '02005'" },
        { "FILTER", "srce:communes:\"insee\" = '02005'" },
        { "FILTER", "communes:\"insee\" IN ('02005', 'x;y:z')" },
        { "FILTER", Xml },
        { "FILTER", $"({Xml})" },
        { "FILTER", Fes },
        { "layerDefs", "{\"communes\":\"insee = '02005'\"}" },
        { "LAYERDEFS", "{\"srce:communes\":\"insee LIKE '02005' AND 1=1\"}" },
        { "layerDefs", "communes:insee = '02005'" },
        { "FEATUREID", "communes.5" },
        { "FEATUREID", "srce:communes.5" },
        { "FEATUREID", "5" },
        { "FILTER_GEOM", "POINT(615000 6815000)" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_filter_in_any_form_draws_and_finds_the_same(string parameter, string value)
    {
        var given = $"&{parameter}={Uri.EscapeDataString(value)}";
        var map = await Bytes(Map + given);
        Assert.Equal(await Bytes(Map + "&CQL_FILTER=nom='Commune n° 5'"), map);
        Assert.NotEqual(await Bytes(Map), map);
        Assert.NotEqual(await Bytes(Map + "&CQL_FILTER=EXCLUDE"), map);
        Assert.Equal(1, await Count(Info + given));
        Assert.Equal(0, await Count(Info.Replace("I=45", "I=5") + given));
    }

    [Fact]
    public async Task Include_is_no_filter_and_several_are_for_several_layers()
    {
        Assert.Equal(await Bytes(Map), await Bytes(Map + "&CQL_FILTER=INCLUDE"));
        var two = Map.Replace("LAYERS=communes", "LAYERS=communes,seuils_ROE");
        Assert.Equal(await Bytes(two), await Bytes(two + "&CQL_FILTER=INCLUDE;INCLUDE"));
        Assert.Equal(await Bytes(Map), await Bytes(two + "&CQL_FILTER=INCLUDE;EXCLUDE"));
        Assert.Equal(await Bytes(Map), await Bytes(two + "&FILTER=seuils_ROE:\"hauteur\" < 0"));
        Assert.Equal(await Bytes(Map), await Bytes(two + "&FILTER=" + Uri.EscapeDataString($"()({Xml.Replace("insee", "nom")})")));
        Assert.NotEqual(await Bytes(two), await Bytes(two + "&CQL_FILTER=insee='02005';INCLUDE"));
    }

    /// <summary>As QGIS Server has it: a filter without a pixel asks for what it names, wherever that is.</summary>
    [Theory]
    [InlineData("FILTER=communes:\"insee\" IN ('02001','02009')", 2)]
    [InlineData("FILTER_GEOM=POLYGON((601000 6801000, 611000 6801000, 611000 6801100, 601000 6801100, 601000 6801000))", 2)]
    [InlineData("FEATUREID=communes.3", 1)]
    public async Task A_filter_alone_is_a_question(string given, int found)
    {
        Assert.Equal(found, await Count(Info.Replace("&I=45&J=45", "") + "&FEATURE_COUNT=10&" + given));
        Assert.Contains("MissingParameterValue", await server.GetText(Info.Replace("&I=45&J=45", "")));
    }

    [Fact]
    public async Task A_filter_of_a_group_is_of_each_of_its_layers_and_one_of_a_layer_in_it_of_that_alone()
    {
        var group = Map.Replace("LAYERS=communes", "LAYERS=territoires");
        Assert.NotEqual(await Bytes(group), await Bytes(group + "&FILTER=communes:\"insee\"='02005'"));
        Assert.NotEqual(await Bytes(group), await Bytes(group + "&CQL_FILTER=EXCLUDE"));
        Assert.Equal(await Bytes(group), await Bytes(group + "&CQL_FILTER=INCLUDE"));
    }

    [Theory]
    [InlineData("CQL_FILTER=inconnu=1", "InvalidParameterValue", "CQL_FILTER")]
    [InlineData("CQL_FILTER=insee=", "InvalidParameterValue", "CQL_FILTER")]
    [InlineData("CQL_FILTER=insee='1';insee='2'", "InvalidParameterValue", "CQL_FILTER")]
    [InlineData("FILTER=insee='1'", "InvalidParameterValue", "FILTER")]
    [InlineData("FILTER=autre:\"insee\"='1'", "InvalidParameterValue", "FILTER")]
    [InlineData("FILTER=communes:\"inconnu\"='1'", "InvalidParameterValue", "FILTER")]
    [InlineData("FILTER=<Filter><PropertyIsEqualTo/></Filter>", "InvalidParameterValue", "FILTER")]
    [InlineData("LAYERDEFS={\"communes\":1}", "InvalidParameterValue", "LAYERDEFS")]
    [InlineData("LAYERDEFS={\"communes\":\"inconnu = 1\"}", "InvalidParameterValue", "LAYERDEFS")]
    [InlineData("LAYERDEFS={\"0\":\"insee = '1'\"}", "InvalidParameterValue", "LAYERDEFS")]
    [InlineData("layerDefs={communes", "InvalidParameterValue", "LAYERDEFS")]
    [InlineData("LAYERDEFS=insee='1'", "InvalidParameterValue", "LAYERDEFS")]
    [InlineData("FEATUREID=inconnue.5", "InvalidParameterValue", "FEATUREID")]
    [InlineData("SORTBY=inconnu", "InvalidParameterValue", "SORTBY")]
    [InlineData("OPACITIES=256", "InvalidParameterValue", "OPACITIES")]
    [InlineData("OPACITIES=10,10", "InvalidParameterValue", "OPACITIES")]
    [InlineData("SELECTION=communes", "InvalidParameterValue", "SELECTION")]
    [InlineData("SELECTION=inconnue:1", "InvalidParameterValue", "SELECTION")]
    [InlineData("SELECTION=communes:x", "InvalidParameterValue", "SELECTION")]
    [InlineData("FILTER_GEOM=POINT(1", "InvalidParameterValue", "FILTER_GEOM")]
    [InlineData("ANGLE=nord", "InvalidParameterValue", "ANGLE")]
    [InlineData("TIME=hier", "InvalidDimensionValue", "TIME")]
    [InlineData("TIME=2020/2019", "InvalidDimensionValue", "TIME")]
    [InlineData("TIME=2019/2020/P1Y", "InvalidDimensionValue", "TIME")]
    public async Task What_cannot_be_honoured_is_refused(string given, string code, string locator)
    {
        foreach (var request in new[] { Map, Info })
        {
            var report = await server.GetText(request + "&" + given);
            Assert.Contains($"code=\"{code}\"", report);
            Assert.Contains($"locator=\"{locator}\"", report);
        }
    }

    [Fact]
    public async Task A_kept_image_is_of_its_own_filter()
    {
        var first = await Bytes(Map + "&CQL_FILTER=insee='02001'");
        Assert.NotEqual(first, await Bytes(Map + "&CQL_FILTER=insee='02002'"));
        Assert.Equal(first, await Bytes(Map + "&CQL_FILTER=insee='02001'"));
        using var a = await server.Get(Map + "&CQL_FILTER=insee='02001'");
        using var b = await server.Get(Map + "&OPACITIES=100");
        Assert.NotEqual(a.Headers.ETag, b.Headers.ETag);
    }

    [Fact]
    public async Task Opacity_selection_and_angle_change_the_picture_and_nothing_else_does()
    {
        var whole = await Bytes(Map);
        Assert.Equal(whole, await Bytes(Map + "&OPACITIES=255"));
        Assert.Equal(await Bytes(Map + "&CQL_FILTER=EXCLUDE"), await Bytes(Map + "&OPACITIES=0"));
        Assert.NotEqual(whole, await Bytes(Map + "&OPACITIES=128"));
        Assert.NotEqual(whole, await Bytes(Map + "&SELECTION=communes:5"));
        Assert.NotEqual(await Bytes(Map + "&SELECTION=communes:5"), await Bytes(Map + "&SELECTION=communes:6"));
        Assert.Equal(whole, await Bytes(Map + "&SELECTION=communes:999"));
        Assert.Equal(whole, await Bytes(Map + "&ANGLE=0"));
        Assert.Equal(whole, await Bytes(Map + "&ANGLE=360"));
        Assert.NotEqual(whole, await Bytes(Map + "&ANGLE=30"));
    }

    /// <summary>A quarter turn clockwise takes what lies west to the top.</summary>
    [Fact]
    public async Task A_turned_map_is_asked_where_it_shows()
    {
        Assert.Equal(1, await Count(Info.Replace("I=45&J=45", "I=15&J=45") + "&CQL_FILTER=insee='02004'"));
        Assert.Equal(0, await Count(Info.Replace("I=45&J=45", "I=15&J=45") + "&CQL_FILTER=insee='02004'&ANGLE=90"));
        Assert.Equal(1, await Count(Info.Replace("I=45&J=45", "I=45&J=15") + "&CQL_FILTER=insee='02004'&ANGLE=90"));
        Assert.Equal(await Bytes(Map + "&CQL_FILTER=EXCLUDE"), await Bytes(Map + "&CQL_FILTER=EXCLUDE&ANGLE=45"));
    }

    [Fact]
    public async Task Sorting_puts_the_last_on_top()
    {
        const string points = "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS=seuils_ROE&QUERY_LAYERS=seuils_ROE&STYLES="
            + "&CRS=EPSG:2154&BBOX=600000,6800000,630000,6830000&WIDTH=50&HEIGHT=50&I=25&J=25&FEATURE_COUNT=50"
            + "&INFO_FORMAT=application/json";
        var up = await Heights(points + "&SORTBY=hauteur A");
        var down = await Heights(points + "&SORTBY=hauteur D");
        Assert.True(up.Length > 1);
        Assert.Equal(up.Order().Reverse(), up);
        Assert.Equal(down.Order(), down);
        Assert.True(up[0] > down[0]);
    }

    [Theory]
    [InlineData("2019-04-14", 2, 1)]
    [InlineData("2019", 3, 0)]
    [InlineData("2019-01-01/2019-12-31", 3, 0)]
    [InlineData("2019-04-14T00:00:00Z/2019-04-14T23:59:59Z", 2, 1)]
    [InlineData("1990,1991", 1, 2)]
    [InlineData("default", 3, 0)]
    public async Task Time_is_a_dimension_of_layers_with_dates(string time, int drawn, int hidden)
    {
        // Corridors 1 (14 April 2019) and 2 (1 January 2019) have a date, 3 has none and is always there.
        var found = 0;
        foreach (var place in new[] { "601000,6804000,602000,6805000", "611900,6801800,612000,6801900", "621800,6801700,622000,6801900" })
            found += await Count($"/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS=Corridors_ecologiques"
                + $"&QUERY_LAYERS=Corridors_ecologiques&STYLES=&CRS=EPSG:2154&BBOX={place}&WIDTH=10&HEIGHT=10&I=5&J=5"
                + $"&INFO_FORMAT=application/json&TIME={time}") > 0 ? 1 : 0;
        Assert.Equal(drawn, found);
        Assert.Equal(3, drawn + hidden);
        Assert.Equal(await Bytes(Map), await Bytes(Map + "&TIME=" + time));
    }

    [Theory]
    [InlineData("1.3.0")]
    [InlineData("1.1.1")]
    public async Task Capabilities_declare_the_time_of_layers_that_have_one(string version)
    {
        var document = await server.GetText($"/wms?SERVICE=WMS&REQUEST=GetCapabilities&VERSION={version}");
        var layer = document[document.IndexOf("<Name>Corridors_ecologiques</Name>", StringComparison.Ordinal)..];
        layer = layer[..layer.IndexOf("</Layer>", StringComparison.Ordinal)];
        Assert.Contains("<Dimension name=\"time\" units=\"ISO8601\"", layer);
        Assert.Contains("default=\"2019-01-01T00:00:00Z/2020-08-26T00:00:00Z\"", layer);
        Assert.Contains(">2019-01-01T00:00:00Z/2020-08-26T00:00:00Z/P1D<", layer);
        var plain = document[document.IndexOf("<Name>communes</Name>", StringComparison.Ordinal)..];
        Assert.DoesNotContain("<Dimension", plain[..plain.IndexOf("</Layer>", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task A_contextual_legend_counts_what_the_filter_leaves()
    {
        const string legend = "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYER=communes&FORMAT=application/json"
            + "&SHOWFEATURECOUNT=TRUE";
        Assert.NotEqual(await server.GetText(legend), await server.GetText(legend + "&CQL_FILTER=insee='02005'"));
        Assert.Equal(await server.GetText(legend), await server.GetText(legend + "&CQL_FILTER=INCLUDE"));
    }

    private async Task<byte[]> Bytes(string address)
    {
        using var answer = await server.Get(address);
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private async Task<int> Count(string address)
    {
        using var json = JsonDocument.Parse(await server.GetText(address));
        return json.RootElement.GetProperty("features").GetArrayLength();
    }

    private async Task<double[]> Heights(string address)
    {
        using var json = JsonDocument.Parse(await server.GetText(address));
        return [.. json.RootElement.GetProperty("features").EnumerateArray()
            .Select(feature => feature.GetProperty("properties").GetProperty("hauteur").GetDouble())];
    }
}
