using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Pages;

/// <summary>A file built into the server; null bytes when the build had no Node to fetch it.</summary>
internal sealed class PageAsset
{
    private readonly Lazy<(byte[] Content, string Tag)?> _loaded;
    private readonly ConcurrentDictionary<string, byte[]> _compressed = new(StringComparer.Ordinal);

    public PageAsset(string name, string contentType)
    {
        Name = name;
        ContentType = contentType;
        _loaded = new(() => Load(name));
    }

    public string Name { get; }

    public string ContentType { get; }

    public byte[]? Content => _loaded.Value?.Content;

    public Task Answer(HttpContext context)
    {
        if (_loaded.Value is not var (content, tag))
            return NotFound.Answer(context);
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "public, max-age=3600";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (context.Request.Headers.IfNoneMatch.ToString() is { } known && (known == tag || known == "W/" + tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = ContentType;
        if (ContentCoding.IsText(ContentType) && Coding(context.Request) is { } coding)
        {
            ContentCoding.Announce(context.Response, coding);
            // Compressed once, as well as can be.
            content = _compressed.GetOrAdd(coding, wanted => ContentCoding.Compressed(content, wanted, CompressionLevel.Optimal));
        }

        context.Response.ContentLength = content.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(content).AsTask();
    }

    private static string? Coding(HttpRequest request) =>
        ContentCoding.Accepts(request.Headers.AcceptEncoding.ToString(), "br") ? "br" : ContentCoding.Choose(request);

    private static (byte[], string)? Load(string name)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream("Page." + name);
        if (stream is null)
            return null;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return (content, $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");
    }
}
