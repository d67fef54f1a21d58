using System.Net;
using System.Text;
using SrceOgc.Tests.Server.Publishing;

namespace SrceOgc.Tests.Server.Http;

/// <summary>What pages of other sites, proxies and odd clients may make of the server: nothing that its steward did not ask for.</summary>
public sealed class ForeignPageTests
{
    private const string Tokens = "/api/v1/jetons";

    [Theory]
    [InlineData("Basic", "Origin", "https://ailleurs.example", HttpStatusCode.Forbidden)]
    [InlineData("Basic", "Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Basic", "Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Basic", "Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Basic", "Sec-Fetch-Site", "same-origin", HttpStatusCode.Created)]
    [InlineData("Basic", "Origin", "https://carte.example", HttpStatusCode.Forbidden)]
    [InlineData("Bearer", "Origin", "https://carte.example", HttpStatusCode.Created)]
    [InlineData("X-Api-Key", "Origin", "https://carte.example", HttpStatusCode.Created)]
    [InlineData("Bearer", "Origin", "https://carte.example.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Bearer", "Origin", "https://ailleurs.example", HttpStatusCode.Forbidden)]
    [InlineData("Basic", "User-Agent", "curl", HttpStatusCode.Created)]
    public async Task Only_this_server_s_pages_and_the_origins_of_the_setting_change_anything(string scheme, string header, string value,
        HttpStatusCode expected)
    {
        await using var steward = await Steward.Start("--allowedOrigins", "https://carte.example");
        using var request = Post(steward, scheme);
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await steward.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task The_server_s_own_origin_may_and_reading_by_post_is_for_everybody()
    {
        await using var steward = await Steward.Start();
        using var own = Post(steward, "Basic");
        own.Headers.TryAddWithoutValidation("Origin", steward.Server.Address);
        using var made = await steward.Server.Http.SendAsync(own, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var map = new HttpRequestMessage(HttpMethod.Post, steward.Server.Address + "/wms")
        {
            Content =
            Form("SERVICE", "WMS", "REQUEST", "GetCapabilities")
        };
        map.Headers.TryAddWithoutValidation("Origin", "https://ailleurs.example");
        using var read = await steward.Server.Http.SendAsync(map, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task A_preflight_allows_put_and_delete_to_the_origins_of_the_setting_alone()
    {
        await using var steward = await Steward.Start("--allowedOrigins", "https://carte.example");
        Assert.Contains("PUT", await Preflight(steward, "https://carte.example"));
        Assert.DoesNotContain("PUT", await Preflight(steward, "https://ailleurs.example"));
    }

    private static async Task<string> Preflight(Steward steward, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, steward.Server.Address + "/api/v1/jeux/essai");
        request.Headers.TryAddWithoutValidation("Origin", origin);
        using var answer = await steward.Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return string.Join(", ", answer.Headers.GetValues("Access-Control-Allow-Methods"));
    }

    private static HttpRequestMessage Post(Steward steward, string scheme)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, steward.Server.Address + Tokens)
        {
            Content =
            Form("nom", "essai", "droit", "lire")
        };
        if (scheme == "X-Api-Key")
            request.Headers.Add(scheme, steward.Secret);
        else
            request.Headers.TryAddWithoutValidation("Authorization",
                $"{scheme} {(scheme == "Basic" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + steward.Secret)) : steward.Secret)}");
        return request;
    }

    private static FormUrlEncodedContent Form(params string[] pairs) =>
        new(pairs.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1])));
}
