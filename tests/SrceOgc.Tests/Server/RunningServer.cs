using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SrceOgc.Tests.Server;

[assembly: AssemblyFixture(typeof(RunningServer))]

namespace SrceOgc.Tests.Server;

/// <summary>
/// The built server, started once for all tests as its users start it, on a free loopback port, with
/// <see cref="TestGeoPackage"/> and the shared data when they are here.
/// </summary>
public sealed class RunningServer : IAsyncLifetime
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"srceogc-tests-{Environment.ProcessId}");
    private readonly StringBuilder _log = new();
    private Process? _process;

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { Timeout = TimeSpan.FromMinutes(2) };

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "gpkg"));
        TestGeoPackage.Write(Path.Combine(_folder, "gpkg", "essai.gpkg"));
        var shared = Path.Combine(SharedData.Directory, "oise-tvb.gpkg");
        if (File.Exists(shared))
            File.Copy(shared, Path.Combine(_folder, "gpkg", "oise-tvb.gpkg"));
        Start();
        await WaitFor("seuils_ROE");
        if (File.Exists(shared))
            await WaitFor("znieff1");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The answer to an address below the server's own.</summary>
    public Task<HttpResponseMessage> Get(string address) => Http.GetAsync(Address + address);

    /// <summary>The status and the text of an answer.</summary>
    public async Task<(int Status, string Text)> GetAnswer(string address)
    {
        using var answer = await Get(address);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<string> GetText(string address) => await (await Get(address)).Content.ReadAsStringAsync();

    public async Task<(int Status, string Text)> Post(string address, string xml)
    {
        using var answer = await Http.PostAsync(Address + address, new StringContent(xml, Encoding.UTF8, "application/xml"));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private void Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "SrceOgc.Server.dll"), "--urls", Address, "--gpkg", Path.Combine(_folder, "gpkg"),
            "--ogc", Path.Combine(RepositoryFiles.Root, "ogc"), "--data", Path.Combine(_folder, "data"),
        })
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
            _log.AppendLine(line.Data);
    }

    /// <summary>Until the capabilities show this layer.</summary>
    private async Task WaitFor(string layer)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < LongestStart; await Task.Delay(100))
        {
            if (_process!.HasExited)
                break;
            try
            {
                if ((await GetText("/wfs?SERVICE=WFS&REQUEST=GetCapabilities")).Contains(layer))
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        throw new InvalidOperationException($"The server did not show {layer}:\n{_log}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
