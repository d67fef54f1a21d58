using System.Text.Json;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Tests.Server.Publishing;

namespace SrceOgc.Tests.Server.Territories;

/// <summary>Communes are found in every layer of communes that is served, and each on its own ground.</summary>
public sealed class TerritorySearchTests
{
    private static byte[] Communes(string prefix, int x, string name)
    {
        var path = Path.Combine(Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}.gpkg");
        using (var writer = new GeoPackageWriter(path, DateTime.UnixEpoch))
        {
            CheckedDelivery.Table(writer, "communes_" + name, "POLYGON", ["insee", "nom", "siren_epci"],
                [CheckedDelivery.Square(x, 0, 1000), prefix + "001", $"Bourg-{name}", $"2000{prefix}001"],
                [CheckedDelivery.Square(x + 1000, 0, 1000), prefix + "002", $"Ville-{name}", $"2000{prefix}001"]);
            writer.Finish();
        }

        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static async Task<JsonElement> Json(Steward steward, string address) =>
        JsonDocument.Parse(await steward.Server.GetText(address)).RootElement;

    [Fact]
    public async Task Two_regions_are_searched_as_one()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/nord", Communes("59", 0, "nord"));
        await steward.Put("/api/v1/jeux/sud", Communes("13", 50_000, "sud"));
        foreach (var (text, code) in new[] { ("bourg-nord", "59001"), ("BOURG-SUD", "13001"), ("13002", "13002") })
        {
            var found = (await Json(steward, $"/api/v1/communes?q={text}")).GetProperty("communes")[0];
            Assert.Equal(code, found.GetProperty("insee").GetString());
            Assert.Equal(code, (await Json(steward, $"/api/v1/territoires?q={text}")).GetProperty("territoires")[0].GetProperty("code")
                .GetString());
        }

        var (north, south) = (await First(steward, "59001"), await First(steward, "13001"));
        Assert.True(south - north > 0.5, $"{north} {south}");
        var epci = await Json(steward, "/api/v1/territoires?q=200013001");
        Assert.Equal("200013001", epci.GetProperty("territoires")[0].GetProperty("code").GetString());
    }

    /// <summary>The first longitude of a commune's outline.</summary>
    private static async Task<double> First(Steward steward, string code)
    {
        var element = (await Json(steward, $"/api/v1/territoires/commune/{code}?geometrie=1")).GetProperty("geometrie")
            .GetProperty("coordinates");
        while (element.ValueKind == JsonValueKind.Array)
            element = element[0];
        return element.GetDouble();
    }
}
