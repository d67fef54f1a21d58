using System.Text.Json;

namespace SrceOgc.Tests.Server.OData;

/// <summary>Asking the running server as an OData client does.</summary>
internal static class ODataRequests
{
    public static async Task<JsonElement> GetOData(this RunningServer server, string address)
    {
        using var answer = await server.Get("/odata" + address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 200, $"{address}: {answer.StatusCode} {text}");
        Assert.StartsWith("4.0", answer.Headers.GetValues("OData-Version").Single());
        return JsonDocument.Parse(text).RootElement;
    }

    public static IEnumerable<JsonElement> Values(this JsonElement document) => document.GetProperty("value").EnumerateArray();

    public static string EntityIds(this JsonElement document) =>
        string.Join(",", document.Values().Select(entity => entity.GetProperty("fid").GetInt64()));

    public static string SortedEntityIds(this JsonElement document) =>
        string.Join(",", document.Values().Select(entity => entity.GetProperty("fid").GetInt64()).Order());

    /// <summary>The status and the target of a refusal.</summary>
    public static async Task<string> GetODataError(this RunningServer server, string address)
    {
        using var answer = await server.Get("/odata" + address);
        Assert.StartsWith("application/json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("4.0", answer.Headers.GetValues("OData-Version").Single());
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        Assert.NotEmpty(error.GetProperty("code").GetString()!);
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        return $"{(int)answer.StatusCode} {(error.TryGetProperty("target", out var target) ? target.GetString() : "")}".TrimEnd();
    }
}
