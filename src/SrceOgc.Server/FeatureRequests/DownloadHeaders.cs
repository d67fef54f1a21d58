using SrceOgc.Features.Formats;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.FeatureRequests;

/// <summary>What HTTP says of a format.</summary>
internal static class DownloadHeaders
{
    public static string ContentType(this FeatureFormat format) =>
        format.IsBinary || format.MediaType.Contains("charset", StringComparison.Ordinal) ? format.MediaType : format.MediaType
            + "; charset=utf-8";

    /// <summary>The name a saved answer gets.</summary>
    public static void SetFileName(this ServiceRequest request, FeatureFormat format, string title) =>
        request.Response.Headers.ContentDisposition = ContentDisposition.Write($"{title}.{format.Extension}", isAttachment: format.IsWhole);
}
