namespace SrceOgc.Server.Http;

internal static class Answering
{
    /// <summary>Writes a whole body, compressed where that is worth it; HEAD gets its length only.</summary>
    public static async Task Send(this ServiceRequest request, string contentType, ReadOnlyMemory<byte> body, int status = 200)
    {
        request.Response.StatusCode = status;
        request.Response.ContentType = contentType;
        if (body.Length >= ContentCoding.WorthCompressing && ContentCoding.IsText(contentType)
            && ContentCoding.Choose(request.Context.Request) is { } coding)
        {
            ContentCoding.Announce(request.Response, coding);
            body = ContentCoding.Compressed(body.Span, coding);
        }

        request.Response.ContentLength = body.Length;
        if (!request.IsHead)
            await request.Response.Body.WriteAsync(body, request.Aborted);
    }

    /// <summary>The address of the client, for the journal.</summary>
    public static string From(this ServiceRequest request) => request.Context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>
    /// Sets ETag and Cache-Control; the tag depends on the public address besides, which documents repeat and a proxy's headers decide;
    /// true (and 304 set) when the client already has this version (RFC 9110, 13.1.2). Only pictures may be
    /// kept without asking again: data read a minute after a publication must be the new data. QGIS takes stale answers from its cache
    /// unless they say
    /// "must-revalidate".
    /// </summary>
    public static bool IsNotModified(this ServiceRequest request, string tag, int maxAgeSeconds = 0)
    {
        var quoted = $"\"{tag}-{StableHash.Of(request.PublicUrl):x8}\"";
        request.Response.Headers.ETag = quoted;
        request.Response.Headers.CacheControl = CacheFor(maxAgeSeconds);
        var known = request.Context.Request.Headers.IfNoneMatch;
        if (known.Count == 0 || !known.ToString().Split(',').Any(t => t.Trim() is "*" || t.Trim() == quoted || t.Trim() == "W/" + quoted))
            return false;
        request.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    public static string CacheFor(int maxAgeSeconds) => $"public, max-age={maxAgeSeconds}, must-revalidate";
}
