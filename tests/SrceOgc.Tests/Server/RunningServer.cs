using System.Text;
using SrceOgc.Tests.Server;

[assembly: AssemblyFixture(typeof(RunningServer))]

namespace SrceOgc.Tests.Server;

/// <summary>The built server, started once for all tests that only read, with <see cref="TestGeoPackage"/> and the shared data when they
/// are here.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly ServerProcess _server = new();

    public string Address => _server.Address;

    public string GpkgFolder => _server.GpkgFolder;

    public HttpClient Http => _server.Http;

    public async ValueTask InitializeAsync()
    {
        TestGeoPackage.Write(Path.Combine(_server.GpkgFolder, "essai.gpkg"));
        _server.Start();
        await _server.WaitForLayer("seuils_ROE");
        var shared = Path.Combine(SharedData.Directory, "oise-tvb.gpkg");
        if (!File.Exists(shared))
            return;
        File.Copy(shared, Path.Combine(_server.GpkgFolder, "oise-tvb.gpkg"));
        await _server.WaitForLayer("znieff1");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>The answer to an address below the server's own.</summary>
    public Task<HttpResponseMessage> Get(string address) => _server.Get(address);

    public Task<string> GetText(string address) => _server.GetText(address);

    public async Task<(int Status, string Text)> GetAnswer(string address)
    {
        using var answer = await Get(address);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(int Status, string Text)> Post(string address, string xml)
    {
        using var answer = await Http.PostAsync(Address + address, new StringContent(xml, Encoding.UTF8, "application/xml"));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
