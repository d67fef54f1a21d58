using SrceOgc.Tests.Server.Publishing;

namespace SrceOgc.Tests.Server.Browser;

public sealed class StewardPageTests
{
    [Fact]
    public async Task A_steward_delivers_compares_and_goes_back_in_a_browser()
    {
        await using var steward = await Steward.Start();
        var folder = Directory.CreateTempSubdirectory("srceogc-").FullName;
        var (first, second) = (Path.Combine(folder, "premier.gpkg"), Path.Combine(folder, "second.gpkg"));
        await File.WriteAllBytesAsync(first, TestGeoPackage.Bytes(), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(second, TestGeoPackage.Bytes(without: 3), TestContext.Current.CancellationToken);
        BrowserScript.Run("gestion.mjs", steward.Server.Address, steward.Secret, first, second);
        Directory.Delete(folder, recursive: true);
    }
}
