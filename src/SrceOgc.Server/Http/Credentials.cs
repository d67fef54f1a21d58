using System.Text;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Http;

/// <summary>
/// Finds the token of a request: <c>Authorization: Bearer</c>, <c>X-Api-Key</c>, or Basic with the token as password, which is
/// what QGIS and curl have ready.
/// </summary>
internal static class Credentials
{
    /// <summary>
    /// What does not look like a token of ours is not for us: a proxy in front may ask for passwords of its own and hand them on.
    /// </summary>
    public static Caller CallerOf(HttpRequest request, TokenStore tokens)
    {
        var caller = Caller.Anonymous;
        foreach (var secret in SecretsOf(request).Where(TokenStore.LooksLikeSecret))
            if (tokens.Find(secret) is { } token)
                return new(token);
            else
                caller = Caller.Refused;
        return caller;
    }

    /// <exception cref="ServiceException">401 without a valid token, 403 when it does not allow this.</exception>
    public static Token Require(this ServiceRequest request, Right right, string dataset)
    {
        var token = request.Caller.Token ?? throw Unauthorized(request);
        return token.Allows(right, dataset) ? token : throw new ServiceException("Forbidden", null, new(
            $"Le jeton « {token.Name} » ne permet pas cette opération sur « {dataset} ».",
                $"Token '{token.Name}' does not allow this on '{dataset}'."), 403);
    }

    public static ServiceException Unauthorized(ServiceRequest request)
    {
        // A client that says it speaks for itself (XMLHttpRequest, the QGIS plugin) tells its user what is wrong in its own words: a Basic
        // challenge would have the browser, or QGIS, ask for a password first.
        request.Response.Headers.WWWAuthenticate = request.Context.Request.Headers.ContainsKey("X-Requested-With")
            ? "Bearer realm=\"SrceOgc\"" : "Basic realm=\"SrceOgc\", charset=\"UTF-8\"";
        return new ServiceException("Unauthorized", null, new(
            "Un jeton valable est nécessaire (en-tête Authorization, ou X-Api-Key).",
                "A valid token is needed (Authorization or X-Api-Key header)."), 401);
    }

    /// <summary>Of every header that may hold one: a gateway's own key must not hide ours.</summary>
    private static IEnumerable<string> SecretsOf(HttpRequest request)
    {
        foreach (var key in request.Headers["X-Api-Key"])
            if (key is not null)
                yield return key.Trim();
        foreach (var header in request.Headers.Authorization)
            if (header?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true)
                yield return header[7..].Trim();
            else if (header?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) == true && Password(header[6..]) is { } password)
                yield return password;
    }

    private static string? Password(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':') is >= 0 and var colon ? pair[(colon + 1)..] : null;
    }
}
