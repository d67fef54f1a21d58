using SrceOgc.Features.GeoPackages;
using SrceOgc.Tests.Server.Publishing;

namespace SrceOgc.Tests.Server.Browser;

public sealed class StewardPageTests
{
    [Fact]
    public async Task A_steward_delivers_compares_and_goes_back_in_a_browser()
    {
        await using var steward = await Steward.Start();
        var folder = Directory.CreateTempSubdirectory("srceogc-").FullName;
        string[] files = [.. new[] { "premier", "second", "fautif", "sain", "petit", "couche" }
            .Select(name => Path.Combine(folder, name + ".gpkg"))];
        await File.WriteAllBytesAsync(files[0], TestGeoPackage.Bytes(), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(files[1], TestGeoPackage.Bytes(without: 3), TestContext.Current.CancellationToken);
        WriteZone(files[2], "POLYGON((650000 6860000, 650100 6860100, 650100 6860000, 650000 6860100, 650000 6860000))");
        WriteZone(files[3], CheckedDelivery.Square(0, 0, 100));
        await File.WriteAllBytesAsync(files[4], TestGeoPackage.Bytes(without: 400), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(files[5], LayerDeliveryTests.Communes("communes"), TestContext.Current.CancellationToken);
        BrowserScript.Run("gestion.mjs", [steward.Server.Address, steward.Secret, .. files]);
        Directory.Delete(folder, recursive: true);
    }

    private static void WriteZone(string path, string wkt)
    {
        using var writer = new GeoPackageWriter(path, DateTime.UnixEpoch);
        CheckedDelivery.Table(writer, "zones", "POLYGON", ["nom"], [wkt, "zone"]);
        writer.Finish();
    }
}
