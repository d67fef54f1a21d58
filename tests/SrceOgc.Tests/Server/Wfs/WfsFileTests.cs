using System.IO.Compression;
using System.Xml.Linq;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Tests.Server.Wfs;

/// <summary>Downloads that are files.</summary>
public sealed class WfsFileTests(RunningServer server)
{
    [Fact]
    public async Task A_GeoPackage_holds_the_layer_under_its_own_column_names()
    {
        using var file = await Download("TYPENAMES=Corridors_ecologiques&OUTPUTFORMAT=gpkg");
        var table = file.GeoPackage.Tables.Single();
        Assert.Equal("Corridors_ecologiques", table.Name);
        Assert.Equal("MULTIPOLYGON", table.GeometryType);
        Assert.Equal(2154, table.Srs!.OrganizationId);
        Assert.StartsWith("PROJCS[\"RGF93 v1 / Lambert-93\"", table.Srs.Definition);
        Assert.Equal(["Espèce (nom commun)", "longueur", "rang", "actif", "Date Abandon d'extinction", "maj"],
            table.Columns.Select(column => column.Name));
        Assert.Contains("essai", table.Description);
        using var rows = file.GeoPackage.Rows(table);
        var ids = new List<string?>();
        while (rows.Read())
            ids.Add(rows.Text(0));
        Assert.Equal(["1", "2", "3", "4"], ids.Order());
    }

    /// <summary>Of a layer without a style of its own, whose default is written in SLD: QGIS opens it styled, in its columns'
    /// names.</summary>
    [Fact]
    public async Task A_GeoPackage_carries_its_style_for_QGIS_and_what_it_may_be_used_for()
    {
        using var file = await Download("TYPENAMES=(seuils_ROE)(communes)(communes)&OUTPUTFORMAT=gpkg");
        var styles = file.GeoPackage.Styles();
        foreach (var table in new[] { "seuils_ROE", "communes", "communes_2" })
        {
            var style = Assert.Single(styles.Of(table), style => style.IsDefault);
            Assert.Contains("<renderer-v2", style.Qml);
        }

        using var sqlite = SqliteFile.OpenDelivered(file.Path, RequestBudget.Unlimited);
        using var rows = sqlite.Query("SELECT r.table_name, m.metadata FROM gpkg_metadata m JOIN gpkg_metadata_reference r "
            + "ON r.md_file_id = m.id WHERE m.md_standard_uri = 'http://mrcc.com/qgis.dtd' AND r.reference_scope = 'table' "
                + "AND r.table_name = 'seuils_ROE'");
        Assert.True(rows.Read());
        var metadata = XElement.Parse(rows.Text(1)![(rows.Text(1)!.IndexOf("<qgis ", StringComparison.Ordinal))..]);
        Assert.Equal(("essai-1", "Licence Ouverte 2.0, sauf mention contraire de la couche"),
            ((string)metadata.Element("identifier")!, (string)metadata.Element("license")!));
    }

    [Fact]
    public async Task A_GeoPackage_can_hold_several_layers_in_another_system()
    {
        using var file = await Download(
            "TYPENAMES=(communes)(remarques)(communes)&OUTPUTFORMAT=application/geopackage%2Bsqlite3&SRSNAME=EPSG:4326");
        Assert.Equal(["communes", "communes_2", "remarques"], file.GeoPackage.Tables.Select(table => table.Name).Order());
        Assert.All(file.GeoPackage.Tables.Where(table => table.GeometryColumn is not null), table => Assert.Equal(4326, table.Srs!.Id));
    }

    [Fact]
    public async Task A_shapefile_comes_zipped_with_its_system_its_encoding_and_the_names_of_its_columns()
    {
        using var answer = await server.Get(
            "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=Corridors_ecologiques&OUTPUTFORMAT=shape-zip");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            ["Corridors_ecologiques.cpg", "Corridors_ecologiques.dbf", "Corridors_ecologiques.prj", "Corridors_ecologiques.shp",
                "Corridors_ecologiques.shx", "Corridors_ecologiques_champs.csv", "Corridors_ecologiques_notice.txt"],
            zip.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        string Text(string name) => new StreamReader(zip.GetEntry(name)!.Open()).ReadToEnd();
        Assert.Equal("UTF-8", Text("Corridors_ecologiques.cpg"));
        Assert.StartsWith("PROJCS[", Text("Corridors_ecologiques.prj"));
        Assert.Contains("Espece_nom,\"Espèce (nom commun)\"", Text("Corridors_ecologiques_champs.csv"));
        using var table = new MemoryStream();
        zip.GetEntry("Corridors_ecologiques.dbf")!.Open().CopyTo(table);
        Assert.Equal(4, BitConverter.ToInt32(table.ToArray(), 4));
    }

    [Fact]
    public async Task A_workbook_has_a_sheet_for_each_layer_with_cells_of_the_right_kind()
    {
        using var answer = await server.Get(
            "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=(Corridors_ecologiques)(communes)&OUTPUTFORMAT=xlsx"
            + "&SORTBY=(rang)(insee)");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        XElement Part(string name) => XElement.Load(zip.GetEntry(name)!.Open());
        Assert.Equal(["Corridors écologiques", "Communes"], Part("xl/workbook.xml").Descendants().Where(e => e.Name.LocalName == "sheet")
            .Select(e => e.Attribute("name")!.Value));
        var rows = Part("xl/worksheets/sheet1.xml").Descendants().Where(e => e.Name.LocalName == "row").ToArray();
        var cells = rows.SelectMany(row => row.Elements()).ToDictionary(cell => cell.Attribute("r")!.Value);
        Assert.Equal("Espèce (nom commun)", cells["B1"].Value);
        Assert.Equal(("inlineStr", "Forêt de Mormal"), (cells["B2"].Attribute("t")!.Value, cells["B2"].Value));
        Assert.Equal((null, "12.5"), (cells["C2"].Attribute("t")?.Value, cells["C2"].Value));
        Assert.Equal(("b", "1"), (cells["E2"].Attribute("t")!.Value, cells["E2"].Value));
        Assert.Equal(new DateTime(2019, 4, 14),
            DateTime.FromOADate(double.Parse(cells["F2"].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(5, rows.Length);
        Assert.Equal(10, Part("xl/worksheets/sheet2.xml").Descendants().Count(e => e.Name.LocalName == "row"));
    }

    private async Task<Downloaded> Download(string query)
    {
        using var answer = await server.Get("/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&" + query);
        Assert.Equal("application/geopackage+sqlite3", answer.Content.Headers.ContentType!.MediaType);
        return Downloaded.Keep(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private sealed class Downloaded(string path, GeoPackageFile geoPackage) : IDisposable
    {
        public GeoPackageFile GeoPackage => geoPackage;

        public string Path => path;

        public static Downloaded Keep(byte[] content)
        {
            var path = System.IO.Path.GetTempFileName();
            File.WriteAllBytes(path, content);
            return new Downloaded(path, GeoPackageFile.Open(path, RequestBudget.Unlimited));
        }

        public void Dispose()
        {
            geoPackage.Dispose();
            File.Delete(path);
        }
    }
}
