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
        if (_body is null && (Output.Length < ContentCoding.WorthCompressing || Encoding() is null))
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
        ContentCoding.Announce(request.Response, encoding);
        return ContentCoding.Compressor(body, encoding);
    }

    private string? Encoding() => ContentCoding.Choose(request.Context.Request);
}
