using System.Text.Json;
using SrceOgc.Tests.Server.Browser;

namespace SrceOgc.Tests.Server.Discovery;

public sealed class ApiDescriptionTests(RunningServer server)
{
    [Fact]
    public void The_description_is_valid_OpenAPI() => BrowserScript.RunWithoutBrowser("openapi.mjs", server.Address + "/api/v1");

    /// <summary>Each operation exists: with sample values it is answered or refused, never unknown.</summary>
    [Fact]
    public async Task Every_operation_of_the_description_is_there()
    {
        using var document = JsonDocument.Parse(await server.GetText("/api/v1"));
        var asked = 0;
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject().Where(o => o.Name is "get" or "put" or "post" or "delete"))
            {
                var address = path.Name.Replace("{couche}", "communes").Replace("{jeu}", "essai").Replace("{version}", "1")
                    .Replace("{id}", "inconnu")
                    .Replace("{typeTerritoire}", "commune").Replace("{codeTerritoire}", "02001");
                using var request = new HttpRequestMessage(new HttpMethod(operation.Name.ToUpperInvariant()), server.Address + address);
                using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True((int)answer.StatusCode is 200 or 400 or 401 || IsAbsentFile(address, answer),
                    $"{operation.Name} {address}: {(int)answer.StatusCode}");
                asked++;
            }

        Assert.True(asked > 20);
    }

    /// <summary>Jobs, reports of the last delivery and files of faults exist only where there is something to tell.</summary>
    private static bool IsAbsentFile(string address, HttpResponseMessage answer) =>
        answer.StatusCode == System.Net.HttpStatusCode.NotFound && !address.StartsWith("/emporter", StringComparison.Ordinal)
            && (address.EndsWith(".gpkg", StringComparison.Ordinal) || address.StartsWith("/travaux/", StringComparison.Ordinal)
                || address.EndsWith("essai/rapport", StringComparison.Ordinal));
}
