namespace SrceOgc.Tests.Server.Clients;

/// <summary>
/// GRASS, R, geopandas, PostgreSQL, MapServer, MapProxy, LibreOffice, JOSM and QGIS Server as clients of the built server; see
/// tests/clients/installed_clients.py. Each skips where it
/// is not installed: <c>.ci/tout</c> installs them.
/// </summary>
public sealed class InstalledClientTests(RunningServer server)
{
    [Theory]
    [InlineData("geopandas")]
    [InlineData("sf")]
    [InlineData("ogr_fdw")]
    [InlineData("mapserver")]
    [InlineData("mapproxy")]
    [InlineData("grass")]
    [InlineData("libreoffice")]
    [InlineData("josm")]
    [InlineData("qgis_server")]
    public void A_client_of_the_distribution_reads_the_layers(string client)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "Python is not installed");
        var script = Path.Combine(RepositoryFiles.Root, "tests/clients/installed_clients.py");
        var (status, output) = PythonClient.ExecuteHere(script, client, server.Address);
        Assert.SkipWhen(status == 0 && output.Trim() == "absent", $"{client} is not installed");
        Assert.True(status == 0 && output.Contains("well", StringComparison.Ordinal), $"{status}\n{output}");
    }
}
