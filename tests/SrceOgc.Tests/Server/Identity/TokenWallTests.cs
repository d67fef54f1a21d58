using System.Diagnostics;
using System.Net;
using System.Text;
using SrceOgc.Server.Identity;
using SrceOgc.Tests.Server.Publishing;

namespace SrceOgc.Tests.Server.Identity;

/// <summary>Accounts that nobody loses and nobody guesses.</summary>
public sealed class TokenWallTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_administrator_is_not_revoked()
    {
        await using var steward = await Steward.Start();
        var other = await steward.NewToken("administrer", "*");
        var publisher = await steward.NewToken("publier", "*");
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, $"/api/v1/jetons/{other.Id}"));
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, $"/api/v1/jetons/{publisher.Id}"));
        var first = System.Text.Json.JsonDocument.Parse(await steward.Read("/api/v1/jetons")).RootElement.EnumerateArray().Single()
            .GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.Conflict, await steward.Send(HttpMethod.Delete, $"/api/v1/jetons/{first}"));
        Assert.Equal(HttpStatusCode.NotFound, await steward.Send(HttpMethod.Delete, "/api/v1/jetons/000000000000"));
        await steward.NewToken("administrer", "*");
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, $"/api/v1/jetons/{first}"));
    }

    [Fact]
    public void An_expired_administrator_does_not_count()
    {
        var folder = Directory.CreateTempSubdirectory("srceogc-jetons").FullName;
        try
        {
            var tokens = new TokenStore(folder, TimeProvider.System);
            var (lasting, _) = tokens.Create("durable", [new(Right.Administer, "*")], null);
            tokens.Create("passé", [new(Right.Administer, "*")], DateTime.UtcNow.AddDays(-1));
            Assert.Throws<LastAdministratorException>(() => tokens.Revoke(lasting.Id));
            Assert.Null(tokens.EndOfAdministration);
            var (ending, _) = tokens.Create("bientôt", [new(Right.Administer, "*")], DateTime.UtcNow.AddDays(3));
            Assert.True(tokens.Revoke(lasting.Id));
            Assert.Equal(ending.Expires, tokens.EndOfAdministration);
            Assert.False(tokens.IsWithoutAdministrator);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("clé-du-portail", "Bearer")]
    [InlineData("srce_0000", "Bearer")]
    [InlineData("clé-du-portail", "Basic")]
    public async Task A_gateway_s_own_key_does_not_hide_a_token(string key, string scheme)
    {
        await using var steward = await Steward.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, steward.Server.Address + "/api/v1/journal");
        request.Headers.TryAddWithoutValidation("X-Api-Key", Uri.EscapeDataString(key));
        request.Headers.TryAddWithoutValidation("Authorization",
            $"{scheme} {(scheme == "Basic" ? Convert.ToBase64String(Encoding.UTF8.GetBytes("qui:" + steward.Secret)) : steward.Secret)}");
        using var answer = await steward.Server.Http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_foreign_password_does_not_hide_a_key()
    {
        await using var steward = await Steward.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, steward.Server.Address + "/api/v1/journal");
        request.Headers.TryAddWithoutValidation("X-Api-Key", steward.Secret);
        request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String("portail:secret"u8));
        using var answer = await steward.Server.Http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Not a measure of speed: the sum of the waits that are asked for is a lower bound.</summary>
    [Fact]
    public async Task Refused_tokens_are_slowed_and_valid_ones_are_not()
    {
        await using var steward = await Steward.Start();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 8; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await steward.Send(HttpMethod.Get, "/api/v1/journal", "srce_" + new string('0', 64)));
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(3), $"{watch.Elapsed}");
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Get, "/api/v1/journal"));
    }

    [Fact]
    public async Task What_is_retired_is_gone_from_every_catalogue_and_its_kept_versions_stay()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/essai", TestGeoPackage.Bytes());
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, "/api/v1/jeux/essai"));
        foreach (var gone in (string[])["/api/v1/jeux/essai", "/api/v1/jeux/essai/versions/1/rapport", "/api/v1/couches/seuils_ROE",
            "/ogc/collections/seuils_ROE",
            "/ogc/collections/seuils_ROE/items", "/qgis/couches/seuils_ROE.qlr", "/qgis/jeux/essai.qgs", "/styles/seuils_ROE/default.qml"])
            Assert.Equal(HttpStatusCode.Gone, await Anonymous(steward, gone));
        Assert.DoesNotContain("essai", await steward.Server.GetText("/api/v1/jeux"));
        Assert.DoesNotContain("essai", await steward.Server.GetText("/flux.atom"));
        Assert.Equal(HttpStatusCode.NotFound, await Anonymous(steward, "/api/v1/couches/jamais"));
        Assert.Equal(HttpStatusCode.OK, await Anonymous(steward, "/versions/essai-1/ogc/collections/seuils_ROE"));
        Assert.Contains("essai", await steward.Read("/api/v1/jeux"));
        Assert.Equal(HttpStatusCode.OK, await steward.Send(HttpMethod.Post, "/api/v1/jeux/essai/versions/1/activer"));
        Assert.Equal(HttpStatusCode.OK, await Anonymous(steward, "/ogc/collections/seuils_ROE"));
    }

    [Fact]
    public async Task A_restricted_dataset_that_is_retired_never_was()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/essai", TestGeoPackage.Bytes());
        await steward.Post("/api/v1/jeux/essai/acces", ("pour", "jetons"));
        Assert.Equal(HttpStatusCode.NoContent, await steward.Send(HttpMethod.Delete, "/api/v1/jeux/essai"));
        Assert.Equal(HttpStatusCode.NotFound, await Anonymous(steward, "/api/v1/jeux/essai"));
        Assert.Equal(HttpStatusCode.NotFound, await Anonymous(steward, "/ogc/collections/seuils_ROE"));
    }

    private static async Task<HttpStatusCode> Anonymous(Steward steward, string address)
    {
        using var answer = await steward.Server.Get(address);
        return answer.StatusCode;
    }
}
