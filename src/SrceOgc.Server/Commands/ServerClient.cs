using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SrceOgc.Server.Commands;

/// <summary>A command that could not be carried out: what to say, and the exit code.</summary>
internal sealed class CommandException(int code, string message) : Exception(message)
{
    public int Code => code;
}

/// <summary>Speaks to a running server as a steward's curl would.</summary>
internal sealed class ServerClient : IDisposable
{
    /// <summary>Not SRCEOGC_…, which are the settings of the server itself.</summary>
    public const string AddressVariable = "SRCE_SERVEUR", TokenVariable = "SRCE_JETON", DefaultAddress = "http://127.0.0.1:5080";

    private readonly HttpClient _http =
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly string _address;

    public ServerClient(CommandCall call)
    {
        _address = (call["serveur"] ?? Environment.GetEnvironmentVariable(AddressVariable) ?? DefaultAddress).TrimEnd('/');
        if (!Uri.TryCreate(_address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new UsageException($"« {_address} » n'est pas l'adresse d'un serveur.");
        if ((call["jeton"] ?? Environment.GetEnvironmentVariable(TokenVariable)) is { Length: > 0 } token)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr");
        if (call["si-version"] is { } version)
            ExpectVersion(CommandCall.Number("--si-version", version));
    }

    /// <summary>Changes are made only while this version is served.</summary>
    public void ExpectVersion(int version) =>
        _http.DefaultRequestHeaders.IfMatch.Add(new(string.Create(CultureInfo.InvariantCulture, $"\"{version}\"")));

    /// <summary>The body of the answer; 422 counts as an answer, as it has a report.</summary>
    /// <exception cref="CommandException">No answer, or an error.</exception>
    public async Task<byte[]> Send(HttpMethod method, string path, HttpContent? content = null)
    {
        try
        {
            using var request = new HttpRequestMessage(method, _address + path) { Content = content };
            using var answer = await _http.SendAsync(request);
            var body = await answer.Content.ReadAsByteArrayAsync();
            return answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.UnprocessableEntity
                ? body : throw Fault(answer.StatusCode, body);
        }
        catch (HttpRequestException fault)
        {
            throw new CommandException(ExitCode.Unreachable, $"Le serveur {_address} ne répond pas : {fault.Message}");
        }
    }

    /// <summary>The file an address makes, at once or by a job that is waited for; its progress goes to the standard error.</summary>
    /// <exception cref="CommandException">No answer, an error, or a job that ended without a file.</exception>
    public async Task<byte[]> Make(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _address + path);
        try
        {
            using var answer = await _http.SendAsync(request);
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (!answer.IsSuccessStatusCode)
                throw Fault(answer.StatusCode, body);
            return answer.StatusCode == HttpStatusCode.Accepted ? await Wait(body) : body;
        }
        catch (HttpRequestException fault)
        {
            throw new CommandException(ExitCode.Unreachable, $"Le serveur {_address} ne répond pas : {fault.Message}");
        }
    }

    private async Task<byte[]> Wait(byte[] accepted)
    {
        var said = "";
        for (var body = accepted; ; body = await Send(HttpMethod.Get, PathOf(body) + "?f=json"))
        {
            using var job = JsonDocument.Parse(body);
            var state = job.RootElement;
            var words = $"{state.GetProperty("enMots").GetString()}, {100 * state.GetProperty("part").GetDouble():0} %";
            if (words != said)
                Console.Error.WriteLine($"{state.GetProperty("titre").GetString()} : {said = words}");
            if (state.TryGetProperty("fichier", out _))
                return await Send(HttpMethod.Get, PathOf(body) + "/fichier");
            if (state.GetProperty("termine").GetBoolean())
                throw new CommandException(ExitCode.Refused, state.TryGetProperty("erreur", out var fault)
                    ? fault.GetString()! : $"Le travail est {state.GetProperty("enMots").GetString()}.");
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Below the address that was given, whatever the server calls itself.</summary>
    private static string PathOf(byte[] job)
    {
        using var read = JsonDocument.Parse(job);
        return "/travaux/" + Uri.EscapeDataString(read.RootElement.GetProperty("travail").GetString()!);
    }

    public void Dispose() => _http.Dispose();

    private static CommandException Fault(HttpStatusCode status, byte[] body) => new(
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCode.Forbidden,
            >= HttpStatusCode.InternalServerError => ExitCode.Unreachable,
            _ => ExitCode.Refused,
        },
        Detail(body) ?? $"Le serveur a répondu {(int)status}.");

    /// <summary>The text of a problem document (RFC 9457).</summary>
    private static string? Detail(byte[] body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
