using System.Text.RegularExpressions;

namespace SrceOgc.Tests.Server.Clients;

/// <summary>The plugin in QGIS itself, against a server of its own, as it publishes.</summary>
public sealed partial class QgisPluginTests
{
    [Fact]
    public async Task The_plugin_is_installed_from_the_server_adds_a_layer_and_publishes_its_copy()
    {
        await using var server = new ServerProcess();
        TestGeoPackage.Write(Path.Combine(server.GpkgFolder, "essai.gpkg"));
        server.Start();
        await server.WaitForLayer("seuils_ROE");
        PythonClient.Run("qgis", "qgis_plugin.py", "update published", server.Address, Secret().Match(server.Log).Value);
    }

    [GeneratedRegex("srce_[0-9a-f]{64}")]
    private static partial Regex Secret();
}
