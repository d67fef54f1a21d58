using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using static SrceOgc.Tests.Server.Wfs.WfsRequests;

namespace SrceOgc.Tests.Server.Wfs;

/// <summary>What QGIS, GDAL and old clients send, and what has broken them elsewhere: one test a behaviour.</summary>
public sealed class WfsClientTests(RunningServer server)
{
    [Theory]
    [InlineData("2.0.0,1.1.0,1.0.0", "2.0.0")]
    [InlineData("1.1.0,1.0.0", "1.1.0")]
    [InlineData("3.0.0,1.0.0", "1.0.0")]
    public async Task The_version_is_the_first_accepted_that_is_spoken(string accepted, string expected) =>
        Assert.Equal(expected, (await server.GetXml($"REQUEST=GetCapabilities&ACCEPTVERSIONS={accepted}")).Attribute("version")!.Value);

    [Fact]
    public async Task Capabilities_use_the_prefix_wfs_and_declare_the_namespace_of_the_types()
    {
        foreach (var version in new[] { "2.0.0", "1.1.0", "1.0.0" })
        {
            var text = await server.GetText($"/wfs?SERVICE=WFS&VERSION={version}&REQUEST=GetCapabilities");
            Assert.Contains("<wfs:WFS_Capabilities", text);
            Assert.Equal("urn:srceogc:donnees", XDocument.Parse(text).Root!.GetNamespaceOfPrefix("srce")!.NamespaceName);
        }
    }

    [Fact]
    public async Task Paging_is_announced_as_QGIS_wants_it()
    {
        var capabilities = await server.GetXml("REQUEST=GetCapabilities");
        string Default(string name) => capabilities.Descendants(Ows + "Constraint")
            .Single(constraint => constraint.Attribute("name")!.Value == name).Element(Ows + "DefaultValue")!.Value;
        Assert.Equal("TRUE", Default("ImplementsResultPaging"));
        Assert.InRange(int.Parse(Default("CountDefault")), 10_000, 1_000_000);
        Assert.Equal("FALSE", Default("ImplementsTransactionalWFS"));
        Assert.DoesNotContain(capabilities.Descendants(Ows + "Operation"), operation =>
            operation.Attribute("name")!.Value.Contains("Transaction"));
    }

    [Fact]
    public async Task The_request_that_QGIS_sends_is_understood()
    {
        var answer = await server.GetFeatures(
            "TYPENAMES=srce:seuils_ROE&TYPENAME=srce:seuils_ROE&STARTINDEX=0&COUNT=100&SRSNAME=urn:ogc:def:crs:EPSG::2154&BBOX=600000,"
                + "6800000,610000,6810000,urn:ogc:def:crs:EPSG::2154&NAMESPACES=xmlns(srce,urn%3Asrceogc%3Adonnees)"
                + "&NAMESPACE=xmlns(srce%3Durn%3Asrceogc%3Adonnees)&SORTBY=srce:nom");
        Assert.Equal(100, answer.Numbers().Returned);
    }

    [Fact]
    public async Task A_box_inside_a_filter_finds_what_the_box_parameter_finds()
    {
        const string Filter = """<fes:Filter xmlns:fes="http://www.opengis.net/fes/2.0" xmlns:gml="http://www.opengis.net/gml/3.2">"""
            + """<fes:BBOX><fes:ValueReference>srce:geom</fes:ValueReference><gml:Envelope srsName="urn:ogc:def:crs:EPSG::2154">"""
            + """<gml:lowerCorner>600000 6800000</gml:lowerCorner><gml:upperCorner>605000 6805000</gml:upperCorner></gml:Envelope>"""
            + """</fes:BBOX></fes:Filter>""";
        var filtered = await server.GetFeatures("TYPENAMES=seuils_ROE&FILTER=" + Uri.EscapeDataString(Filter));
        var boxed = await server.GetFeatures("TYPENAMES=seuils_ROE&BBOX=600000,6800000,605000,6805000");
        Assert.Equal(boxed.SortedIds(), filtered.SortedIds());
        Assert.NotEqual(0, boxed.Numbers().Matched);
    }

    [Fact]
    public async Task Links_use_the_public_address_and_only_the_first_forwarded_value()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + "/wfs?SERVICE=WFS&REQUEST=GetCapabilities");
        request.Headers.Add("X-Forwarded-Proto", "https, https");
        request.Headers.Add("X-Forwarded-Host", "donnees.example.fr, interne");
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("xlink:href=\"https://donnees.example.fr/wfs?\"", text);
        Assert.DoesNotContain("https, https", text);
    }

    [Fact]
    public async Task WGS84_bounds_are_longitude_then_latitude()
    {
        var type = (await server.GetXml("REQUEST=GetCapabilities")).Descendants(Wfs20 + "FeatureType")
            .Single(type => type.Element(Wfs20 + "Name")!.Value == "srce:communes");
        Assert.StartsWith("1.6", type.Descendants(Ows + "LowerCorner").Single().Value);
        Assert.Equal("urn:ogc:def:crs:EPSG::2154", type.Element(Wfs20 + "DefaultCRS")!.Value);
    }

    [Fact]
    public async Task Schemas_are_one_flat_document()
    {
        var schema = XDocument.Parse(
            await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeFeatureType&TYPENAMES=srce:Corridors_ecologiques")).Root!;
        XNamespace xsd = "http://www.w3.org/2001/XMLSchema";
        Assert.Empty(schema.Elements(xsd + "include"));
        Assert.Equal("gml:AbstractFeatureType", schema.Descendants(xsd + "extension").Single().Attribute("base")!.Value);
        var types = schema.Descendants(xsd + "sequence").Elements(xsd + "element")
            .ToDictionary(element => element.Attribute("name")!.Value, element => element.Attribute("type")!.Value);
        Assert.Equal("gml:MultiSurfacePropertyType", types["geom"]);
        Assert.Equal("xsd:date", types["Date_Abandon_d_extinction"]);
        Assert.Equal("xsd:dateTime", types["maj"]);
        Assert.Equal("xsd:boolean", types["actif"]);
        Assert.Contains(schema.Descendants(xsd + "documentation"), title => title.Value == "Espèce (nom commun)");
    }

    [Fact]
    public async Task A_table_without_geometry_is_served()
    {
        var answer = await server.GetFeatures("TYPENAMES=remarques");
        Assert.Equal((3, 3), answer.Numbers());
        Assert.Equal("1,2,3", answer.SortedIds());
    }

    [Fact]
    public async Task Type_names_are_plain_names()
    {
        var names = (await server.GetXml("REQUEST=GetCapabilities")).Descendants(Wfs20 + "FeatureType")
            .Select(type => type.Element(Wfs20 + "Name")!.Value).ToArray();
        Assert.All(names, name => Assert.Matches("^srce:[A-Za-z_][A-Za-z0-9_]*$", name));
        Assert.Contains("srce:seuils_ROE", names);
    }

    [Fact]
    public async Task Functions_that_are_not_known_get_a_precise_error()
    {
        var (status, text) = await server.GetAnswer("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&FILTER="
            + Uri.EscapeDataString(
            """<fes:Filter xmlns:fes="http://www.opengis.net/fes/2.0"><fes:PropertyIsEqualTo><fes:Function name="regexp_match">"""
                + """<fes:ValueReference>nom</fes:ValueReference></fes:Function><fes:Literal>1</fes:Literal></fes:PropertyIsEqualTo>"""
                + """</fes:Filter>"""));
        Assert.Equal("400 OptionNotSupported FILTER", Error((status, text)));
        Assert.Contains("regexp_match", text);
    }

    [Fact]
    public async Task Latin_1_addresses_of_old_clients_are_understood() =>
        Assert.Equal("3", (await server.GetFeatures("TYPENAMES=Corridors_ecologiques&CQL_FILTER=Espece_nom_commun+ILIKE+'%25%C9T%C9'"))
            .Ids());

    [Theory]
    [InlineData("application/geo+json", "inline; filename=\"", ".geojson")]
    [InlineData("csv", "attachment; filename=\"", ".csv")]
    public async Task File_names_are_written_as_RFC_5987_wants(string format, string start, string extension)
    {
        using var answer = await server.Get(
            $"/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=Corridors_ecologiques&OUTPUTFORMAT={format}");
        var disposition = answer.Content.Headers.GetValues("Content-Disposition").Single();
        Assert.StartsWith(start, disposition);
        Assert.Contains($"Corridors ecologiques{extension}\"; filename*=UTF-8''Corridors%20%C3%A9cologiques{extension}", disposition);
    }

    [Fact]
    public async Task Filters_longer_than_eight_kilobytes_fit_in_an_address()
    {
        var filter = string.Join(" OR ", Enumerable.Range(0, 1500).Select(i => $"nom='seuil {i}'"));
        Assert.InRange(filter.Length, 20_000, 60_000);
        Assert.Equal(1350, (await server.GetFeatures("TYPENAMES=seuils_ROE&RESULTTYPE=hits&CQL_FILTER=" + Uri.EscapeDataString(filter)))
            .Numbers().Matched);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br", "gzip")]
    [InlineData("identity", null)]
    [InlineData("gzip;q=0", null)]
    public async Task Large_answers_are_compressed_for_those_who_accept_it(string accepted, string? expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address
            + "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE");
        request.Headers.Add("Accept-Encoding", accepted);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream plain =
            expected switch
            {
                "gzip" => new GZipStream(body, CompressionMode.Decompress),
                "br" =>
            new BrotliStream(body, CompressionMode.Decompress),
                _ => body
            };
        Assert.Equal(TestGeoPackage.ObstacleCount, XDocument.Load(plain).Root!.Numbers().Returned);
    }

    [Fact]
    public async Task An_answer_has_a_tag_and_is_not_sent_twice()
    {
        const string Address = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes";
        using var first = await server.Get(Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + Address);
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.Tag));
        using var second = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(304, (int)second.StatusCode);
        Assert.Equal("*", first.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task HEAD_has_the_headers_and_no_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, server.Address
            + "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes");
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.StartsWith("application/gml+xml", answer.Content.Headers.ContentType!.ToString());
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GeoJson_is_RFC_7946_in_degrees_and_names_any_other_system()
    {
        var degrees = await server.GetText(
            "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&OUTPUTFORMAT=application/json&SRSNAME=CRS:84&COUNT=1");
        var metres = await server.GetText(
            "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&OUTPUTFORMAT=application/geo+json&COUNT=1");
        using var first = JsonDocument.Parse(degrees);
        using var second = JsonDocument.Parse(metres);
        Assert.False(first.RootElement.TryGetProperty("crs", out _));
        Assert.Equal("urn:ogc:def:crs:EPSG::2154", second.RootElement.GetProperty("crs").GetProperty("properties").GetProperty("name")
            .GetString());
        Assert.Equal(9, first.RootElement.GetProperty("numberMatched").GetInt32());
        Assert.Equal("next", first.RootElement.GetProperty("links")[0].GetProperty("rel").GetString());
        Assert.InRange(first.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0][0][0][0]
            .GetDouble(), 1.6, 2.1);
    }

    [Fact]
    public async Task Csv_is_whole_quoted_and_can_carry_a_byte_order_mark()
    {
        using var plain = await server.Get(
            "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=Corridors_ecologiques&OUTPUTFORMAT=csv");
        using var marked = await server.Get(
            "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=Corridors_ecologiques&OUTPUTFORMAT=csv-bom");
        var bytes = await plain.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(bytes);
        Assert.StartsWith("id,Espèce (nom commun),longueur,rang,actif,Date Abandon d'extinction,maj,WKT\r\n", text);
        Assert.Contains("2,\"L'Haÿ & <b>\"\"été\"\"</b>\r\nfin\u0001\",-3.25,2,false,2019-01-01,2019-01-01T10:00:00.500Z,\"MULTIPOLYGON "
            + "(((", text);
        Assert.Equal([0xEF, 0xBB, 0xBF, .. bytes], await marked.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Kml_is_in_degrees()
    {
        var kml = XDocument.Parse(
            await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&OUTPUTFORMAT=kml"
            + "&SRSNAME=EPSG:2154")).Root!;
        XNamespace ns = "http://www.opengis.net/kml/2.2";
        Assert.Equal(9, kml.Descendants(ns + "Placemark").Count());
        Assert.StartsWith("1.", kml.Descendants(ns + "coordinates").First().Value);
    }
}
