namespace SrceOgc.Tests.Server.Clients;

/// <summary>GDAL, OWSLib and QGIS themselves, through the Python of the machine, against the built server.</summary>
public sealed class RealClientTests(RunningServer server)
{
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
    [InlineData("essai.gpkg", "3 layers alike")]
    [InlineData("oise-tvb.gpkg", "16 layers alike")]
    public void QGIS_lays_tiles_where_maps_are(string file, string expected) => Run("qgis", "qgis_wmts.py", file, expected, "/wmts");

    [Theory]
    [InlineData("essai.gpkg", "3 pictures read")]
    [InlineData("oise-tvb.gpkg", "17 pictures read")]
    public void GDAL_reads_every_layer_through_WMTS(string file, string expected) => Run("osgeo", "gdal_wmts.py", file, expected, "/wmts");

    [Theory]
    [InlineData("essai.gpkg", "3 layers asked")]
    [InlineData("oise-tvb.gpkg", "17 layers asked")]
    public void OWSLib_asks_every_layer_of_WMTS(string file, string expected) => Run("owslib", "owslib_wmts.py", file, expected, "/wmts");

    [Theory]
    [InlineData("essai.gpkg", "6 layers asked")]
    [InlineData("oise-tvb.gpkg", "34 layers asked")]
    public void OWSLib_asks_every_layer_of_WMS(string file, string expected) => Run("owslib", "owslib_wms.py", file, expected, "/wms");

    [Theory]
    [InlineData("essai.gpkg", "6055 features alike, ")]
    [InlineData("oise-tvb.gpkg", "34964 features alike, ")]
    public void GDAL_finds_the_features_of_the_file_through_OGC_API(string file, string expected) =>
        Run("osgeo", "gdal_oapif.py", file, expected, "/ogc");

    [Theory]
    [InlineData("essai.gpkg", "9 layers alike")]
    [InlineData("oise-tvb.gpkg", "51 layers alike")]
    public void QGIS_loads_every_layer_through_OGC_API(string file, string expected) =>
        Run("qgis", "qgis_oapif.py", file, expected, "/ogc");

    [Fact]
    public void QGIS_opens_the_catalogue_and_every_layer_definition() => Run("qgis", "qgis_catalogue.py", "essai.gpkg", "pairs alike", "");

    [Fact]
    public void QGIS_opens_the_project_of_a_package() =>
        Run("qgis", "qgis_package.py", "essai.gpkg", "layers valid and styled, 0 after renaming", "");

    private void Run(string module, string script, string file, string expected, string service = "/wfs")
    {
        var source = Path.Combine(server.GpkgFolder, file);
        Assert.SkipUnless(File.Exists(source), $"the shared data {file} is not here");
        PythonClient.Run(module, script, expected, server.Address + service, source);
    }
}
