using SrceOgc.Features.Budgets;

namespace SrceOgc.Tests.Server.Wfs;

/// <summary>Requests that hold too much are refused while they are read; pages beyond the end lead nowhere wrong.</summary>
public sealed class WfsLimitTests(RunningServer server)
{
    private const string Head =
        """<wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:fes="http://www.opengis.net/fes/2.0" service="WFS" """
        + """version="2.0.0" resultType="hits">""";

    [Theory]
    [InlineData("<wfs:Query typeNames='communes'/>", 80_000)]
    [InlineData("<wfs:Query typeNames='communes'/>", RequestLimits.Queries + 1)]
    [InlineData("<wfs:StoredQuery id='a'/>", RequestLimits.Queries + 1)]
    public async Task Queries_are_counted(string query, int count) =>
        Assert.StartsWith("400 OperationProcessingFailed",
            WfsRequests.Error(await server.Post("/wfs", Head + string.Concat(Enumerable.Repeat(query, count)) + "</wfs:GetFeature>")));

    [Fact]
    public async Task A_few_dozen_queries_are_answered() =>
        Assert.Equal(200, (await server.Post("/wfs", Head
            + string.Concat(Enumerable.Repeat("<wfs:Query typeNames='communes'/>", RequestLimits.Queries)) + "</wfs:GetFeature>")).Status);

    [Theory]
    [InlineData("VERSION=2.0.0&REQUEST=GetFeature&RESULTTYPE=hits&TYPENAMES=", "(communes)", "")]
    [InlineData("VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=communes", ",communes", "")]
    [InlineData("VERSION=2.0.0&REQUEST=GetPropertyValue&VALUEREFERENCE=nom&TYPENAMES=", "(communes)", "")]
    public async Task Lists_of_an_address_are_counted(string beginning, string repeated, string end) =>
        Assert.StartsWith("400 OperationProcessingFailed",
            await server.GetError("SERVICE=WFS&" + beginning + string.Concat(Enumerable.Repeat(repeated, 1_000)) + end));

    [Theory]
    [InlineData("<wfs:Query typeNames='communes'><fes:Filter>", "<fes:And>")]
    [InlineData("<wfs:Query typeNames='communes'><fes:Filter>", "<a>")]
    [InlineData("<wfs:Query typeNames='communes'><fes:Filter><fes:Intersects>",
        "<MultiGeometry xmlns='http://www.opengis.net/gml/3.2'><geometryMember>")]
    [InlineData("", "<a>")]
    public async Task Depth_is_bounded_anywhere(string before, string element) =>
        Assert.StartsWith("400 OperationParsingFailed",
            WfsRequests.Error(await server.Post("/wfs", Head + before + string.Concat(Enumerable.Repeat(element, 20_000)))));

    [Theory]
    [InlineData("CROSSES")]
    [InlineData("TOUCHES")]
    [InlineData("OVERLAPS")]
    public async Task An_invalid_polygon_is_a_400_that_says_where(string spatial)
    {
        var answer = await server.GetAnswer(
            $"/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&RESULTTYPE=hits&CQL_FILTER={spatial}(geom,"
            + $"MULTIPOLYGON(((700000 6978301,600000 6850000,700000 6900000,631360 6900000,700000 6978301)),((650000 6950000,683060 "
            + $"6850000,700000 6900000,600000 6950000,650000 6950000))))");
        Assert.Equal("400 InvalidParameterValue CQL_FILTER", WfsRequests.Error(answer));
        Assert.Contains("x = ", answer.Text);
    }

    [Theory]
    [InlineData("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=communes&STARTINDEX=9223372036854775807&COUNT=1000")]
    [InlineData("/ogc/collections/communes/items?f=json&offset=9223372036854775807&limit=1000")]
    [InlineData("/odata/communes?$skip=9223372036854775807&$top=9223372036854775807")]
    [InlineData("/odata/communes?$skiptoken=9223372036854775807")]
    [InlineData("/api/v1/couches?debut=2147483647&limite=1000")]
    public async Task Pages_beyond_the_end_have_no_next(string address)
    {
        var (status, text) = await server.GetAnswer(address);
        Assert.Equal(200, status);
        Assert.DoesNotContain("=-", text);
        Assert.DoesNotContain("\"next\"", text);
        Assert.DoesNotContain("suivant", text);
        Assert.DoesNotContain("nextLink", text);
        Assert.DoesNotContain(" next=", text);
    }

    [Fact]
    public async Task Limits_are_announced() =>
        Assert.Contains($"MaximumQueries", (await server.GetAnswer("/wfs?SERVICE=WFS&REQUEST=GetCapabilities&VERSION=2.0.0")).Text);

    /// <summary>The filter of a posted query goes into the link to its next page, from where it is read again.</summary>
    [Fact]
    public async Task A_posted_filter_goes_on_to_the_next_page()
    {
        var posted = Head.Replace(" resultType=\"hits\"", " count=\"1\"")
            + "<wfs:Query typeNames='communes'><fes:Filter><fes:PropertyIsLike wildCard='*' singleChar='?' escapeChar='!'>"
            + "<fes:ValueReference>nom</fes:ValueReference><fes:Literal>*</fes:Literal></fes:PropertyIsLike></fes:Filter></wfs:Query>"
            + "</wfs:GetFeature>";
        var first = System.Xml.Linq.XDocument.Parse((await server.Post("/wfs", posted)).Text).Root!;
        var second = System.Xml.Linq.XDocument.Parse(await server.GetText(new Uri((string)first.Attribute("next")!).PathAndQuery)).Root!;
        Assert.Equal(first.Numbers(), second.Numbers());
        Assert.NotEqual(first.Ids(), second.Ids());
    }
}
