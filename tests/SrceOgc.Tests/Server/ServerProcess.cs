using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SrceOgc.Tests.Server;

/// <summary>The built server as its users start it: a process of its own, a free loopback port, folders of its own that go with
/// it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"srceogc-tests-{Guid.NewGuid():N}");
    private readonly StringBuilder _log = new();
    private Process? _process;

    /// <summary>Without profiles, on purpose.</summary>
    public ServerProcess() => Directory.CreateDirectory(ProfilesFolder);

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    public string GpkgFolder => Path.Combine(_folder, "gpkg");

    public string ProfilesFolder => Path.Combine(GpkgFolder, "profils");

    public string DataFolder => Path.Combine(_folder, "data");

    public HttpClient Http { get; } =
        new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { Timeout = TimeSpan.FromMinutes(2) };

    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    public int ProcessId => _process!.Id;

    /// <summary>Variables of the process to be started.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>False when it is still there after a while.</summary>
    public bool WaitForExit() => _process!.WaitForExit(TimeSpan.FromSeconds(20));

    public void Start(params string[] more)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory =
            _folder
        };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "SrceOgc.Server.dll"), "--urls", Address, "--gpkg", GpkgFolder,
            "--ogc", Path.Combine(RepositoryFiles.Root, "ogc"), "--data", DataFolder, .. more,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        _process?.Dispose();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Asks it to stop as an init system does, and waits; the exit code.</summary>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process!.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>As kill -9 does: it is not asked.</summary>
    public Task Kill()
    {
        _process!.Kill();
        return _process.WaitForExitAsync();
    }

    public Task<HttpResponseMessage> Get(string address) => Http.GetAsync(Address + address);

    public async Task<string> GetText(string address)
    {
        using var answer = await Get(address);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Until the WFS capabilities show this layer.</summary>
    public Task WaitForLayer(string layer) =>
        WaitFor($"layer {layer}", async () => (await GetText("/wfs?SERVICE=WFS&REQUEST=GetCapabilities")).Contains(layer));

    public async Task WaitFor(string what, Func<Task<bool>> isSo)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < LongestStart; await Task.Delay(100))
        {
            if (_process!.HasExited)
                break;
            try
            {
                if (await isSo())
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException($"The server did not come to: {what}\n{Log}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is { HasExited: false })
            await Kill();

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
            _log.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
