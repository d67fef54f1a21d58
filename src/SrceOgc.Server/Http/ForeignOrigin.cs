using SrceOgc.Features.Texts;
using SrceOgc.Server.Configuration;

namespace SrceOgc.Server.Http;

/// <summary>
/// Tells whether a request was sent by a page of another site. A browser adds a cached password (Basic) to whatever any page asks for; so a
/// change asked for by another site's page is refused. A token that a script adds by hand (Bearer, X-Api-Key) is the script's own doing: it
/// passes for the origins of the setting <c>allowedOrigins</c>. What is no browser says neither <c>Origin</c> nor <c>Sec-Fetch-Site</c>.
/// </summary>
internal sealed class ForeignOrigin(Settings settings)
{
    private readonly string[] _allowed =
        settings.AllowedOrigins.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool IsAllowed(string origin) => _allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ServiceException">403: a page of another site asks for a change.</exception>
    public void Check(HttpRequest request, string siteUrl)
    {
        if (IsSafe(request.Method) || !IsForeign(request, siteUrl))
            return;
        if (IsAllowed(request.Headers.Origin.ToString()) && !IsAddedByBrowser(request))
            return;
        throw new ServiceException("Forbidden", null, new(
            "Une page d'un autre site ne peut rien changer ici. Un script le peut avec un jeton en en-tête (Bearer ou X-Api-Key) si son "
                + "origine est dans le réglage « allowedOrigins ».",
            "A page of another site may change nothing here. A script may, with a token in a header (Bearer or X-Api-Key), if the "
                + "setting 'allowedOrigins' names its origin."), 403);
    }

    private static bool IsForeign(HttpRequest request, string siteUrl)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !IsOriginOf(origin, siteUrl) && !IsOriginOf(origin, $"{request.Scheme}://{request.Host.Value}");
    }

    /// <summary>RFC 6454, 4: scheme, host and port.</summary>
    private static bool IsOriginOf(string origin, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var own) && Uri.TryCreate(origin, UriKind.Absolute, out var other)
        && Uri.Compare(own, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsAddedByBrowser(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.OrdinalIgnoreCase);

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
