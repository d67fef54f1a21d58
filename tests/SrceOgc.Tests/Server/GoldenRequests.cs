using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SrceOgc.Tests.Server;

/// <summary>
/// Requests as clients write them (files *.http of a folder of tests/requests, asked in the order of their names), each with the answer it
/// got when it was last looked at beside it. What differs from run to run is masked.
/// </summary>
/// <param name="server">Who answers.</param>
/// <param name="folder">Below tests/requests.</param>
/// <param name="texts">What stands for words between braces in a request's head.</param>
/// <param name="bodies">What stands for a body that is one word between braces.</param>
internal sealed partial class GoldenRequests(ServerProcess server, string folder, IReadOnlyDictionary<string, string> texts,
    IReadOnlyDictionary<string, byte[]> bodies)
{
    private readonly string _folder = Path.Combine(RepositoryFiles.Root, "tests/requests", folder);

    /// <summary>The requests that are answered otherwise than they were, and where.</summary>
    public async Task<IReadOnlyList<string>> Differing()
    {
        var others = new List<string>();
        foreach (var path in Directory.EnumerateFiles(_folder, "*.http").Order(StringComparer.Ordinal))
        {
            var answer = await Answer(await File.ReadAllTextAsync(path));
            var expected = Path.ChangeExtension(path, ".answer");
            if (Environment.GetEnvironmentVariable("BLESS_REQUESTS") == "1")
                await File.WriteAllTextAsync(expected, answer);
            else if (!File.Exists(expected) || await File.ReadAllTextAsync(expected) != answer)
                others.Add($"{Path.GetFileName(path)}: {Difference(File.Exists(expected) ? await File.ReadAllTextAsync(expected) : "",
                    answer)}");
        }

        return others;
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
        using var answer = await server.Http.SendAsync(Request(text), TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var type = answer.Content.Headers.ContentType?.ToString() ?? "";
        var isText = !type.StartsWith("image/png", StringComparison.Ordinal);
        return $"{(int)answer.StatusCode}\n{type}\n\n"
            + $"{(isText ? Masked(Encoding.UTF8.GetString(body)) : $"sha256 {Convert.ToHexStringLower(SHA256.HashData(body))}")}\n";
    }

    private HttpRequestMessage Request(string text)
    {
        var parts = text.Split("\n\n", 2);
        var head = texts.Aggregate(parts[0], (filled, entry) => filled.Replace($"{{{entry.Key}}}", entry.Value));
        var lines = head.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var words = lines[0].Split(' ');
        var request = new HttpRequestMessage(new HttpMethod(words[0]), server.Address + words[1]);
        if (parts.Length > 1)
            request.Content = new ByteArrayContent(bodies.GetValueOrDefault(parts[1].Trim().Trim('{', '}'))
                ?? Encoding.UTF8.GetBytes(parts[1]));
        foreach (var header in lines.Skip(1).Select(line => line.Split(": ", 2)))
            if (!request.Headers.TryAddWithoutValidation(header[0], header[1]))
                request.Content!.Headers.TryAddWithoutValidation(header[0], header[1]);
        return request;
    }

    /// <summary>The address of the server, moments, tags and sizes made of them, secrets and the names of tokens.</summary>
    private string Masked(string text) => Secret().Replace(Day().Replace(Tag().Replace(Moment().Replace(text
        .Replace(server.Address, "{server}").Replace(server.Address["http://".Length..], "{host}"), "{moment}"), "{tag}"), "{day}"),
        "{secret}").ReplaceLineEndings("\n");

    [GeneratedRegex(@"20\d\d-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?)?")]
    private static partial Regex Moment();

    [GeneratedRegex(@"\d\d/\d\d/20\d\d( \d\d:\d\d)?|(?<=#)20\d{15}")]
    private static partial Regex Day();

    [GeneratedRegex(@"(?<=""etag"":"")[^,]*?(?="",)|(?<=v=)[0-9a-f]{8,}|(?<=""(octets|taille)"":)\d+")]
    private static partial Regex Tag();

    [GeneratedRegex(@"srce_[0-9a-f]{64}|whsec_[A-Za-z0-9+/=]+|(?<=""id"":"")[0-9a-f]{12}(?="")")]
    private static partial Regex Secret();
}
