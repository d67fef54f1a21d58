using System.Diagnostics;

namespace SrceOgc.Tests.Server.Clients;

/// <summary>
/// Leaflet, OpenLayers, MapLibre and ogc-client as npm gives them, and MapStore's look-up of layers; Cesium, iTowns and the ArcGIS Maps
/// SDK, whose packages <c>.ci/tout</c> fetches; against the built server. See tests/clients.
/// </summary>
public sealed class WebClientTests(RunningServer server)
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "tests", "clients");

    [Fact]
    public void Web_clients_show_and_read_the_layers()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "Chromium is not installed");
        var isThere = File.Exists(Path.Combine(Folder, "node_modules", "leaflet", "package.json"))
            || Run("npm", "ci", "--no-audit", "--no-fund").Status == 0;
        Assert.SkipUnless(isThere, "npm cannot fetch the packages of tests/clients");
        var (status, output) = Run("node", "web-clients.mjs", server.Address);
        Assert.True(status == 0 && output.Contains("all well", StringComparison.Ordinal), $"{status}\n{output}");
    }

    [Theory]
    [InlineData("Cesium")]
    [InlineData("iTowns")]
    [InlineData("ArcGIS Maps SDK")]
    public void Globes_show_and_read_the_layers(string client)
    {
        var folder = Path.Combine(Folder, "globes");
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "Chromium is not installed");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules", "cesium")),
            "the packages of tests/clients/globes are not there: .ci/tout fetches them");
        var (status, output) = RunIn(folder, "node", "globes.mjs", server.Address, client);
        Assert.True(status == 0 && output.Contains("all well", StringComparison.Ordinal), $"{status}\n{output}");
    }

    private static (int Status, string Output) Run(string program, params string[] arguments) => RunIn(Folder, program, arguments);

    private static (int Status, string Output) RunIn(string folder, string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError =
                true
                })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }
}
