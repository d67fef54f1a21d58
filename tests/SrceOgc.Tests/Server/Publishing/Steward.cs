using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>A server of one's own and its administrator's token, read where a person would: in what the first start prints.</summary>
internal sealed partial class Steward(ServerProcess server, string secret) : IAsyncDisposable
{
    public ServerProcess Server => server;

    public string Secret => secret;

    public static Task<Steward> Start(params string[] arguments) => Start(new ServerProcess(), arguments);

    public static async Task<Steward> Start(ServerProcess server, params string[] arguments)
    {
        server.Start(arguments);
        await server.WaitFor("a token and an answer", async () =>
            SecretText().IsMatch(server.Log) && (await server.Get("/sante")).IsSuccessStatusCode);
        return new(server, SecretText().Match(server.Log).Value);
    }

    public async Task<(HttpStatusCode Status, JsonDocument Report)> Put(string address, byte[] content, string? with = null,
        string? ifMatch = null)
    {
        using var request = Request(HttpMethod.Put, address, with);
        request.Content = new ByteArrayContent(content);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await server.Http.SendAsync(request);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()));
    }

    public async Task<HttpStatusCode> Send(HttpMethod method, string address, string? with = null, string? ifMatch = null)
    {
        using var request = Request(method, address, with);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await server.Http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>What an address answers to the bearer of a token, the administrator's unless told otherwise.</summary>
    public async Task<string> Read(string address, string? with = null)
    {
        using var answer = await server.Http.SendAsync(Request(HttpMethod.Get, address, with));
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<JsonElement> Post(string address, params (string Name, string Value)[] fields)
    {
        using var request = Request(HttpMethod.Post, address, null);
        request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await server.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode} {text}");
        using var json = JsonDocument.Parse(text.Length > 0 ? text : "{}");
        return json.RootElement.Clone();
    }

    public async Task<(string Id, string Secret)> NewToken(string right, string dataset)
    {
        var token = await Post("/api/v1/jetons", ("nom", "essai"), ("droit", right), ("jeu", dataset));
        return (token.GetProperty("id").GetString()!, token.GetProperty("jeton").GetString()!);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    public HttpRequestMessage Request(HttpMethod method, string address, string? with) =>
        new(method, server.Address + address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", with ?? secret) } };

    [GeneratedRegex("srce_[0-9a-f]{64}")]
    private static partial Regex SecretText();
}
