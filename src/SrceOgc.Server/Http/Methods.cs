using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Http;

/// <summary>The methods an address answers (RFC 9110, 9 and 15.5.6), as the field Allow names them.</summary>
internal static class Methods
{
    public const string Reading = "GET, HEAD, OPTIONS";

    /// <summary>Questions too long for an address are posted; nothing changes by them.</summary>
    public const string Asking = "GET, HEAD, POST, OPTIONS";

    private const string All = "GET, HEAD, POST, PUT, DELETE, OPTIONS";

    /// <summary>Answers what no address of this server knows; CONNECT has no path at all (RFC 9110, 9.3.6).</summary>
    public static bool TryRefuse(HttpContext context)
    {
        if (Allows(All, context.Request.Method))
            return false;
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = All;
        return true;
    }

    /// <exception cref="ServiceException">405, with the field Allow set.</exception>
    public static void Check(HttpContext context, string allowed)
    {
        if (Allows(allowed, context.Request.Method))
            return;
        context.Response.Headers.Allow = allowed;
        throw new ServiceException("MethodNotAllowed", null, new($"Cette adresse répond à {allowed}.", $"This address answers {allowed}."),
            StatusCodes.Status405MethodNotAllowed);
    }

    /// <summary>Methods are case-sensitive (RFC 9110, 9.1).</summary>
    private static bool Allows(string allowed, string method)
    {
        foreach (var range in allowed.AsSpan().Split(", "))
            if (allowed.AsSpan(range).SequenceEqual(method))
                return true;
        return false;
    }
}
