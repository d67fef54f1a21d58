namespace SrceOgc.Tests.Server.Browser;

public sealed class TerritoryPagesTests
{
    /// <summary>On the sample's invented territory, which has all that they show.</summary>
    [Fact]
    public async Task Pages_about_a_territory_work_by_keyboard_and_phone_and_jobs_are_followed()
    {
        await using var server = new ServerProcess();
        File.Copy(RepositoryFiles.Sample, Path.Combine(server.GpkgFolder, "brumeval.gpkg"));
        server.Start();
        await server.WaitForLayer("communes");
        var place = System.Text.Json.JsonDocument.Parse(await server.GetText("/api/v1/territoires?type=commune&limite=1")).RootElement
            .GetProperty("territoires")[0];
        var box = place.GetProperty("emprise").EnumerateArray().Select(number => number.GetDouble()).ToArray();
        var epci = System.Text.Json.JsonDocument.Parse(await server.GetText("/api/v1/territoires?type=epci&limite=1")).RootElement
            .GetProperty("territoires")[0].GetProperty("code").GetString()!;
        BrowserScript.Run("territory-pages.mjs", server.Address, place.GetProperty("code").GetString()!, epci,
            FormattableString.Invariant($"{(box[0] + box[2]) / 2}"), FormattableString.Invariant($"{(box[1] + box[3]) / 2}"), "verte");
    }
}
