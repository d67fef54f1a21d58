using Microsoft.OData;

namespace SrceOgc.Server.OData;

/// <summary>A batch as the library reads or writes it: headers and a body. Addresses in it have to be relative.</summary>
internal sealed class BatchMessage(Stream body, Uri root, string? contentType) : IODataRequestMessageAsync, IODataResponseMessageAsync,
    IODataPayloadUriConverter
{
    private readonly Dictionary<string, string> _headers =
        new(contentType is null ? [] : [new("Content-Type", contentType)], StringComparer.OrdinalIgnoreCase);

    public IEnumerable<KeyValuePair<string, string>> Headers => _headers;

    public Uri Url { get => root; set => throw new NotSupportedException(); }

    public string Method { get; set; } = HttpMethods.Post;

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? GetHeader(string headerName) => _headers.GetValueOrDefault(headerName);

    public void SetHeader(string headerName, string headerValue) => _headers[headerName] = headerValue;

    public Stream GetStream() => body;

    public Task<Stream> GetStreamAsync() => Task.FromResult(body);

    /// <exception cref="ODataException">An address of another place: this server calls none.</exception>
    public Uri ConvertPayloadUri(Uri? baseUri, Uri payloadUri)
    {
        var address = payloadUri.OriginalString;
        if (payloadUri.IsAbsoluteUri || address.StartsWith('/') || address.StartsWith('\\') || address.Contains("..")
            || address.Contains("//"))
            throw new ODataException($"« {(address.Length > 100 ? address[..100] + "…" : address)} » : relative address expected");
        return new Uri(root, payloadUri);
    }
}
