using SrceOgc.Publishing.Store;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Stewards;

/// <summary>If-Match and If-None-Match of a steward's request (RFC 9110, 13.1).</summary>
internal static class RequestPrecondition
{
    public static Precondition Precondition(this ServiceRequest request)
    {
        var headers = request.Context.Request.Headers;
        return new(headers.IfMatch.ToString(), headers.IfNoneMatch.ToString());
    }
}
