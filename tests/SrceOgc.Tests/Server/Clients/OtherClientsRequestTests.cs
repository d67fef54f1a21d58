using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using SrceOgc.Tests.Server.Wfs;

namespace SrceOgc.Tests.Server.Clients;

/// <summary>The requests of MapStore, mviewer, Leaflet, OpenLayers, CesiumJS, MapServer, R and Power Query that failed when they were
/// first tried, as those clients send them.</summary>
public sealed class OtherClientsRequestTests(RunningServer server)
{
    private const string GetFeature = "/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAME=communes&TYPENAMES=communes&OUTPUTFORMAT=json";

    private const string Info =
        "/wms?SERVICE=WMS&REQUEST=GetFeatureInfo&LAYERS=communes&QUERY_LAYERS=communes&STYLES=&BBOX=600000,6800000,630000,6830000"
        + "&WIDTH=90&HEIGHT=90";

    /// <summary>MapStore and home-made viewers take prefixes for a part of names.</summary>
    [Theory]
    [InlineData("1.0.0")]
    [InlineData("1.1.0")]
    [InlineData("2.0.0")]
    public async Task WFS_capabilities_prefix_the_root_and_not_what_is_below(string version)
    {
        var text = await server.GetText("/wfs?SERVICE=WFS&REQUEST=GetCapabilities&VERSION=" + version);
        Assert.Contains("<wfs:WFS_Capabilities ", text);
        Assert.Contains("<FeatureTypeList>", text);
        Assert.Contains("<FeatureType>", text);
        Assert.Contains("<Name>srce:communes</Name>", text);
        Assert.DoesNotContain("<wfs:", text.Replace("<wfs:WFS_Capabilities", "").Replace("<wfs:Query", ""));
        Assert.Contains(version == "1.0.0" ? "<ogc:Filter_Capabilities>" : version == "1.1.0"
            ? "<ogc:Filter_Capabilities>" : "<fes:Filter_Capabilities>", text);
        if (version != "1.0.0")
            Assert.Contains("<ows:OperationsMetadata>", text);
    }

    [Theory]
    [InlineData("1.0.0", "application/json")]
    [InlineData("1.1.0", "application/json")]
    [InlineData("1.1.1", "json")]
    [InlineData("2.0.0", "application/json;%20charset=utf-8")]
    public async Task The_schema_comes_as_JSON(string version, string format)
    {
        using var answer = await server.Get(
            $"/wfs?service=WFS&version={version}&request=DescribeFeatureType&typeName=srce:communes&outputFormat={format}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("srce", json.RootElement.GetProperty("targetPrefix").GetString());
        var type = json.RootElement.GetProperty("featureTypes")[0];
        Assert.Equal("communes", type.GetProperty("typeName").GetString());
        var properties = type.GetProperty("properties").EnumerateArray()
            .ToDictionary(p => p.GetProperty("name").GetString()!, p =>
            (p.GetProperty("type").GetString(), p.GetProperty("localType").GetString()));
        Assert.Equal(("xsd:string", "string"), properties["nom"]);
        Assert.StartsWith("gml:", properties["geom"].Item1);
        Assert.Contains("application/json", await server.GetText($"/wfs?SERVICE=WFS&REQUEST=GetCapabilities&VERSION=2.0.0"));
    }

    [Fact]
    public async Task GeoJSON_of_the_WFS_has_the_total_that_MapStore_pages_on()
    {
        using var content = new StringContent(
            """<wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs" service="WFS" version="1.1.0" maxFeatures="2" startIndex="0">"""
            + """<wfs:Query typeName="srce:communes"/></wfs:GetFeature>""", Encoding.UTF8, "application/json");
        using var answer = await server.Http.PostAsync(server.Address + "/wfs?service=WFS&outputFormat=json", content,
            TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(9, json.RootElement.GetProperty("totalFeatures").GetInt32());
        Assert.Equal(2, json.RootElement.GetProperty("features").GetArrayLength());
        using var page = JsonDocument.Parse(await server.GetText("/ogc/collections/communes/items"));
        Assert.False(page.RootElement.TryGetProperty("totalFeatures", out _));
    }

    /// <summary>A box, or a geometry of a filter, that names no system is in that of SRSNAME.</summary>
    [Theory]
    [InlineData("1.0.0", "SRSNAME=EPSG:4326&BBOX=1.67,48.29,1.68,48.3")]
    [InlineData("1.1.0", "SRSNAME=EPSG:4326&BBOX=1.67,48.29,1.68,48.3")]
    [InlineData("2.0.0", "SRSNAME=EPSG:4326&BBOX=1.67,48.29,1.68,48.3")]
    [InlineData("2.0.0", "SRSNAME=urn:ogc:def:crs:EPSG::4326&BBOX=48.29,1.67,48.3,1.68")]
    [InlineData("1.1.0", "SRSNAME=urn:ogc:def:crs:EPSG::4326&BBOX=48.29,1.67,48.3,1.68")]
    [InlineData("1.0.0", "SRSNAME=urn:ogc:def:crs:EPSG::4326&BBOX=1.67,48.29,1.68,48.3")]
    [InlineData("1.1.0", "SRSNAME=EPSG:3857&BBOX=186300,6156000,186600,6156300")]
    [InlineData("1.1.0", "SRSNAME=EPSG:4326&CQL_FILTER=BBOX(geom,1.67,48.29,1.68,48.3)")]
    [InlineData("2.0.0", "SRSNAME=EPSG:4326&CQL_FILTER=INTERSECTS(geom,POINT(1.675 48.295))")]
    [InlineData("1.1.0", "SRSNAME=EPSG:4326&BBOX=601000,6801000,602000,6802000,EPSG:2154")]
    [InlineData("1.1.0", "BBOX=601000,6801000,602000,6802000")]
    public async Task A_box_without_a_system_is_in_that_of_the_answer(string version, string query)
    {
        using var json = JsonDocument.Parse(await server.GetText($"{GetFeature}&VERSION={version}&{query}"));
        Assert.Equal("communes.1", Assert.Single(json.RootElement.GetProperty("features").EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("Geometry")]
    [InlineData("the_geom")]
    [InlineData("msGeometry")]
    [InlineData("SHAPE")]
    [InlineData("srce:wkb_geometry")]
    public async Task The_geometry_is_known_by_its_names_elsewhere(string name)
    {
        foreach (var (version, ns, tag) in new[] { ("1.0.0", "http://www.opengis.net/wfs", "PropertyName"),
            ("1.1.0", "http://www.opengis.net/wfs", "PropertyName"), ("2.0.0", "http://www.opengis.net/wfs/2.0", "ValueReference") })
        {
            var filter = version == "2.0.0" ? "http://www.opengis.net/fes/2.0" : "http://www.opengis.net/ogc";
            var gml = version == "2.0.0" ? "http://www.opengis.net/gml/3.2" : "http://www.opengis.net/gml";
            var answer = await server.Post("/wfs?OUTPUTFORMAT=json", $"""
                <GetFeature xmlns="{ns}" service="WFS" version="{version}"><Query typeName="communes" typeNames="communes">
                <f:Filter xmlns:f="{filter}"><f:BBOX><f:{tag}>{name}</f:{tag}>
                <gml:Envelope xmlns:gml="{gml}" srsName="EPSG:2154"><gml:lowerCorner>601000 6801000</gml:lowerCorner>
                <gml:upperCorner>602000 6802000</gml:upperCorner></gml:Envelope></f:BBOX></f:Filter></Query></GetFeature>
                """);
            Assert.Contains("\"communes.1\"", answer.Text);
            Assert.DoesNotContain("\"communes.2\"", answer.Text);
        }

        Assert.Contains("\"communes.1\"",
            await server.GetText($"{GetFeature}&VERSION=2.0.0&CQL_FILTER="
            + Uri.EscapeDataString($"INTERSECTS({name.Replace("srce:", "")}, POINT(601000 6801000))")));
        Assert.Contains("\"coordinates\"", await server.GetText($"{GetFeature}&VERSION=2.0.0&PROPERTYNAME={name}"));
        Assert.Equal("400 InvalidParameterValue CQL_FILTER",
            await server.GetError($"SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&CQL_FILTER=INTERSECTS(autre,POINT(1 "
            + $"1))"));
    }

    [Fact]
    public async Task GML_3_1_says_the_bounds_and_system_of_the_collection()
    {
        XNamespace gml = "http://www.opengis.net/gml";
        var collection = XElement.Parse(await server.GetText("/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=communes"));
        var envelope = collection.Elements().First().Element(gml + "Envelope")!;
        Assert.Equal(gml + "boundedBy", collection.Elements().First().Name);
        Assert.Equal("urn:ogc:def:crs:EPSG::2154", (string?)envelope.Attribute("srsName"));
        Assert.Equal("600000 6800000", envelope.Element(gml + "lowerCorner")!.Value);
        Assert.Equal("630000 6830000", envelope.Element(gml + "upperCorner")!.Value);
        var degrees = XElement.Parse(
            await server.GetText("/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=communes&SRSNAME=urn:ogc:def:crs:EPSG::4326"));
        Assert.StartsWith("48.", degrees.Descendants(gml + "lowerCorner").First().Value);
        Assert.Empty(XElement.Parse(await server.GetText("/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=remarques"))
            .Elements(gml + "boundedBy"));
        OgcSchemas.Load("http://schemas.opengis.net/wfs/1.1.0/wfs.xsd", "http://schemas.opengis.net/gml/3.1.1/base/gml.xsd")
            .With(await server.GetText("/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=DescribeFeatureType&TYPENAME=communes"))
            .Validate(await server.GetText("/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=communes"));
    }

    [Theory]
    [InlineData("text/xml", "text/xml", "http://www.opengis.net/gml", "gml:outerBoundaryIs")]
    [InlineData("application/vnd.ogc.gml", "application/vnd.ogc.gml", "http://www.opengis.net/gml", "gml:outerBoundaryIs")]
    [InlineData("application/vnd.ogc.gml/3.1.1", "application/vnd.ogc.gml/3.1.1", "http://www.opengis.net/gml", "gml:exterior")]
    [InlineData("text/xml;%20subtype=gml/3.1.1", "application/vnd.ogc.gml/3.1.1", "http://www.opengis.net/gml", "gml:exterior")]
    [InlineData("application/gml%2Bxml;%20version=3.2", "application/gml+xml", "http://www.opengis.net/gml/3.2", "gml:exterior")]
    public async Task Feature_info_is_in_the_GML_asked_for(string format, string type, string ns, string element)
    {
        using var answer = await server.Get($"{Info}&VERSION=1.3.0&CRS=EPSG:2154&I=45&J=45&INFO_FORMAT={format}");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(type, answer.Content.Headers.NonValidated["Content-Type"].ToString());
        Assert.Contains($"xmlns:gml=\"{ns}\"", text);
        Assert.Contains($"<{element}>", text);
        Assert.Contains("02005", text);
    }

    [Theory]
    [InlineData("application/vnd.ogc.gml/2.0")]
    [InlineData("text/xml;%20subtype=gml/9")]
    public async Task A_GML_that_is_not_written_is_refused(string format) =>
        Assert.Contains("InvalidFormat", await server.GetText($"{Info}&VERSION=1.3.0&CRS=EPSG:2154&I=45&J=45&INFO_FORMAT={format}"));

    [Fact]
    public async Task OData_entities_without_their_key_say_their_identifier()
    {
        using var json = JsonDocument.Parse(await server.GetText("/odata/communes?$select=nom&$top=2"));
        Assert.Equal("communes(1)", json.RootElement.GetProperty("value")[0].GetProperty("@odata.id").GetString());
        using var one = JsonDocument.Parse(await server.GetText("/odata/communes(5)?$select=nom"));
        Assert.Equal("communes(5)", one.RootElement.GetProperty("@odata.id").GetString());
        foreach (var query in new[] { "$select=nom,fid", "$select=nom&$format=application/json;odata.metadata=none",
            "$apply=groupby((nom))", "$select=geom,fid" })
            Assert.DoesNotContain("@odata.id", await server.GetText("/odata/communes?$top=1&" + query));
        Assert.Contains("\"@odata.id\":\"communes(1)\",\"geom", await server.GetText("/odata/communes?$top=1&$select=geom"));
    }

    [Theory]
    [InlineData("VERSION=1.1.1&CRS=EPSG:2154&X=45&Y=45")]
    [InlineData("VERSION=1.1.1&SRS=EPSG:2154&I=45&J=45")]
    [InlineData("VERSION=1.3.0&CRS=EPSG:2154&X=45&Y=45")]
    [InlineData("VERSION=1.3.0&SRS=EPSG:2154&I=45&J=45")]
    [InlineData("VERSION=1.3.0&CRS=EPSG:2154&I=44.6&J=45.4")]
    [InlineData("VERSION=1.3.0&CRS=EPSG:2154&I=45&J=45&FEATURE_COUNT=10.0")]
    public async Task Mixtures_of_versions_and_fractions_of_pixels_are_understood(string query) =>
        Assert.Contains("02005", await server.GetText($"{Info}&{query}&INFO_FORMAT=application/json"));

    [Fact]
    public async Task CRS_in_1_1_1_has_the_axes_of_1_3_0_and_SRS_in_1_3_0_is_refused_where_they_differ()
    {
        var degrees = Info.Replace("BBOX=600000,6800000,630000,6830000", "BBOX=48.38,1.75,48.46,1.87");
        Assert.Contains("02005", await server.GetText(degrees + "&VERSION=1.1.1&CRS=EPSG:4326&X=45&Y=45&INFO_FORMAT=application/json"));
        Assert.Contains("locator=\"CRS\"",
            await server.GetText(degrees + "&VERSION=1.3.0&SRS=EPSG:4326&I=45&J=45&INFO_FORMAT=application/json"));
    }

    [Theory]
    [InlineData("WIDTH=89.6&HEIGHT=90.2&TRANSPARENT=1", "WIDTH=90&HEIGHT=90&TRANSPARENT=TRUE")]
    [InlineData("WIDTH=90&HEIGHT=90&TRANSPARENT=0", "WIDTH=90&HEIGHT=90&TRANSPARENT=FALSE")]
    public async Task Rounded_sizes_and_ones_for_true_are_understood(string given, string meant)
    {
        const string map = "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=communes&STYLES=&CRS=EPSG:2154&BBOX=600000,6800000,"
            + "640000,6840000&FORMAT=image/png&";
        Assert.Equal(await server.Http.GetByteArrayAsync(server.Address + map + meant, TestContext.Current.CancellationToken),
            await server.Http.GetByteArrayAsync(server.Address + map + given, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("LAYERS=srce:communes")]
    [InlineData("LAYERS=srce:territoires")]
    public async Task Names_of_the_WFS_are_names_of_the_WMS(string layers)
    {
        var name = layers.Split('=')[1];
        using var map = await server.Get(
            $"/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&{layers}&STYLES=&CRS=EPSG:2154&BBOX=600000,6800000,630000,6830000&WIDTH=90"
            + $"&HEIGHT=90&FORMAT=image/png");
        Assert.Equal("image/png", map.Content.Headers.ContentType!.MediaType);
        Assert.Contains("02005", await server.GetText($"{Info.Replace("LAYERS=communes&QUERY_LAYERS=communes",
            $"LAYERS={name}&QUERY_LAYERS={name.Split(':')[1]}")}&VERSION=1.3.0&CRS=EPSG:2154"
            + "&I=45&J=45&INFO_FORMAT=application/json&FEATURE_COUNT=50"));
        using var legend = await server.Get($"/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYER={name}&FORMAT=image/png");
        Assert.Equal("image/png", legend.Content.Headers.ContentType!.MediaType);
        Assert.Contains("communes", await server.GetText($"/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=DescribeLayer&LAYERS={name}"));
    }

    /// <summary>curl --data and jQuery.post call everything a form.</summary>
    [Theory]
    [InlineData("/wfs", "")]
    [InlineData("/wfs", "\r\n  ")]
    [InlineData("/wfs?SERVICE=WFS&VERSION=2.0.0", "\uFEFF")]
    [InlineData("/ows", "")]
    public async Task XML_that_calls_itself_a_form_is_XML(string address, string before)
    {
        using var content = new ByteArrayContent(
            Encoding.UTF8.GetBytes(before
            + """<wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs/2.0" service="WFS" version="2.0.0"><wfs:Query """
            + """typeNames="communes"/></wfs:GetFeature>"""));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var answer = await server.Http.PostAsync(server.Address + address, content, TestContext.Current.CancellationToken);
        Assert.Contains("numberMatched=\"9\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Legend_options_of_GeoServer_are_honoured()
    {
        const string legend = "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYER=communes&FORMAT=image/png";
        var plain = await server.Http.GetByteArrayAsync(server.Address + legend, TestContext.Current.CancellationToken);
        foreach (var options in new[] { "dpi:180", "fontSize:16", "forceLabels:off" })
            Assert.NotEqual(plain, await server.Http.GetByteArrayAsync($"{server.Address}{legend}&LEGEND_OPTIONS={options}",
                TestContext.Current.CancellationToken));
        Assert.Equal(
            await server.Http.GetByteArrayAsync(server.Address + legend + "&DPI=180", TestContext.Current.CancellationToken),
            await server.Http.GetByteArrayAsync(server.Address + legend + "&LEGEND_OPTIONS=fontName:Arial;dpi:180;forceLabels:on",
                TestContext.Current.CancellationToken));
        Assert.Contains("LEGEND_OPTIONS", await server.GetText(legend + "&LEGEND_OPTIONS=fontSize:mille"));
    }

    /// <summary>Longitude first under the name EPSG:4326 was read latitude first by OpenLayers.</summary>
    [Theory]
    [InlineData("1.1.0", "EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84", "1.")]
    [InlineData("2.0.0", "EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84", "1.")]
    [InlineData("1.1.0", "urn:ogc:def:crs:EPSG::4326", "urn:ogc:def:crs:EPSG::4326", "48.")]
    [InlineData("1.1.0", "EPSG:3857", "EPSG:3857", "1")]
    public async Task GML_3_never_leaves_the_axes_to_guess(string version, string asked, string written, string begins)
    {
        var text = await server.GetText(
            $"/wfs?SERVICE=WFS&VERSION={version}&REQUEST=GetFeature&TYPENAME=communes&TYPENAMES=communes&SRSNAME={asked}"
            + $"&CQL_FILTER=insee='02001'");
        Assert.Contains($"srsName=\"{written}\"", text);
        Assert.Contains("<gml:posList>" + begins, text);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("csv-bom")]
    public async Task Tables_of_points_have_longitude_and_latitude(string format)
    {
        foreach (var system in new[] { "", "&SRSNAME=EPSG:3857" })
        {
            var lines = (await server.GetText(
                $"/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&COUNT=1&OUTPUTFORMAT={format}{system}"))
                .TrimStart('\uFEFF').Split("\r\n");
            Assert.Equal("id,nom,type,hauteur,longitude,latitude,WKT", lines[0]);
            var values = lines[1].Split(',');
            Assert.InRange(double.Parse(values[4], CultureInfo.InvariantCulture), 1.6, 2.1);
            Assert.InRange(double.Parse(values[5], CultureInfo.InvariantCulture), 48.2, 48.7);
        }

        Assert.DoesNotContain("longitude",
            await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&COUNT=1&OUTPUTFORMAT=" + format));
        Assert.DoesNotContain("longitude",
            await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&PROPERTYNAME=nom&COUNT=1"
            + "&OUTPUTFORMAT=" + format));
    }

    /// <summary>Points on the very corners too: edges of a box in degrees bend in the layer's system.</summary>
    [Theory]
    [InlineData("seuils_ROE", 1500)]
    [InlineData("communes", 9)]
    public async Task The_box_announced_holds_every_feature(string layer, int count)
    {
        using var json = JsonDocument.Parse(await server.GetText("/ogc/collections/" + layer));
        var box = json.RootElement.GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0].GetRawText().Trim('[', ']');
        using var items = JsonDocument.Parse(await server.GetText($"/ogc/collections/{layer}/items?limit=1&bbox={box}"));
        Assert.Equal(count, items.RootElement.GetProperty("numberMatched").GetInt32());
        using var posted = JsonDocument.Parse(
            await server.GetText($"/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={layer}&OUTPUTFORMAT=json&COUNT=1"
            + $"&SRSNAME=EPSG:4326&BBOX={box}"));
        Assert.Equal(count, posted.RootElement.GetProperty("numberMatched").GetInt32());
    }

    [Fact]
    public async Task Collections_link_to_the_whole_layer_as_files()
    {
        using var json = JsonDocument.Parse(await server.GetText("/ogc/collections/communes"));
        var links = json.RootElement.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() == "enclosure")
            .ToArray();
        Assert.Contains(links, link => link.GetProperty("type").GetString() == "application/geopackage+sqlite3");
        Assert.Contains(links, link => link.GetProperty("type").GetString() == "application/zip");
        Assert.Contains(links, link => link.GetProperty("type").GetString() == "text/csv");
        foreach (var link in links)
        {
            using var file = await server.Http.GetAsync(link.GetProperty("href").GetString(), TestContext.Current.CancellationToken);
            Assert.Equal(200, (int)file.StatusCode);
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        }
    }

    [Fact]
    public async Task Full_metadata_of_OData_are_refused_and_not_called_minimal()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + "/odata/communes?$top=1");
        request.Headers.TryAddWithoutValidation("Accept", "application/json;odata.metadata=full");
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(406, (int)answer.StatusCode);
        Assert.Equal(400, (await server.GetAnswer("/odata/communes?$top=1&$format=application/json;odata.metadata=full")).Status);
        Assert.DoesNotContain("relations", await server.GetText("/odata/communes?$compute=1 as un"));
        Assert.Contains("relations", await server.GetText("/odata/communes?$expand=x"));
    }

    [Theory]
    [InlineData("SHAPEZIP", "application/zip")]
    [InlineData("excel2007", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("text/geojson", "application/geo+json")]
    [InlineData("application/vnd.google-earth.kml", "application/vnd.google-earth.kml+xml")]
    [InlineData("application/geopackage", "application/geopackage+sqlite3")]
    [InlineData("text/xml;%20subtype=gml/3.1", "text/xml")]
    public async Task Names_of_formats_elsewhere_are_known(string format, string type)
    {
        using var answer = await server.Get($"/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&OUTPUTFORMAT={format}");
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.StartsWith(type, answer.Content.Headers.NonValidated["Content-Type"].ToString());
    }

    [Fact]
    public async Task The_number_that_gets_past_caches_is_no_parameter()
    {
        Assert.Equal(200, (await server.GetAnswer("/ogc/collections/communes/items?_=1699")).Status);
        Assert.Equal(400, (await server.GetAnswer("/ogc/collections/communes/items?query=x")).Status);
    }

    [Theory]
    [InlineData("basic-spatial-operators")]
    [InlineData("basic-spatial-functions")]
    public async Task Conformance_has_the_older_names_too(string name) =>
        Assert.Contains("http://www.opengis.net/spec/cql2/1.0/conf/" + name + "\"", await server.GetText("/ogc/conformance"));
}
