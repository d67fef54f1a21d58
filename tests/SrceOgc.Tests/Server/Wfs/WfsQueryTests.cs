using System.Globalization;
using System.Xml.Linq;
using static SrceOgc.Tests.Server.Wfs.WfsRequests;

namespace SrceOgc.Tests.Server.Wfs;

/// <summary>What is asked is what is answered: filters, pages, order, properties, by address and by XML.</summary>
public sealed class WfsQueryTests(RunningServer server)
{
    /// <summary>Against the geometry of the EPCI itself, sent as a filter.</summary>
    [Fact]
    public async Task Finds_what_touches_an_EPCI_by_its_SIREN()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(SharedData.Directory, "oise-tvb.gpkg")), "the shared data oise-tvb.gpkg is not here");
        var table = await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=epci&OUTPUTFORMAT=csv&CQL_FILTER="
            + Uri.EscapeDataString("code_siren = '200066975'"));
        var outline = table[table.IndexOf("MULTIPOLYGON", StringComparison.Ordinal)..table.LastIndexOf('"')];
        var touching = await server.Post("/wfs", $"""
            <wfs:GetFeature service="WFS" version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0" count="10000">
            <wfs:StoredQuery id="urn:srceogc:requete:epci"><wfs:Parameter name="typeName">znieff1</wfs:Parameter>
            <wfs:Parameter name="siren">200066975</wfs:Parameter></wfs:StoredQuery></wfs:GetFeature>
            """);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["SERVICE"] = "WFS",
            ["VERSION"] = "2.0.0",
            ["REQUEST"] = "GetFeature",
            ["TYPENAMES"] = "znieff1",
            ["COUNT"] = "10000",
            ["CQL_FILTER"] = $"INTERSECTS(geom, {outline})",
        });
        using var answer = await server.Http.PostAsync(server.Address + "/wfs", form, TestContext.Current.CancellationToken);
        var expected = XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).SortedIds();
        Assert.Equal(200, touching.Status);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, XElement.Parse(touching.Text).SortedIds());
    }

    [Theory]
    [InlineData("TYPENAMES=communes&CQL_FILTER=insee='02005'", "5")]
    [InlineData("TYPENAMES=communes&BBOX=601000,6801000,602000,6802000", "1")]
    [InlineData("TYPENAMES=communes&BBOX=601000,6801000,602000,6802000,urn:ogc:def:crs:EPSG::2154", "1")]
    [InlineData("TYPENAMES=communes&BBOX=48.29,1.67,48.3,1.68,urn:ogc:def:crs:EPSG::4326", "1")]
    [InlineData("TYPENAMES=communes&BBOX=1.67,48.29,1.68,48.3,EPSG:4326", "1")]
    [InlineData("TYPENAMES=communes&BBOX=-180,-90,180,90,CRS:84", "1,2,3,4,5,6,7,8,9")]
    [InlineData("TYPENAMES=communes&RESOURCEID=communes.2,communes.7", "2,7")]
    [InlineData("RESOURCEID=communes.2,communes.7", "2,7")]
    [InlineData("TYPENAMES=communes&SORTBY=nom DESC&COUNT=3", "9,8,7")]
    [InlineData("TYPENAMES=communes&SORTBY=srce:nom&STARTINDEX=6", "7,8,9")]
    [InlineData("TYPENAMES=Corridors_ecologiques&SORTBY=longueur", "2,4,1,3")]
    [InlineData("TYPENAMES=Corridors_ecologiques&CQL_FILTER=Espece_nom_commun ILIKE 'marais %25'", "3")]
    [InlineData("TYPENAMES=Corridors_ecologiques&CQL_FILTER=\"Espèce (nom commun)\" LIKE '%25Mormal'", "1")]
    [InlineData("TYPENAMES=Corridors_ecologiques&CQL_FILTER=geom IS NULL", "4")]
    [InlineData("TYPENAMES=Corridors_ecologiques&CQL_FILTER=Date_Abandon_d_extinction = '2019-04-14'", "1")]
    [InlineData("STOREDQUERY_ID=urn:srceogc:requete:commune&typeName=Corridors_ecologiques&insee=02001", "1")]
    [InlineData("STOREDQUERY_ID=urn:srceogc:requete:autour&typeName=Corridors_ecologiques&x=612000&y=6803000&distance=1000", "2")]
    public async Task Finds_what_is_asked(string query, string ids)
    {
        var answer = await server.GetFeatures(query);
        Assert.Equal(ids, query.Contains("SORTBY") ? answer.Ids() : answer.SortedIds());
        Assert.Equal(ids.Split(',').Length, answer.Numbers().Returned);
    }

    [Fact]
    public async Task Pages_follow_their_links_to_the_end_without_a_gap_or_a_repeat()
    {
        var seen = new List<string>();
        var next = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=seuils_ROE&COUNT=400&CQL_FILTER=type IS NOT NULL"
            + "&SORTBY=nom";
        for (var pages = 0; next is not null; pages++)
        {
            Assert.InRange(pages, 0, 10);
            var page = XDocument.Parse(await server.GetText(next)).Root!;
            seen.AddRange(page.Ids().Split(','));
            Assert.Equal(1285, page.Numbers().Matched);
            next = page.Attribute("next")?.Value[server.Address.Length..];
        }
        Assert.Equal(1285, seen.Count);
        Assert.Equal(1285, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_page_links_back()
    {
        var page = await server.GetFeatures("TYPENAMES=communes&STARTINDEX=4&COUNT=2");
        var previous = XDocument.Parse(await server.GetText(page.Attribute("previous")!.Value[server.Address.Length..])).Root!;
        Assert.Equal(2, previous.Numbers().Returned);
        Assert.Null((await server.GetFeatures("TYPENAMES=communes")).Attribute("next"));
    }

    [Fact]
    public async Task Hits_and_features_count_alike()
    {
        const string Query = "TYPENAMES=seuils_ROE&CQL_FILTER=nom LIKE 'Écluse%25'";
        Assert.Equal((150, 0), (await server.GetFeatures(Query + "&RESULTTYPE=hits")).Numbers());
        Assert.Equal((150, 150), (await server.GetFeatures(Query)).Numbers());
        Assert.Equal((150, 0), (await server.GetFeatures(Query + "&COUNT=0")).Numbers());
        Assert.Equal((150, 0), (await server.GetFeatures(Query + "&STARTINDEX=1000")).Numbers());
        var old = XDocument.Parse(
            await server.GetText("/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=seuils_ROE&RESULTTYPE=hits")).Root!;
        Assert.Equal(TestGeoPackage.ObstacleCount, (int)old.Attribute("numberOfFeatures")!);
    }

    [Fact]
    public async Task Versions_without_pages_give_everything()
    {
        foreach (var version in new[] { "1.1.0", "1.0.0" })
        {
            var answer = XDocument.Parse(
                await server.GetText($"/wfs?SERVICE=WFS&VERSION={version}&REQUEST=GetFeature&TYPENAME=seuils_ROE")).Root!;
            Assert.Equal(TestGeoPackage.ObstacleCount, answer.Elements("{http://www.opengis.net/gml}featureMember").Count());
        }
    }

    [Fact]
    public async Task Several_types_in_one_request_come_in_collections_of_their_own()
    {
        var answer = await server.GetFeatures("TYPENAMES=(communes)(seuils_ROE)&CQL_FILTER=(insee='02001')(hauteur<1)");
        Assert.Equal((5, 5), answer.Numbers());
        Assert.Equal([(1L, 1L), (4L, 4L)], answer.Elements(Wfs20 + "member")
            .Select(member => member.Element(Wfs20 + "FeatureCollection")!.Numbers()));
    }

    [Fact]
    public async Task Only_the_properties_asked_for_are_given()
    {
        var feature = (await server.GetFeatures("TYPENAMES=communes&PROPERTYNAME=nom&COUNT=1")).Descendants(Srce + "communes").Single();
        Assert.Equal(["nom"], feature.Elements().Select(element => element.Name.LocalName));
        feature = (await server.GetFeatures("TYPENAMES=communes&PROPERTYNAME=geom,insee&COUNT=1")).Descendants(Srce + "communes").Single();
        Assert.Equal(["geom", "insee"], feature.Elements().Select(element => element.Name.LocalName));
    }

    [Fact]
    public async Task Values_keep_their_text_whatever_is_in_them_and_nulls_are_absent()
    {
        var features = (await server.GetFeatures("TYPENAMES=Corridors_ecologiques")).Descendants(Srce + "Corridors_ecologiques")
            .ToDictionary(feature => feature.Attribute(Gml + "id")!.Value);
        var odd = features["Corridors_ecologiques.2"];
        Assert.Equal("L'Haÿ & <b>\"été\"</b>\r\nfin\uFFFD", odd.Element(Srce + "Espece_nom_commun")!.Value);
        Assert.Equal("-3.25", odd.Element(Srce + "longueur")!.Value);
        Assert.Equal("false", odd.Element(Srce + "actif")!.Value);
        Assert.Equal("2019-01-01", odd.Element(Srce + "Date_Abandon_d_extinction")!.Value);
        Assert.Equal("2019-01-01T10:00:00.500Z", odd.Element(Srce + "maj")!.Value);
        Assert.Equal(["geom", "Espece_nom_commun"], features["Corridors_ecologiques.3"].Elements()
            .Select(element => element.Name.LocalName));
        Assert.Null(features["Corridors_ecologiques.4"].Element(Srce + "geom"));
        Assert.Equal("621000.123 6801000.568 622000 6801000 622000 6802000 621000.123 6801000.568", features["Corridors_ecologiques.3"]
            .Descendants(Gml + "posList").Single().Value);
    }

    [Fact]
    public async Task Get_and_post_say_the_same()
    {
        const string Body = """
            <wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:fes="http://www.opengis.net/fes/2.0"
            xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:srce="urn:srceogc:donnees" service="WFS" version="2.0.0" count="5"
            startIndex="1">
              <wfs:Query typeNames="srce:seuils_ROE" srsName="urn:ogc:def:crs:EPSG::4326">
                <wfs:PropertyName>srce:nom</wfs:PropertyName>
                <fes:Filter><fes:And>
                  <fes:BBOX><fes:ValueReference>srce:geom</fes:ValueReference><gml:Envelope srsName="urn:ogc:def:crs:EPSG::2154">
                  <gml:lowerCorner>600000 6800000</gml:lowerCorner><gml:upperCorner>615000 6815000</gml:upperCorner></gml:Envelope>
                  </fes:BBOX>
                  <fes:PropertyIsLike wildCard="*" singleChar="." escapeChar="!"><fes:ValueReference>srce:nom</fes:ValueReference>
                  <fes:Literal>É*</fes:Literal></fes:PropertyIsLike>
                </fes:And></fes:Filter>
                <fes:SortBy><fes:SortProperty><fes:ValueReference>srce:hauteur</fes:ValueReference><fes:SortOrder>DESC</fes:SortOrder>
                </fes:SortProperty></fes:SortBy>
              </wfs:Query>
            </wfs:GetFeature>
            """;
        var (status, text) = await server.Post("/wfs", Body);
        Assert.Equal(200, status);
        var posted = XDocument.Parse(text).Root!;
        var got = await server.GetFeatures(
            "TYPENAMES=srce:seuils_ROE&COUNT=5&STARTINDEX=1&SORTBY=hauteur DESC&CQL_FILTER=BBOX(geom,600000,6800000,615000,6815000,"
            + "'EPSG:2154') AND nom LIKE 'É%25'&SRSNAME=urn:ogc:def:crs:EPSG::4326");
        Assert.Equal(got.Ids(), posted.Ids());
        Assert.Equal(got.Numbers(), posted.Numbers());
        Assert.Equal(5, posted.Numbers().Returned);
        var next = XDocument.Parse(await server.GetText(posted.Attribute("next")!.Value[server.Address.Length..])).Root!;
        Assert.Equal(posted.Numbers().Matched, next.Numbers().Matched);
        Assert.DoesNotContain(posted.Ids().Split(',')[0], next.Ids().Split(','));
    }

    [Theory]
    [InlineData("<GetCapabilities service=\"WFS\" xmlns=\"http://www.opengis.net/wfs/2.0\" xmlns:ows=\"http://www.opengis.net/ows/1.1\">"
        + "<ows:AcceptVersions><ows:Version>2.0.0</ows:Version></ows:AcceptVersions></GetCapabilities>", "WFS_Capabilities")]
    [InlineData("<DescribeFeatureType service=\"WFS\" version=\"2.0.0\" xmlns=\"http://www.opengis.net/wfs/2.0\"><TypeName>communes"
        + "</TypeName></DescribeFeatureType>", "schema")]
    [InlineData("<ListStoredQueries service=\"WFS\" version=\"2.0.0\" xmlns=\"http://www.opengis.net/wfs/2.0\"/>",
        "ListStoredQueriesResponse")]
    [InlineData("<DescribeStoredQueries service=\"WFS\" version=\"2.0.0\" xmlns=\"http://www.opengis.net/wfs/2.0\">"
        + "<StoredQueryId>urn:ogc:def:query:OGC-WFS::GetFeatureById</StoredQueryId></DescribeStoredQueries>",
        "DescribeStoredQueriesResponse")]
    [InlineData("<GetPropertyValue service=\"WFS\" version=\"2.0.0\" valueReference=\"nom\" xmlns=\"http://www.opengis.net/wfs/2.0\">"
        + "<Query typeNames=\"communes\"/></GetPropertyValue>", "ValueCollection")]
    [InlineData("<GetFeature service=\"WFS\" version=\"2.0.0\" xmlns=\"http://www.opengis.net/wfs/2.0\"><StoredQuery "
        + "id=\"urn:ogc:def:query:OGC-WFS::GetFeatureById\"><Parameter name=\"ID\">communes.4</Parameter></StoredQuery></GetFeature>",
        "communes")]
    [InlineData("<GetFeature service=\"WFS\" version=\"1.1.0\" xmlns=\"http://www.opengis.net/wfs\" "
        + "xmlns:ogc=\"http://www.opengis.net/ogc\"><Query typeName=\"communes\"><ogc:Filter><ogc:FeatureId fid=\"communes.1\"/>"
        + "</ogc:Filter></Query></GetFeature>", "FeatureCollection")]
    [InlineData("<GetFeature service=\"WFS\" version=\"1.0.0\" xmlns=\"http://www.opengis.net/wfs\"><Query typeName=\"communes\"/>"
        + "</GetFeature>", "FeatureCollection")]
    public async Task Every_operation_can_be_posted(string body, string root)
    {
        foreach (var path in new[] { "/wfs", "/ows" })
        {
            var (status, text) = await server.Post(path, body);
            Assert.True(status == 200, text);
            Assert.Equal(root, XDocument.Parse(text).Root!.Name.LocalName);
        }
    }

    [Fact]
    public async Task Property_values_are_those_of_the_features_that_have_one()
    {
        var values = await server.GetXml("VERSION=2.0.0&REQUEST=GetPropertyValue&TYPENAMES=Corridors_ecologiques&VALUEREFERENCE=longueur");
        Assert.Equal((3, 3), values.Numbers());
        Assert.Equal(["-3.25", "12.5", "1E-07"], values.Elements(Wfs20 + "member").Select(member => member.Value)
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Geometry_can_be_asked_for_in_any_system_and_axis_order()
    {
        async Task<double[]> First(string srs) =>
            [.. (await server.GetFeatures($"TYPENAMES=communes&RESOURCEID=communes.1&SRSNAME={srs}")).Descendants(Gml + "posList")
            .First().Value.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        var latitudeFirst = await First("urn:ogc:def:crs:EPSG::4326");
        var longitudeFirst = await First("EPSG:4326");
        Assert.InRange(latitudeFirst[0], 48, 49);
        Assert.Equal(latitudeFirst[0], longitudeFirst[1]);
        Assert.Equal(latitudeFirst[1], longitudeFirst[0]);
        Assert.InRange((await First("EPSG:3857"))[0], 180000, 190000);
        Assert.Equal(longitudeFirst, await First("urn:ogc:def:crs:OGC:1.3:CRS84"));
    }
}
