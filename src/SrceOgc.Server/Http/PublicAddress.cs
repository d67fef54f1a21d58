using System.Net;
using SrceOgc.Server.Configuration;

namespace SrceOgc.Server.Http;

/// <summary>
/// The address clients reach the server by: the setting, else forwarded headers of a trusted proxy (their first value:
/// a chain of proxies sends "https, http"), else the request's own host.
/// </summary>
internal sealed class PublicAddress(Settings settings)
{
    private readonly IPAddress[] _trusted =
        [.. settings.TrustedProxies.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(IPAddress.Parse)];

    /// <summary>The address depends on what each request says of itself.</summary>
    public bool IsOpen => settings.PublicUrl.Length == 0;

    public string Of(HttpContext context)
    {
        if (settings.PublicUrl.Length > 0)
            return settings.PublicUrl;
        var request = context.Request;
        if (!IsTrusted(context.Connection.RemoteIpAddress))
            return $"{request.Scheme}://{Host(request.Host.Value)}{request.PathBase}";
        var scheme = First(request, "X-Forwarded-Proto") is "https" ? "https" : First(request, "X-Forwarded-Proto") is "http"
            ? "http" : request.Scheme;
        var host = Host(First(request, "X-Forwarded-Host") ?? request.Host.Value);
        var prefix = First(request, "X-Forwarded-Prefix")?.TrimEnd('/') ?? request.PathBase.Value;
        return $"{scheme}://{host}{(IsPath(prefix) ? prefix : "")}";
    }

    private bool IsTrusted(IPAddress? address) => address is not null
        && Array.Exists(_trusted, t => t.Equals(address) || (address.IsIPv4MappedToIPv6 && t.Equals(address.MapToIPv4())));

    private static string? First(HttpRequest request, string header) =>
        request.Headers[header].ToString() is { Length: > 0 } value ? value.Split(',')[0].Trim() : null;

    /// <summary>A host is repeated in every document: only what a host can be.</summary>
    private static string Host(string? host) =>
        host is { Length: > 0 and < 256 }
            && host.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']' or '_')
            && (char.IsAsciiLetterOrDigit(host[0]) || host[0] is '[' or '_') && !host.Contains("..", StringComparison.Ordinal)
                ? host : "localhost";

    /// <summary>Steps that no client removes again (RFC 3986, 5.2.4), one slash before each.</summary>
    private static bool IsPath(string? path)
    {
        if (path is not { Length: < 256 } || !path.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or '~'))
            return false;
        return path.Length == 0 || (path[0] == '/' && !Array.Exists(path[1..].Split('/'), static step => step is "" or "." or ".."));
    }
}
