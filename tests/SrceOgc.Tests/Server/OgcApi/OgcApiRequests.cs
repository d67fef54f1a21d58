using System.Text.Json;

namespace SrceOgc.Tests.Server.OgcApi;

/// <summary>Asking the running server as a client of OGC API – Features does.</summary>
internal static class OgcApiRequests
{
    public static async Task<JsonElement> GetJson(this RunningServer server, string address)
    {
        var (status, text) = await server.GetAnswer(address);
        Assert.True(status == 200, $"{address}: {status} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static Task<JsonElement> GetItems(this RunningServer server, string collection, string query) =>
        server.GetJson($"/ogc/collections/{collection}/items?{query}");

    public static string Ids(this JsonElement collection) =>
        string.Join(",", collection.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetInt64()));

    public static string SortedIds(this JsonElement collection) =>
        string.Join(",", collection.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetInt64())
            .Order());

    public static string? Link(this JsonElement document, string rel, string? type = null) => document.GetProperty("links").EnumerateArray()
        .Where(link => link.GetProperty("rel").GetString() == rel && (type is null || link.GetProperty("type").GetString() == type))
        .Select(link => link.GetProperty("href").GetString()).FirstOrDefault();

    /// <summary>The status and the parameter of a refusal.</summary>
    public static async Task<string> GetProblem(this RunningServer server, string address)
    {
        using var answer = await server.Get(address);
        Assert.StartsWith("application/problem+json", answer.Content.Headers.ContentType!.ToString());
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return $"{(int)answer.StatusCode} {(problem.TryGetProperty("parameter", out var parameter) ? parameter.GetString()
            : "")}".TrimEnd();
    }
}
