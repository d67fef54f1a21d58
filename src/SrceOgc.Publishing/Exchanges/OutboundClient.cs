using System.Net;
using System.Net.Sockets;

namespace SrceOgc.Publishing.Exchanges;

/// <summary>
/// The only way out of the server: to allowed hosts, with redirections followed by hand and held to the same list, without a
/// proxy, cookies or decompression. Addresses are checked when connecting, so that DNS cannot say one thing and do another.
/// </summary>
public sealed class OutboundClient : IDisposable
{
    private const int MostRedirections = 5;

    private readonly AllowedHosts _hosts;
    private readonly HttpClient _http;

    public OutboundClient(AllowedHosts hosts)
    {
        _hosts = hosts;
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = Connect,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 64,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("SrceOgc");
    }

    /// <exception cref="OutboundException">Not allowed.</exception>
    public void Check(Uri address) => _hosts.Check(address);

    /// <summary>The answer as soon as its headers are there.</summary>
    /// <param name="newRequest">Makes the request to an address; once for each redirection.</param>
    /// <exception cref="OutboundException">Not allowed, or redirected without end.</exception>
    /// <exception cref="HttpRequestException">No answer.</exception>
    public async Task<HttpResponseMessage> Send(Uri address, Func<Uri, HttpRequestMessage> newRequest, CancellationToken cancellation)
    {
        for (var redirections = 0; redirections <= MostRedirections; redirections++)
        {
            _hosts.Check(address);
            using var request = newRequest(address);
            var answer = await Answer(request, cancellation);
            if (!IsRedirection(answer.StatusCode) || answer.Headers.Location is not { } next)
                return answer;
            answer.Dispose();
            address = new Uri(address, next);
        }

        throw new OutboundException("L'hôte renvoie sans fin d'une adresse à une autre.");
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Answer(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException fault) when (fault.InnerException is OutboundException refused)
        {
            throw new OutboundException(refused.Message);
        }
    }

    private static bool IsRedirection(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        foreach (var address in addresses)
            _hosts.Check(host, address);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
