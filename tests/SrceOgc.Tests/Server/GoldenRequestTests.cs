using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SrceOgc.Tests.Server;

/// <summary>
/// Requests as clients write them (tests/requests/*.http), each with the answer it got when it was last looked at beside it. After a wanted
/// change, run with BLESS_REQUESTS=1, look at the answers that changed, and commit them. What differs from run to run is masked.
/// </summary>
public sealed partial class GoldenRequestTests : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "tests/requests");

    private readonly ServerProcess _server = new();

    public async ValueTask InitializeAsync()
    {
        TestGeoPackage.Write(Path.Combine(_server.GpkgFolder, "essai.gpkg"));
        _server.Start();
        await _server.WaitForLayer("seuils_ROE");
        // The first who asks for figures brings the layers of figures; no answer may depend on whether they are there yet.
        await _server.GetText("/api/v1/territoires/commune/02001/indicateurs");
        await _server.WaitForLayer("indicateurs_communes");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_request_is_answered_as_it_was()
    {
        var others = new List<string>();
        foreach (var path in Directory.EnumerateFiles(Folder, "*.http").Order(StringComparer.Ordinal))
        {
            var answer = await Answer(await File.ReadAllTextAsync(path));
            var expected = Path.ChangeExtension(path, ".answer");
            if (Environment.GetEnvironmentVariable("BLESS_REQUESTS") == "1")
                await File.WriteAllTextAsync(expected, answer);
            else if (!File.Exists(expected) || await File.ReadAllTextAsync(expected) != answer)
                others.Add($"{Path.GetFileName(path)}: {Difference(File.Exists(expected) ? await File.ReadAllTextAsync(expected) : "",
                    answer)}");
        }

        Assert.Empty(others);
    }

    private static string Difference(string expected, string answer)
    {
        var (one, other) = (expected.Split('\n'), answer.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(one.Length, other.Length)).FirstOrDefault(i => one[i] != other[i], Math.Min(one.Length,
            other.Length));
        return $"line {line + 1}: {one.ElementAtOrDefault(line)} | {other.ElementAtOrDefault(line)}";
    }

    /// <summary>Status, type, and the body; of what is no text its hash.</summary>
    private async Task<string> Answer(string text)
    {
        using var answer = await _server.Http.SendAsync(Request(text), TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var type = answer.Content.Headers.ContentType?.ToString() ?? "";
        var isText = !type.StartsWith("image/png", StringComparison.Ordinal);
        return $"{(int)answer.StatusCode}\n{type}\n\n"
            + $"{(isText ? Masked(Encoding.UTF8.GetString(body)) : $"sha256 {Convert.ToHexStringLower(SHA256.HashData(body))}")}\n";
    }

    private HttpRequestMessage Request(string text)
    {
        var parts = text.Split("\n\n", 2);
        var lines = parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var words = lines[0].Split(' ');
        var request = new HttpRequestMessage(new HttpMethod(words[0]), _server.Address + words[1]);
        if (parts.Length > 1)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(parts[1]));
        foreach (var header in lines.Skip(1).Select(line => line.Split(": ", 2)))
            if (!request.Headers.TryAddWithoutValidation(header[0], header[1]))
                request.Content!.Headers.TryAddWithoutValidation(header[0], header[1]);
        return request;
    }

    /// <summary>The address of the server, moments, and tags and sizes made of them.</summary>
    private string Masked(string text) => Tag().Replace(Moment().Replace(text.Replace(_server.Address, "{server}")
        .Replace(_server.Address["http://".Length..], "{host}"), "{moment}"), "{tag}").ReplaceLineEndings("\n");

    [GeneratedRegex(@"20\d\d-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)")]
    private static partial Regex Moment();

    [GeneratedRegex(@"(?<=""etag"":"")[^,]*?(?="",)|(?<=v=)[0-9a-f]{8,}")]
    private static partial Regex Tag();
}
