namespace SrceOgc.Tests.Server.Browser;

public sealed class FirstPageTests
{
    /// <summary>With the communes of a real region where the shared data are, else with the sample's invented ones.</summary>
    [Fact]
    public async Task The_first_page_works_by_mouse_keyboard_phone_and_in_a_frame()
    {
        await using var server = new ServerProcess();
        var region = Path.Combine(SharedData.Directory, "hauts-de-france-communes.gpkg");
        var isReal = File.Exists(region);
        var file = isReal ? region : Path.Combine(RepositoryFiles.Root, "gpkg", "exemple-brumeval.gpkg");
        File.Copy(file, Path.Combine(server.GpkgFolder, "territoires.gpkg"));
        server.Start();
        await server.WaitForLayer("communes");
        BrowserScript.Run("first-page.mjs", server.Address, "communes", isReal ? "Calais" : "Beauville");
    }
}
