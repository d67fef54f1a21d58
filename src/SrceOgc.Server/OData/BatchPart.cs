using Microsoft.AspNetCore.Http.Features;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Server.OData;

/// <summary>
/// One request of a batch, answered as if it had come alone: it passes the whole request pipeline, with a token check, a catalogue and a
/// budget of its own. Its answer waits in memory for its turn to be sent.
/// </summary>
internal sealed class BatchPart : HttpResponseFeature, IHttpRequestLifetimeFeature
{
    /// <summary>Said once for all parts: by whom and by which way the batch came.</summary>
    private static readonly string[] Inherited =
    [
        "Authorization", "X-Api-Key", "Accept-Language", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port",
        "X-Forwarded-Prefix", "X-Forwarded-Proto",
    ];

    /// <summary>What a part may say itself; nothing of the way it came.</summary>
    private static readonly HashSet<string> OfPart = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Language", "Authorization", "If-None-Match", "OData-MaxVersion", "OData-Version", "Prefer", "X-Api-Key",
    };

    private readonly HttpContext _batch;
    private readonly DefaultHttpContext _context;
    private readonly BoundedBody _body = new();

    public BatchPart(HttpContext batch, Uri address, IEnumerable<KeyValuePair<string, string>> headers)
    {
        _batch = batch;
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature());
        features.Set<IHttpResponseFeature>(this);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(_body));
        features.Set<IHttpRequestLifetimeFeature>(this);
        features.Set(batch.Features.Get<IHttpConnectionFeature>());
        _context = new DefaultHttpContext(features);
        var request = _context.Request;
        (request.Method, request.Protocol, request.Scheme, request.Host) =
            (HttpMethods.Get, batch.Request.Protocol, batch.Request.Scheme, batch.Request.Host);
        (request.Path, request.QueryString) = (new(Uri.UnescapeDataString(address.AbsolutePath)), new(address.Query));
        foreach (var name in Inherited)
            if (batch.Request.Headers.TryGetValue(name, out var value))
                request.Headers[name] = value;
        foreach (var (name, value) in headers.Where(header => OfPart.Contains(header.Key)))
            request.Headers[name] = value;
    }

    public CancellationToken RequestAborted
    {
        get => _batch.RequestAborted;
        set { }
    }

    public override bool HasStarted => _body.Length > 0;

    public bool IsTooLong => _body.IsFull;

    /// <summary>What it answered is not whole.</summary>
    public bool IsAborted { get; private set; }

    public ReadOnlyMemory<byte> Content => _body.GetBuffer().AsMemory(0, (int)_body.Length);

    public void Abort() => IsAborted = true;

    public async Task Run(RequestDelegate answer)
    {
        try
        {
            await answer(_context);
            await _context.Response.CompleteAsync();
        }
        catch (IOException) when (_body.IsFull)
        {
            IsAborted = true;
        }
    }

    private sealed class BoundedBody : MemoryStream
    {
        public bool IsFull { get; private set; }

        /// <summary>All other ways to write end here, as this is no MemoryStream itself.</summary>
        public override void Write(byte[] buffer, int offset, int count)
        {
            IsFull |= Length + count > RequestLimits.BatchPartBytes;
            if (IsFull)
                throw new IOException("The answer to a part of a batch is too long.");
            base.Write(buffer, offset, count);
        }
    }
}
