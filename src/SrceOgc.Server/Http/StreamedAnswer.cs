using System.IO.Compression;
using SrceOgc.Features.Formats.Writing;

namespace SrceOgc.Server.Http;

/// <summary>
/// An answer whose length nobody knows yet. Nothing leaves before the first full buffer, so that a failure until then still
/// gets a proper report, and a small answer goes out whole with its length. What is larger is compressed when the client
/// accepts it.
/// </summary>
internal sealed class StreamedAnswer(ServiceRequest request, string contentType) : IAsyncDisposable
{
    private const int FlushAt = 64 * 1024;

    private const int WorthCompressing = 1400;

    private Stream? _body;

    public Utf8Output Output { get; } = new();

    public bool IsFull => Output.Length >= FlushAt;

    /// <summary>Sends what is in the buffer.</summary>
    public async ValueTask Flush()
    {
        _body ??= Open();
        if (!request.IsHead)
            await _body.WriteAsync(Output.Written, request.Aborted);
        Output.Clear();
    }

    public async Task Complete()
    {
        if (_body is null && (Output.Length < WorthCompressing || Encoding() is null))
        {
            await request.Send(contentType, Output.Written);
            return;
        }
        await Flush();
        if (_body is not null)
            await _body.DisposeAsync();
        _body = null;
    }

    /// <summary>Sends a file instead of the buffer: it is whole, and its kind is compressed already or not worth it.</summary>
    public async Task Complete(Stream file)
    {
        request.Response.ContentType = contentType;
        request.Response.ContentLength = file.Length;
        if (!request.IsHead)
            await file.CopyToAsync(request.Response.Body, request.Aborted);
    }

    /// <summary>A compressing stream that was not completed is dropped, not finished: half a document must not look whole.</summary>
    public ValueTask DisposeAsync()
    {
        Output.Dispose();
        return ValueTask.CompletedTask;
    }

    private Stream Open()
    {
        request.Response.ContentType = contentType;
        var body = request.Response.Body;
        if (Encoding() is not { } encoding)
            return body;
        request.Response.Headers.ContentEncoding = encoding;
        request.Response.Headers.Append("Vary", "Accept-Encoding");
        // The same content in other bytes: a weak tag (RFC 9110, 8.8.1).
        if (request.Response.Headers.ETag is [{ } tag] && !tag.StartsWith("W/", StringComparison.Ordinal))
            request.Response.Headers.ETag = "W/" + tag;
        return encoding == "br" ? new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true)
            : new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true);
    }

    /// <summary>gzip before brotli: at these speeds it costs half the processor for nearly the same size.</summary>
    private string? Encoding()
    {
        var accepted = request.Context.Request.Headers.AcceptEncoding.ToString();
        return Accepts(accepted, "gzip") ? "gzip" : Accepts(accepted, "br") ? "br" : null;
    }

    /// <summary>RFC 9110, 12.5.3: a weight of zero means "not this one".</summary>
    private static bool Accepts(string accepted, string coding)
    {
        foreach (var item in accepted.Replace(" ", "").Split(','))
            if (item.Equals(coding, StringComparison.OrdinalIgnoreCase))
                return true;
            else if (item.StartsWith(coding + ";q=", StringComparison.OrdinalIgnoreCase))
                return item.AsSpan(coding.Length + 3).IndexOfAnyInRange('1', '9') >= 0;
        return false;
    }
}
