using SrceOgc.Server.Configuration;

namespace SrceOgc.Tests.Server.Configuration;

public sealed class SettingsReaderTests
{
    private static readonly string[] Folders =
        ["--gpkg", Path.Combine(RepositoryFiles.Root, "gpkg"), "--ogc", Path.Combine(RepositoryFiles.Root, "ogc")];

    [Fact]
    public void Every_fault_is_said_at_once()
    {
        var fault = Assert.Throws<SettingsException>(() =>
            SettingsReader.Read([.. Folders, "--maxImageSide", "12", "--inconnu=1", "--pageSize", "beaucoup", "perdu", "--data"]));
        foreach (var part in new[] { "--maxImageSide : « 12 »", "256 à 16384", "--inconnu : réglage inconnu", "--pageSize : « beaucoup »",
            "« perdu » : argument inattendu", "--data : la valeur manque" })
            Assert.Contains(part, fault.Message);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.Contains("« nulle-part » n'existe pas",
            Assert.Throws<SettingsException>(() => SettingsReader.Read(["--gpkg", "nulle-part", .. Folders[2..]])).Message);

    [Theory]
    [InlineData("--drawingSeconds", "12", 12)]
    [InlineData("--drawingSeconds", "0", null)]
    public void A_name_of_before_goes_on_working(string name, string value, int? expected)
    {
        if (expected is { } seconds)
            Assert.Equal(seconds, SettingsReader.Read([.. Folders, name, value]).RequestSeconds);
        else
            Assert.Contains("--requestSeconds",
                Assert.Throws<SettingsException>(() => SettingsReader.Read([.. Folders, name, value])).Message);
    }

    [Fact]
    public void Settings_have_their_defaults_and_both_spellings()
    {
        var settings = SettingsReader.Read([.. Folders, "--pageSize=500", "--URLS", "http://127.0.0.1:1;http://127.0.0.1:2"]);
        Assert.Equal((500, 8192, "data"), (settings.PageSize, settings.MaxImageSide, settings.DataFolder));
        Assert.Equal("http://127.0.0.1:1;http://127.0.0.1:2", settings.Urls);
        Assert.InRange(SettingsTable.Rows.Count, 1, 25);
    }
}
