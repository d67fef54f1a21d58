using System.Text;

namespace SrceOgc.Server.Diagnostics;

/// <summary>An answer of the server to itself.</summary>
internal sealed record SelfAnswer(int Status, string ContentType, byte[] Body, IHeaderDictionary Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>
/// Asks the server's own addresses in memory, as the client who asked for the diagnosis would: no connection is opened, so that nobody
/// can make the server call elsewhere.
/// </summary>
internal sealed class SelfRequest(RequestDelegate server, HttpContext caller)
{
    private const string AnotherOrigin = "https://carte.exemple.fr";

    public async Task<SelfAnswer> Get(string path, string query)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        (context.Request.Scheme, context.Request.Host, context.Request.PathBase) =
            (caller.Request.Scheme, caller.Request.Host, caller.Request.PathBase);
        context.Request.Path = path;
        context.Request.QueryString = new("?" + query);
        context.Connection.RemoteIpAddress = caller.Connection.RemoteIpAddress;
        foreach (var name in caller.Request.Headers.Keys.Where(name =>
            name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || name is "Authorization" or "X-Api-Key"))
            context.Request.Headers[name] = caller.Request.Headers[name];
        context.Request.Headers.Origin = AnotherOrigin;
        context.RequestAborted = caller.RequestAborted;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await server(context);
        return new(context.Response.StatusCode, context.Response.ContentType ?? "", body.ToArray(), context.Response.Headers);
    }
}
