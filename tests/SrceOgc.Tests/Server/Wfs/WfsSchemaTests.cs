using System.Xml.Linq;

namespace SrceOgc.Tests.Server.Wfs;

/// <summary>Every kind of answer of every version is valid against the official schemas.</summary>
public sealed class WfsSchemaTests(RunningServer server)
{
    private const string Wfs20 = "http://schemas.opengis.net/wfs/2.0/wfs.xsd";
    private const string Wfs11 = "http://schemas.opengis.net/wfs/1.1.0/wfs.xsd";
    private const string Wfs10 = "http://schemas.opengis.net/wfs/1.0.0/WFS-basic.xsd";

    [Theory]
    [InlineData("2.0.0", Wfs20)]
    [InlineData("1.1.0", Wfs11)]
    [InlineData("1.0.0", "http://schemas.opengis.net/wfs/1.0.0/WFS-capabilities.xsd")]
    public async Task Capabilities_are_valid(string version, string schema)
    {
        var document = await server.GetText($"/wfs?SERVICE=WFS&VERSION={version}&REQUEST=GetCapabilities");
        Assert.Contains($"version=\"{version}\"", document);
        OgcSchemas.Load(schema).Validate(document);
    }

    [Theory]
    [InlineData("2.0.0", "ServiceIdentification", "ServiceIdentification")]
    [InlineData("2.0.0", "FeatureTypeList,OperationsMetadata", "OperationsMetadata,FeatureTypeList")]
    [InlineData("2.0.0", "servicePROVIDER, Filter_Capabilities", "ServiceProvider,Filter_Capabilities")]
    [InlineData("2.0.0", "FeatureTypeList,All",
        "ServiceIdentification,ServiceProvider,OperationsMetadata,FeatureTypeList,Filter_Capabilities")]
    [InlineData("2.0.0", "", "ServiceIdentification,ServiceProvider,OperationsMetadata,FeatureTypeList,Filter_Capabilities")]
    [InlineData("1.1.0", "FeatureTypeList,SupportsGMLObjectTypeList", "FeatureTypeList,Filter_Capabilities")]
    [InlineData("1.0.0", "FeatureTypeList", "Service,Capability,FeatureTypeList,Filter_Capabilities")]
    public async Task Only_the_sections_asked_for_are_sent_and_are_valid(string version, string sections, string expected)
    {
        var document = await server.GetText(
            $"/wfs?SERVICE=WFS&VERSION={version}&REQUEST=GetCapabilities&SECTIONS={Uri.EscapeDataString(sections)}");
        var root = XDocument.Parse(document).Root!;
        Assert.Equal(expected, string.Join(',', root.Elements().Select(element => element.Name.LocalName)));
        Assert.NotEmpty(root.Attribute("version")!.Value);
        if (version != "1.0.0")
            OgcSchemas.Load(version == "2.0.0" ? Wfs20 : Wfs11).Validate(document);
    }

    [Fact]
    public async Task Sections_can_be_posted_and_have_a_tag_of_their_own()
    {
        const string Body = """<GetCapabilities service="WFS" xmlns="http://www.opengis.net/wfs/2.0" """
            + """xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Sections><ows:Section>ServiceProvider</ows:Section></ows:Sections>"""
            + """</GetCapabilities>""";
        Assert.Equal("ServiceProvider", XDocument.Parse((await server.Post("/wfs", Body)).Text).Root!.Elements().Single().Name.LocalName);
        using var all = await server.Get("/wfs?SERVICE=WFS&REQUEST=GetCapabilities");
        using var one = await server.Get("/wfs?SERVICE=WFS&REQUEST=GetCapabilities&SECTIONS=ServiceProvider");
        Assert.NotEqual(all.Headers.ETag, one.Headers.ETag);
    }

    [Theory]
    [InlineData("2.0.0", "TYPENAMES", Wfs20, "http://schemas.opengis.net/gml/3.2.1/gml.xsd")]
    [InlineData("1.1.0", "TYPENAME", Wfs11, "http://schemas.opengis.net/gml/3.1.1/base/gml.xsd")]
    [InlineData("1.0.0", "TYPENAME", Wfs10, "http://schemas.opengis.net/gml/2.1.2/feature.xsd")]
    public async Task The_features_of_every_layer_are_valid_against_the_schema_described(string version, string parameter, string wfs,
        string gml)
    {
        var schema = await server.GetText($"/wfs?SERVICE=WFS&VERSION={version}&REQUEST=DescribeFeatureType");
        var schemas = OgcSchemas.Load(wfs, gml).With(schema);
        foreach (var layer in await Layers())
            schemas.Validate(await server.GetText(
                $"/wfs?SERVICE=WFS&VERSION={version}&REQUEST=GetFeature&{parameter}={layer}&COUNT=50&MAXFEATURES=50"));
    }

    [Fact]
    public async Task Several_queries_hits_and_empty_answers_are_valid()
    {
        var schemas = OgcSchemas.Load(Wfs20, "http://schemas.opengis.net/gml/3.2.1/gml.xsd")
            .With(await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeFeatureType"));
        foreach (var query in new[]
        {
            "TYPENAMES=(communes)(seuils_ROE)&COUNT=20", "TYPENAMES=communes&RESULTTYPE=hits", "TYPENAMES=communes&CQL_FILTER=EXCLUDE",
                "TYPENAMES=communes&PROPERTYNAME=nom",
            "TYPENAMES=communes&SRSNAME=urn:ogc:def:crs:EPSG::4326",
                "STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById&ID=communes.3",
        })
            schemas.Validate(await server.GetText($"/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&{query}"));
    }

    [Theory]
    [InlineData("REQUEST=ListStoredQueries")]
    [InlineData("REQUEST=DescribeStoredQueries")]
    [InlineData("REQUEST=DescribeStoredQueries&STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById")]
    [InlineData("REQUEST=GetPropertyValue&TYPENAMES=communes&VALUEREFERENCE=nom")]
    [InlineData("REQUEST=GetPropertyValue&TYPENAMES=communes&VALUEREFERENCE=geom")]
    [InlineData("REQUEST=GetPropertyValue&TYPENAMES=communes&VALUEREFERENCE=@gml:id&COUNT=2")]
    public async Task Stored_queries_and_values_are_valid(string request) =>
        OgcSchemas.Load(Wfs20, "http://schemas.opengis.net/gml/3.2.1/gml.xsd")
            .Validate(await server.GetText($"/wfs?SERVICE=WFS&VERSION=2.0.0&{request}"));

    [Theory]
    [InlineData("2.0.0", "http://schemas.opengis.net/ows/1.1.0/owsExceptionReport.xsd")]
    [InlineData("1.1.0", "http://schemas.opengis.net/ows/1.0.0/owsExceptionReport.xsd")]
    [InlineData("1.0.0", "http://schemas.opengis.net/wfs/1.0.0/OGC-exception.xsd")]
    public async Task Exceptions_are_valid(string version, string schema)
    {
        var (status, text) = await server.GetAnswer($"/wfs?SERVICE=WFS&VERSION={version}&REQUEST=GetFeature&TYPENAME=inconnue");
        Assert.Equal(400, status);
        OgcSchemas.Load(schema).Validate(text);
    }

    private async Task<IEnumerable<string>> Layers()
    {
        var capabilities = XDocument.Parse(await server.GetText("/wfs?SERVICE=WFS&REQUEST=GetCapabilities"));
        return capabilities.Descendants("{http://www.opengis.net/wfs/2.0}FeatureType")
            .Select(type => type.Element("{http://www.opengis.net/wfs/2.0}Name")!.Value).ToArray();
    }
}
