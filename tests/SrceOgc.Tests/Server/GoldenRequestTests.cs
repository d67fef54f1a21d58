namespace SrceOgc.Tests.Server;

/// <summary>
/// A request for every operation of every protocol (tests/requests), and a steward's work from a first delivery to the retirement of its
/// dataset (tests/requests/stewards). After a wanted change, run with BLESS_REQUESTS=1, look at the answers that changed, and commit them.
/// </summary>
public sealed class GoldenRequestTests
{
    private static readonly Dictionary<string, string> NoTexts = [];
    private static readonly Dictionary<string, byte[]> NoBodies = [];

    [Fact]
    public async Task Every_request_is_answered_as_it_was()
    {
        await using var server = new ServerProcess();
        TestGeoPackage.Write(Path.Combine(server.GpkgFolder, "essai.gpkg"));
        server.Start();
        await server.WaitForLayer("seuils_ROE");
        // The first who asks for figures brings the layers of figures; no answer may depend on whether they are there yet.
        await server.GetText("/api/v1/territoires/commune/02001/indicateurs");
        await server.WaitForLayer("indicateurs_communes");
        Assert.Empty(await new GoldenRequests(server, "", NoTexts, NoBodies).Differing());
    }

    [Fact]
    public async Task A_stewards_work_is_answered_as_it_was()
    {
        await using var steward = await Publishing.Steward.Start();
        var texts = new Dictionary<string, string> { ["token"] = steward.Secret };
        var bodies = new Dictionary<string, byte[]>
        {
            ["whole"] = TestGeoPackage.Bytes(),
            ["fewer"] = TestGeoPackage.Bytes(without: 400),
        };
        Assert.Empty(await new GoldenRequests(steward.Server, "stewards", texts, bodies).Differing());
    }
}
