namespace SrceOgc.Tests.Server.Wfs;

/// <summary>Filters meant to hurt get a clear error, and the server goes on answering.</summary>
public sealed class WfsHostileFilterTests(RunningServer server)
{
    private const string Equal =
        "<fes:PropertyIsEqualTo><fes:ValueReference>nom</fes:ValueReference><fes:Literal>a</fes:Literal></fes:PropertyIsEqualTo>";

    public static TheoryData<string, string> Filters => new()
    {
        { "ten thousand conditions", $"<fes:Or>{string.Concat(Enumerable.Repeat(Equal, 10_000))}</fes:Or>" },
        { "a hundred levels", string.Concat(Enumerable.Repeat("<fes:Not>", 100)) + Equal
            + string.Concat(Enumerable.Repeat("</fes:Not>", 100)) },
        { "a million vertices", $"<fes:Intersects><fes:ValueReference>geom</fes:ValueReference><gml:LineString>"
            + $"<gml:posList>{string.Concat(Enumerable.Repeat("0 0 ", 1_000_000))}</gml:posList></gml:LineString></fes:Intersects>" },
        { "an injection", "<fes:PropertyIsEqualTo><fes:ValueReference>nom'; DROP TABLE communes; --</fes:ValueReference><fes:Literal>a"
            + "</fes:Literal></fes:PropertyIsEqualTo>" },
        { "a path", "<fes:PropertyIsEqualTo><fes:ValueReference>//*[document('file:///etc/passwd')]</fes:ValueReference><fes:Literal>a"
            + "</fes:Literal></fes:PropertyIsEqualTo>" },
        { "nested collections", string.Concat(Enumerable.Repeat("<gml:MultiGeometry><gml:geometryMember>", 500)) },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_hostile_filter_is_refused(string what, string condition)
    {
        var answer = await server.Post("/wfs", Document("", condition));
        Assert.True(answer.Status is 400 or 413, $"{what}: {answer.Status}");
        Assert.Matches("^(400 InvalidParameterValue FILTER|(400|413) OperationParsingFailed)$", WfsRequests.Error(answer));
        Assert.DoesNotContain("   at ", answer.Text);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>", "&c;")]
    [InlineData("<!DOCTYPE x [<!ENTITY c SYSTEM \"file:///etc/passwd\">]>", "&c;")]
    [InlineData("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">", "a")]
    public async Task Entities_and_external_documents_are_refused(string declaration, string literal) =>
        Assert.Equal("400 OperationParsingFailed",
            WfsRequests.Error(await server.Post("/wfs", Document(declaration, Equal.Replace(">a<", $">{literal}<")))));

    [Fact]
    public async Task An_injected_value_is_only_a_value() =>
        Assert.Equal(0, (await server.GetFeatures("TYPENAMES=communes&CQL_FILTER="
            + Uri.EscapeDataString("nom = '''; DROP TABLE communes; --'"))).Numbers().Matched);

    private static string Document(string declaration, string condition) =>
        $"""{declaration}<wfs:GetFeature xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:fes="http://www.opengis.net/fes/2.0" """
            + $"""xmlns:gml="http://www.opengis.net/gml/3.2" service="WFS" version="2.0.0"><wfs:Query typeNames="communes">"""
            + $"""<fes:Filter>{condition}</fes:Filter></wfs:Query></wfs:GetFeature>""";
}
