using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SrceOgc.Tests.Server;

/// <summary>Another server, on a free loopback port, that answers as a test tells it to and remembers what it was asked.</summary>
internal sealed class LoopbackHost : IDisposable
{
    private readonly HttpListener _listener = new();

    public LoopbackHost(Func<HttpListenerContext, Task> answer)
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Prefixes.Add($"http://localhost:{Port}/");
        _listener.Start();
        _ = Listen(answer);
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    public ConcurrentQueue<string> Asked { get; } = [];

    public static async Task Send(HttpListenerContext context, byte[] body, int status = 200, string? tag = null)
    {
        context.Response.StatusCode = status;
        if (tag is not null)
            context.Response.Headers["ETag"] = tag;
        context.Response.ContentLength64 = body.Length;
        await context.Response.OutputStream.WriteAsync(body);
        context.Response.Close();
    }

    public void Dispose() => _listener.Close();

    private async Task Listen(Func<HttpListenerContext, Task> answer)
    {
        while (_listener.IsListening)
            try
            {
                var context = await _listener.GetContextAsync();
                Asked.Enqueue(context.Request.RawUrl!);
                _ = Guarded(answer, context);
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
    }

    private static async Task Guarded(Func<HttpListenerContext, Task> answer, HttpListenerContext context)
    {
        try
        {
            await answer(context);
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or IOException)
        {
            // Whoever asked went away.
        }
    }
}
