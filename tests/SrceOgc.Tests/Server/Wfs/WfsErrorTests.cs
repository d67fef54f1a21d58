namespace SrceOgc.Tests.Server.Wfs;

/// <summary>Bad requests get the standard's own code and the parameter at fault.</summary>
public sealed class WfsErrorTests(RunningServer server)
{
    private const string Get = "SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&";

    [Theory]
    [InlineData("REQUEST=GetCapabilities", "400 MissingParameterValue SERVICE")]
    [InlineData("SERVICE=WFS", "400 MissingParameterValue REQUEST")]
    [InlineData("SERVICE=WXS&REQUEST=GetCapabilities", "400 InvalidParameterValue SERVICE")]
    [InlineData("SERVICE=WFS&REQUEST=Frobnicate", "400 OperationNotSupported Frobnicate")]
    [InlineData("SERVICE=WFS&VERSION=2.0.0&REQUEST=Transaction", "400 OperationNotSupported Transaction")]
    [InlineData("SERVICE=WFS&VERSION=9.9.9&REQUEST=GetFeature&TYPENAMES=communes", "400 InvalidParameterValue VERSION")]
    [InlineData("SERVICE=WFS&REQUEST=GetCapabilities&ACCEPTVERSIONS=3.0.0,0.9", "400 VersionNegotiationFailed ACCEPTVERSIONS")]
    [InlineData("SERVICE=WFS&REQUEST=GetCapabilities&SECTIONS=ServiceProvider,Contents", "400 InvalidParameterValue SECTIONS")]
    [InlineData("SERVICE=WFS&VERSION=2.0.0&REQUEST=GetCapabilities&SECTIONS=SupportsGMLObjectTypeList",
        "400 InvalidParameterValue SECTIONS")]
    [InlineData(Get, "400 MissingParameterValue TYPENAMES")]
    [InlineData(Get + "TYPENAMES=inconnue", "400 InvalidParameterValue TYPENAMES")]
    [InlineData(Get + "TYPENAMES=communes,seuils_ROE", "400 OptionNotSupported TYPENAMES")]
    [InlineData(Get + "TYPENAMES=communes&RESOURCEID=seuils_ROE.1", "400 InvalidParameterValue RESOURCEID")]
    [InlineData(Get + "RESOURCEID=inconnue.1", "400 InvalidParameterValue RESOURCEID")]
    [InlineData(Get + "TYPENAMES=communes&SRSNAME=EPSG:1", "400 InvalidParameterValue SRSNAME")]
    [InlineData(Get + "TYPENAMES=communes&OUTPUTFORMAT=image/png", "400 InvalidParameterValue OUTPUTFORMAT")]
    [InlineData(Get + "TYPENAMES=communes&COUNT=-1", "400 InvalidParameterValue COUNT")]
    [InlineData(Get + "TYPENAMES=communes&COUNT=beaucoup", "400 InvalidParameterValue COUNT")]
    [InlineData(Get + "TYPENAMES=communes&STARTINDEX=1.5", "400 InvalidParameterValue STARTINDEX")]
    [InlineData(Get + "TYPENAMES=communes&RESULTTYPE=tout", "400 InvalidParameterValue RESULTTYPE")]
    [InlineData(Get + "TYPENAMES=communes&SORTBY=inconnue", "400 InvalidParameterValue SORTBY")]
    [InlineData(Get + "TYPENAMES=communes&PROPERTYNAME=inconnue", "400 InvalidParameterValue PROPERTYNAME")]
    [InlineData(Get + "TYPENAMES=communes&RESOLVE=remote", "400 InvalidParameterValue RESOLVE")]
    [InlineData(Get + "TYPENAMES=communes&BBOX=10,0,0,10", "400 InvalidParameterValue BBOX")]
    [InlineData(Get + "TYPENAMES=communes&BBOX=1,2,3", "400 InvalidParameterValue BBOX")]
    [InlineData(Get + "TYPENAMES=communes&BBOX=NaN,0,1,1", "400 InvalidParameterValue BBOX")]
    [InlineData(Get + "TYPENAMES=communes&BBOX=-Infinity,0,Infinity,1", "400 InvalidParameterValue BBOX")]
    [InlineData(Get + "TYPENAMES=communes&BBOX=0,0,1,1,EPSG:1", "400 InvalidParameterValue BBOX")]
    [InlineData(Get + "TYPENAMES=remarques&BBOX=0,0,1,1", "400 InvalidParameterValue BBOX")]
    [InlineData(Get + "TYPENAMES=communes&BBOX=0,0,1,1&RESOURCEID=communes.1", "400 InvalidParameterValue RESOURCEID")]
    [InlineData(Get + "TYPENAMES=communes&CQL_FILTER=nom%20=%20'a';%20DROP%20TABLE%20communes", "400 InvalidParameterValue CQL_FILTER")]
    [InlineData(Get + "TYPENAMES=communes&CQL_FILTER=array_agg(nom)=1", "400 OptionNotSupported CQL_FILTER")]
    [InlineData(Get + "TYPENAMES=communes&FILTER=%3CFilter%3E", "400 InvalidParameterValue FILTER")]
    [InlineData(Get + "TYPENAMES=(communes)(seuils_ROE)&SRSNAME=(EPSG:2154)(EPSG:4326)(EPSG:3857)", "400 InvalidParameterValue SRSNAME")]
    [InlineData(Get + "TYPENAMES=(communes)(seuils_ROE)&OUTPUTFORMAT=csv", "400 InvalidParameterValue OUTPUTFORMAT")]
    [InlineData(Get + "STOREDQUERY_ID=inconnue", "400 InvalidParameterValue STOREDQUERY_ID")]
    [InlineData(Get + "STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById", "400 MissingParameterValue ID")]
    [InlineData(Get + "STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById&ID=communes.999", "404 NotFound ID")]
    [InlineData("SERVICE=WFS&VERSION=2.0.0&REQUEST=GetPropertyValue&TYPENAMES=communes", "400 MissingParameterValue VALUEREFERENCE")]
    [InlineData("SERVICE=WFS&VERSION=2.0.0&REQUEST=GetPropertyValue&TYPENAMES=communes&VALUEREFERENCE=//x",
        "400 InvalidParameterValue VALUEREFERENCE")]
    [InlineData("SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeFeatureType&TYPENAMES=inconnue", "400 InvalidParameterValue TYPENAMES")]
    [InlineData("SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeStoredQueries&STOREDQUERY_ID=inconnue",
        "400 InvalidParameterValue STOREDQUERY_ID")]
    [InlineData("SERVICE=WFS&VERSION=1.1.0&REQUEST=GetPropertyValue&TYPENAME=communes&VALUEREFERENCE=nom",
        "400 OperationNotSupported GetPropertyValue")]
    [InlineData("SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=inconnue", "400 InvalidParameterValue TYPENAME")]
    [InlineData("SERVICE=WFS&VERSION=1.0.0&REQUEST=GetFeature&TYPENAME=communes&RESULTTYPE=hits", "400 InvalidParameterValue RESULTTYPE")]
    [InlineData(Get + "TYPENAMES=communes&TYPENAMES=seuils_ROE", "400 InvalidParameterValue TYPENAMES")]
    public async Task A_bad_address_is_answered_with_its_code_and_parameter(string query, string expected) =>
        Assert.Equal(expected, await server.GetError(query));

    [Theory]
    [InlineData("<x", "400 OperationParsingFailed")]
    [InlineData("<x/>", "400 OperationParsingFailed")]
    [InlineData("<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"/>", "400 OperationNotSupported SOAP")]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><GetFeature xmlns=\"http://www.opengis.net/wfs/2.0\">&a;"
        + "</GetFeature>", "400 OperationParsingFailed")]
    [InlineData("<Transaction service=\"WFS\" version=\"2.0.0\" xmlns=\"http://www.opengis.net/wfs/2.0\"/>",
        "400 OperationNotSupported Transaction")]
    [InlineData("<GetFeature service=\"WFS\" version=\"2.0.0\" xmlns=\"http://www.opengis.net/wfs/2.0\"/>",
        "400 MissingParameterValue TYPENAMES")]
    [InlineData("<GetFeature service=\"WFS\" version=\"2.0.0\" xmlns=\"http://www.opengis.net/wfs/2.0\"><Query typeNames=\"communes "
        + "seuils_ROE\"/></GetFeature>", "400 OptionNotSupported TYPENAMES")]
    [InlineData("<GetFeature service=\"WFS\" version=\"1.1.0\" xmlns=\"http://www.opengis.net/wfs\"><Query typeName=\"inconnue\"/>"
        + "</GetFeature>", "400 InvalidParameterValue TYPENAME")]
    public async Task A_bad_body_is_answered_with_its_code(string body, string expected) =>
        Assert.Equal(expected, WfsRequests.Error(await server.Post("/wfs", body)));

    [Fact]
    public async Task A_body_too_large_is_refused() =>
        Assert.StartsWith("413 OperationParsingFailed",
            WfsRequests.Error(await server.Post("/wfs",
            $"<GetFeature xmlns=\"http://www.opengis.net/wfs/2.0\"><!--{new string('x', 5 << 20)}--></GetFeature>")));

    [Fact]
    public async Task Errors_speak_the_language_of_the_reader_and_the_dialect_of_the_version()
    {
        Assert.Contains("n'existe pas", await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=inconnue"));
        Assert.Contains("does not exist",
            await server.GetText("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=inconnue&LANGUAGE=eng"));
        Assert.Contains("<ServiceExceptionReport",
            await server.GetText("/wfs?SERVICE=WFS&VERSION=1.0.0&REQUEST=GetFeature&TYPENAME=inconnue"));
    }
}
