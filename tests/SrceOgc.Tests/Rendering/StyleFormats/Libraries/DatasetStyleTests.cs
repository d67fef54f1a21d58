using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Rendering.Styles;

namespace SrceOgc.Tests.Rendering.StyleFormats.Libraries;

/// <summary>Styles that QGIS itself saved into GeoPackages.</summary>
public sealed class DatasetStyleTests
{
    [Theory]
    [InlineData("oise-tvb-stylee.gpkg", 9)]
    [InlineData("hedge_data_export_template.gpkg", 1)]
    public void Saved_styles_load_without_loss_in_both_languages(string file, int count)
    {
        using var copy = new TemporaryCopy(SharedData.Require(file));
        using var geoPackage = GeoPackageFile.Open(copy.Path, RequestBudget.Unlimited);
        var rows = geoPackage.Styles().All;
        Assert.Equal(count, rows.Count);
        foreach (var row in rows)
            foreach (var only in new[] { row with { Sld = null }, row with { Qml = null } })
                AssertLossless(geoPackage, only);
    }

    private static void AssertLossless(GeoPackageFile geoPackage, GeoPackageStyle row)
    {
        var table = geoPackage.Tables.First(table => table.Name == row.Table);
        var type = StubFeature.TypeOf(GeometryFamily.Polygon, [.. table.Columns.Select(column => column.Name)]);
        var aside = new StyleLosses();
        var style = Assert.Single(new StyleLibrary([]).StylesOf(row.Table, "", type, [row], aside));
        Assert.Empty(aside.All);
        Assert.DoesNotContain(style.Losses, loss => !loss.Feature.Contains("QGIS n'a pas su écrire", StringComparison.Ordinal));
        Assert.NotEmpty(style.Style.Passes);
    }

    private sealed class TemporaryCopy : IDisposable
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("styles").FullName;

        public TemporaryCopy(string source)
        {
            foreach (var suffix in new[] { "", "-wal", "-shm" })
                if (File.Exists(source + suffix))
                    File.Copy(source + suffix, Path + suffix);
        }

        public string Path => System.IO.Path.Combine(_directory, "copie.gpkg");

        public void Dispose() => Directory.Delete(_directory, true);
    }
}
