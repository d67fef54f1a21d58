using System.Net;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>What was compared is kept on the disk by pair, told apart by what the versions are, and goes with them.</summary>
public sealed class KeptComparisonTests
{
    private const string Dataset = "/api/v1/jeux/essai", Count =
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&RESULTTYPE=hits&TYPENAMES=communes_retraits";

    [Fact]
    public async Task A_pair_is_kept_until_a_version_goes()
    {
        await using var steward = await Steward.Start();
        for (var version = 1; version <= 3; version++)
            await steward.Put(Dataset + "?accepter=pertes",
                ComparisonTests.Edited(TestGeoPackage.Bytes(), $"DELETE FROM communes WHERE fid <= {version}"));
        var first = await steward.Server.GetText("/versions/essai-1..3" + Count);
        Assert.Contains("numberMatched=\"2\"", first);
        var kept = Path.Combine(steward.Server.DataFolder, "comparaisons", "essai-1..3");
        Assert.True(File.Exists(Path.Combine(kept, "paire.txt")));
        await steward.Server.GetText("/versions/essai-3..1" + Count.Replace("retraits", "ajouts"));
        Assert.Equal(2, Directory.GetDirectories(Path.GetDirectoryName(kept)!).Length);
        for (var version = 4; version <= 7; version++)
            await steward.Put(Dataset + "?accepter=pertes",
                ComparisonTests.Edited(TestGeoPackage.Bytes(), $"DELETE FROM communes WHERE fid <= {version}"));
        Assert.Equal(HttpStatusCode.NotFound, (await steward.Server.Get("/versions/essai-1..3" + Count)).StatusCode);
        Assert.False(Directory.Exists(kept));
    }

    [Fact]
    public async Task Many_clients_over_many_pairs_are_answered_or_told_to_come_again()
    {
        await using var steward = await Steward.Start();
        for (var version = 1; version <= 4; version++)
            await steward.Put(Dataset + "?accepter=pertes",
                ComparisonTests.Edited(TestGeoPackage.Bytes(), $"DELETE FROM communes WHERE fid <= {version}"));
        var pairs = from a in Enumerable.Range(1, 4)
                    from b in Enumerable.Range(1, 4)
                    where a != b
                    from again in Enumerable.Range(0,
            6)
                    select $"/versions/essai-{a}..{b}/wms?SERVICE=WMS&REQUEST=GetCapabilities";
        var answers = await Task.WhenAll(pairs.Select(address => steward.Server.Get(address)));
        Assert.All(answers, answer => Assert.True(
            answer.StatusCode == HttpStatusCode.OK
                || (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null),
                $"{answer.StatusCode}"));
    }
}
