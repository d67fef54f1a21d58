using System.Diagnostics;

namespace SrceOgc.Tests.Server.Clients;

/// <summary>GDAL, OWSLib and QGIS themselves, through the Python of the machine, against the built server.</summary>
public sealed class RealClientTests(RunningServer server)
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData("essai.gpkg", "features alike, ")]
    [InlineData("oise-tvb.gpkg", "26223 features alike, ")]
    public void GDAL_finds_the_features_of_the_file(string file, string expected) => Run("osgeo", "gdal_wfs.py", file, expected);

    [Theory]
    [InlineData("essai.gpkg", "12 layers alike, 9 communes")]
    [InlineData("oise-tvb.gpkg", "51 layers alike, 9 communes")]
    public void OWSLib_reads_every_layer(string file, string expected) => Run("owslib", "owslib_wfs.py", file, expected);

    [Theory]
    [InlineData("essai.gpkg", "9 layers alike")]
    [InlineData("oise-tvb.gpkg", "51 layers alike")]
    public void QGIS_loads_every_layer(string file, string expected) => Run("qgis", "qgis_wfs.py", file, expected);

    [Theory]
    [InlineData("essai.gpkg", "9 maps drawn")]
    [InlineData("oise-tvb.gpkg", "51 maps drawn")]
    public void QGIS_draws_every_layer_through_WMS(string file, string expected) => Run("qgis", "qgis_wms.py", file, expected, "/wms");

    [Theory]
    [InlineData("essai.gpkg", "6 pictures read")]
    [InlineData("oise-tvb.gpkg", "34 pictures read")]
    public void GDAL_reads_every_layer_through_WMS(string file, string expected) => Run("osgeo", "gdal_wms.py", file, expected, "/wms");

    [Theory]
    [InlineData("essai.gpkg", "6 layers asked")]
    [InlineData("oise-tvb.gpkg", "34 layers asked")]
    public void OWSLib_asks_every_layer_of_WMS(string file, string expected) => Run("owslib", "owslib_wms.py", file, expected, "/wms");

    [Theory]
    [InlineData("essai.gpkg", "6052 features alike, ")]
    [InlineData("oise-tvb.gpkg", "34964 features alike, ")]
    public void GDAL_finds_the_features_of_the_file_through_OGC_API(string file, string expected) => Run("osgeo", "gdal_oapif.py", file, expected, "/ogc");

    [Theory]
    [InlineData("essai.gpkg", "9 layers alike")]
    [InlineData("oise-tvb.gpkg", "51 layers alike")]
    public void QGIS_loads_every_layer_through_OGC_API(string file, string expected) => Run("qgis", "qgis_oapif.py", file, expected, "/ogc");

    private void Run(string module, string script, string file, string expected, string service = "/wfs")
    {
        var source = Path.Combine(server.GpkgFolder, file);
        Assert.SkipUnless(File.Exists(source), $"the shared data {file} is not here");
        Assert.SkipUnless(File.Exists(Python) && Execute("-c", $"import {module}").Status == 0, $"the Python module {module} is not installed");
        var (status, output) = Execute(Path.Combine(RepositoryFiles.Root, "tests/SrceOgc.Tests/Server/Clients", script), server.Address + service, source);
        Assert.True(status == 0 && output.Contains(expected), $"{status}\n{output}");
    }

    private static (int Status, string Output) Execute(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["QT_QPA_PLATFORM"] = "offscreen";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["CPL_CURL_GZIP"] = "YES";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
