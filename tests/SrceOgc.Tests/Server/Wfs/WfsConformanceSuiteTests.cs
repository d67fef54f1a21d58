using System.Xml.Linq;
using static SrceOgc.Tests.Server.Wfs.WfsRequests;

namespace SrceOgc.Tests.Server.Wfs;

/// <summary>What the official suites of WFS 2.0 and 1.1.0 found, and what lies next to it.</summary>
public sealed class WfsConformanceSuiteTests(RunningServer server)
{
    private const string Fes =
        "xmlns=\"http://www.opengis.net/fes/2.0\" xmlns:gml=\"http://www.opengis.net/gml/3.2\" "
        + "xmlns:autre=\"http://www.opengis.net/gml/3.2\"";

    [Theory]
    [InlineData("", "400 InvalidParameterValue VALUEREFERENCE")]
    [InlineData("%20", "400 InvalidParameterValue VALUEREFERENCE")]
    [InlineData("inconnue", "400 InvalidParameterValue VALUEREFERENCE")]
    public async Task An_empty_reference_is_wrong_and_not_missing(string reference, string expected)
    {
        const string query = "SERVICE=WFS&VERSION=2.0.0&REQUEST=GetPropertyValue&TYPENAMES=communes";
        Assert.Equal(expected, await server.GetError($"{query}&VALUEREFERENCE={reference}"));
        Assert.Equal("400 MissingParameterValue VALUEREFERENCE", await server.GetError(query));
        Assert.Equal(expected, Error(await server.Post("/wfs", $"""
            <wfs:GetPropertyValue xmlns:wfs="http://www.opengis.net/wfs/2.0" service="WFS" version="2.0.0"
            valueReference="{Uri.UnescapeDataString(reference)}">
            <wfs:Query typeNames="communes"/></wfs:GetPropertyValue>
            """)));
    }

    [Theory]
    [InlineData("<PropertyIsLessThanOrEqualTo><ValueReference>gml:boundedBy</ValueReference><Literal><gml:Envelope "
        + "srsName=\"urn:ogc:def:crs:EPSG::4326\"><gml:lowerCorner>-90 -180</gml:lowerCorner><gml:upperCorner>90 180</gml:upperCorner>"
        + "</gml:Envelope></Literal></PropertyIsLessThanOrEqualTo>")]
    [InlineData("<PropertyIsEqualTo><Literal>1</Literal><ValueReference>autre:boundedBy</ValueReference></PropertyIsEqualTo>")]
    [InlineData("<PropertyIsLike wildCard=\"*\" singleChar=\"?\" escapeChar=\"!\"><ValueReference>gml:boundedBy</ValueReference>"
        + "<Literal>*</Literal></PropertyIsLike>")]
    [InlineData("<PropertyIsBetween><ValueReference>gml:boundedBy</ValueReference><LowerBoundary><Literal>1</Literal></LowerBoundary>"
        + "<UpperBoundary><Literal>2</Literal></UpperBoundary></PropertyIsBetween>")]
    public async Task Bounds_do_not_compare(string condition) =>
        Assert.Equal("400 OperationProcessingFailed FILTER",
            await server.GetError($"SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes"
            + $"&FILTER={Uri.EscapeDataString($"<Filter {Fes}>{condition}</Filter>")}"));

    [Theory]
    [InlineData("<PropertyIsNull><ValueReference>gml:name</ValueReference></PropertyIsNull>", 9)]
    [InlineData("<PropertyIsNull><ValueReference>autre:description</ValueReference></PropertyIsNull>", 9)]
    [InlineData("<PropertyIsNull><ValueReference>gml:boundedBy</ValueReference></PropertyIsNull>", 9)]
    [InlineData("<Not><PropertyIsNull><ValueReference>gml:identifier</ValueReference></PropertyIsNull></Not>", 0)]
    [InlineData("<PropertyIsEqualTo><ValueReference>gml:name</ValueReference><Literal>x</Literal></PropertyIsEqualTo>", 0)]
    [InlineData("<Not><PropertyIsEqualTo><ValueReference>gml:name</ValueReference><Literal>x</Literal></PropertyIsEqualTo></Not>", 0)]
    [InlineData("<PropertyIsNil><ValueReference>nom</ValueReference></PropertyIsNil>", 0)]
    [InlineData("<Not><PropertyIsNil><ValueReference>nom</ValueReference></PropertyIsNil></Not>", 9)]
    [InlineData("<BBOX><ValueReference>gml:boundedBy</ValueReference><gml:Envelope srsName=\"EPSG:2154\"><gml:lowerCorner>601000 6801000"
        + "</gml:lowerCorner><gml:upperCorner>602000 6802000</gml:upperCorner></gml:Envelope></BBOX>", 1)]
    public async Task What_every_GML_feature_inherits_is_known_and_absent(string condition, int found)
    {
        var collection = await server.GetFeatures(
            $"TYPENAMES=communes&FILTER={Uri.EscapeDataString($"<Filter {Fes}>{condition}</Filter>")}");
        Assert.Equal(found, collection.Numbers().Matched);
        var posted = await server.Post("/wfs",
            $"""<wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs/2.0" service="WFS" version="2.0.0"><wfs:Query """
            + $"""typeNames="communes"><Filter {Fes}>{condition}</Filter></wfs:Query></wfs:GetFeature>""");
        Assert.Equal(found, XElement.Parse(posted.Text).Numbers().Matched);
    }

    /// <summary>"nom" of the layer has values: gml:nom and srce:nom are that column, gml:name is none.</summary>
    [Fact]
    public async Task A_column_is_not_the_name_of_GML()
    {
        Assert.Equal(0, (await server.GetFeatures($"TYPENAMES=seuils_ROE&FILTER={Uri.EscapeDataString($"<Filter {Fes}><Not>"
            + "<PropertyIsNull><ValueReference>gml:name</ValueReference></PropertyIsNull></Not></Filter>")}")).Numbers().Matched);
        var values = XElement.Parse(
            await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetPropertyValue&TYPENAMES=communes&VALUEREFERENCE=gml:name"));
        Assert.Equal((0, 0), values.Numbers());
        var named = XElement.Parse(
            await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetPropertyValue&TYPENAMES=communes&NAMESPACES=xmlns(g,"
            + "http://www.opengis.net/gml/3.2)&VALUEREFERENCE=g:description"));
        Assert.Equal((0, 0), named.Numbers());
        Assert.Equal(9, (await server.GetFeatures("TYPENAMES=communes&PROPERTYNAME=gml:name,nom")).Numbers().Matched);
        Assert.Equal("9,8,7,6,5,4,3,2,1", (await server.GetFeatures("TYPENAMES=communes&SORTBY=gml:name,insee DESC")).Ids());
    }

    [Theory]
    [InlineData("TYPENAMES=communes&COUNT=2")]
    [InlineData("TYPENAMES=communes")]
    [InlineData("TYPENAMES=communes&COUNT=2&STARTINDEX=3")]
    public async Task Hits_lead_to_the_page_they_counted(string query)
    {
        var hits = await server.GetFeatures(query + "&RESULTTYPE=hits");
        Assert.Equal((9, 0), hits.Numbers());
        Assert.Null(hits.Attribute("previous"));
        var next = XElement.Parse(await server.Http.GetStringAsync((string)hits.Attribute("next")!, TestContext.Current.CancellationToken));
        Assert.Equal((await server.GetFeatures(query)).Ids(), next.Ids());
        Assert.Null((await server.GetFeatures("TYPENAMES=communes&CQL_FILTER=EXCLUDE&RESULTTYPE=hits")).Attribute("next"));
    }

    /// <summary>04-094, 7.8: the version of a document without one is that of its namespace.</summary>
    [Theory]
    [InlineData("http://www.opengis.net/wfs", "GetFeature", "http://www.opengis.net/gml")]
    [InlineData("http://www.opengis.net/wfs/2.0", "GetFeature", "http://www.opengis.net/gml/3.2")]
    public async Task A_post_without_a_version_is_of_its_namespace(string ns, string operation, string gml)
    {
        var (_, text) = await server.Post("/wfs",
            $"""<w:{operation} xmlns:w="{ns}" service="WFS"><w:Query typeName="communes" typeNames="communes"/></w:{operation}>""");
        Assert.Contains($"xmlns:gml=\"{gml}\"", text);
        var (_, report) = await server.Post("/wfs",
            $"""<w:{operation} xmlns:w="{ns}" service="WFS"><w:Query typeName="inconnue" typeNames="inconnue"/></w:{operation}>""");
        Assert.Contains(ns.EndsWith("2.0", StringComparison.Ordinal) ? "version=\"2.0.0\"" : "version=\"1.0.0\"", report);
        var (_, capabilities) = await server.Post("/wfs", $"""<w:GetCapabilities xmlns:w="{ns}" service="WFS"/>""");
        Assert.Contains(ns.EndsWith("2.0", StringComparison.Ordinal) ? "version=\"2.0.0\"" : "version=\"1.1.0\"", capabilities);
    }
}
