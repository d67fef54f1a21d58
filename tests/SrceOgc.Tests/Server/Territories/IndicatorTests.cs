using System.Globalization;
using System.Text.Json;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Tests.Server.Publishing;
using static SrceOgc.Tests.Server.Territories.BoxPackage;

namespace SrceOgc.Tests.Server.Territories;

/// <summary>Indicators kept by a server of one's own: against independent figures, after an update, and of what not everybody may
/// see.</summary>
public sealed class IndicatorTests
{
    private static readonly (string Column, string? Key)[] Columns =
    [
        ("territoire_ha", null), ("reservoirs_ha", "reservoirs_ha"), ("corridors_ha", "corridors_ha"),
            ("zones_humides_ha", "zones_humides_ha"), ("natura_ha", "natura_ha"),
        ("znieff_ha", "znieff_ha"), ("zonages_ha", "zonages_ha"), ("reservoirs_en_natura_ha", "reservoirs_en_natura2000_ha"),
            ("reservoirs_en_znieff_ha", "reservoirs_en_znieff_ha"),
        ("reservoirs_en_zonages_ha", "reservoirs_en_zonages_ha"), ("cours_eau_km", "cours_eau_km"),
            ("reservoirs_lineaires_km", "reservoirs_lineaires_km"),
        ("obstacles_lineaires_km", "obstacles_lineaires_km"), ("obstacles_ponctuels", "obstacles_ponctuels"),
    ];

    [Fact]
    public async Task Figures_of_the_Oise_are_those_of_GEOS()
    {
        var oracle = SharedData.Require("oracle/oise-indicateurs.csv");
        await using var server = new ServerProcess();
        foreach (var file in new[] { "oise-tvb.gpkg", "hauts-de-france-communes.gpkg" })
            File.Copy(SharedData.Require(file), Path.Combine(server.GpkgFolder, file));
        server.Start("--requestSeconds", "600");
        await server.WaitForLayer("znieff1");
        await server.WaitForLayer("departements");
        var lines = File.ReadAllLines(oracle).Select(line => line.Split(',')).ToArray();
        var header = lines[0].Select(name => name.Trim('\uFEFF')).ToList();
        foreach (var line in lines.Skip(1))
        {
            var json = JsonDocument.Parse(await server.GetText($"/api/v1/territoires/{line[0]}/{line[1]}/indicateurs")).RootElement;
            foreach (var (column, key) in Columns)
                AssertNear(double.Parse(line[header.IndexOf(column)], CultureInfo.InvariantCulture), Value(json, key), column,
                    $"{line[0]} {line[1]} {column}");
        }
    }

    [Fact]
    public async Task Only_territories_an_update_touches_are_measured_again()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/essai", Reserves(0));
        await Kept(steward, "a_jour", 16);
        Assert.Contains("indicateurs_communes", await steward.Read("/wfs?SERVICE=WFS&REQUEST=GetCapabilities"));
        await steward.Put("/api/v1/jeux/essai", Reserves(500));
        var state = await Kept(steward, "a_jour", 1);
        Assert.Equal(16, state.GetProperty("territoires").GetInt32());
        var figures = JsonDocument.Parse(await steward.Read("/api/v1/territoires/commune/02001/indicateurs")).RootElement;
        Assert.True(figures.GetProperty("conserve").GetBoolean());
        Assert.Equal(150, Value(figures, "reservoirs_ha"), 1e-3);
    }

    [Fact]
    public async Task Restricted_layers_are_counted_for_their_readers_alone()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/communes", Reserves(0));
        await steward.Post("/api/v1/jeux/secret/acces", ("pour", "jetons"));
        await steward.Put("/api/v1/jeux/secret", Secret());
        await Kept(steward, "a_jour", 16);
        var reader = await steward.NewToken("lire", "secret");
        const string Address = "/api/v1/territoires/commune/02001/indicateurs";
        var nobody = JsonDocument.Parse(await steward.Server.GetText(Address)).RootElement;
        var bearer = JsonDocument.Parse(await steward.Read(Address, reader.Secret)).RootElement;
        Assert.Equal(100, Value(nobody, "reservoirs_ha"), 1e-3);
        Assert.Equal(200, Value(bearer, "reservoirs_ha"), 1e-3);
        Assert.DoesNotContain("cache", await steward.Server.GetText(Address));
        foreach (var address in new[] { "/api/v1/indicateurs", "/ici?x=600500&y=6802500", "/emporter/commune/02001.geojson",
            "/ogc/collections/indicateurs_communes/items?limit=100" })
            Assert.DoesNotContain("reservoir_s_cache", await steward.Server.GetText(address));
        Assert.Contains("reservoir_s_cache", await steward.Read("/ici?x=600500&y=6802500", reader.Secret));
    }

    [Fact]
    public async Task Layers_go_with_the_dataset_they_were_computed_of()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/essai", Reserves(0));
        await Kept(steward, "a_jour", 16);
        Assert.Contains("indicateurs_communes", await steward.Server.GetText("/wfs?SERVICE=WFS&REQUEST=GetCapabilities"));
        await steward.Post("/api/v1/jeux/essai/acces", ("pour", "jetons"));
        Assert.DoesNotContain("indicateurs_communes", await steward.Server.GetText("/wfs?SERVICE=WFS&REQUEST=GetCapabilities"));
        Assert.DoesNotContain("indicateurs_communes", await steward.Server.GetText("/api/v1/indicateurs"));
    }

    [Fact]
    public async Task Nothing_is_computed_before_somebody_asks()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/essai", Reserves(0));
        Assert.Equal("a_la_demande", JsonDocument.Parse(await steward.Server.GetText("/api/v1/indicateurs")).RootElement.GetProperty("etat")
            .GetString());
        Assert.False(Directory.Exists(Path.Combine(steward.Server.DataFolder, "indicateurs")));
    }

    private static async Task<JsonElement> Kept(Steward steward, string state, int measured)
    {
        await steward.Read("/api/v1/territoires/commune/02001/indicateurs");
        JsonElement found = default;
        await steward.Server.WaitFor($"{measured} territories measured", async () =>
        {
            found = JsonDocument.Parse(await steward.Read("/api/v1/indicateurs")).RootElement;
            return found.GetProperty("etat").GetString() == state && found.TryGetProperty("recalcules", out var count)
                && count.GetInt32() == measured;
        });
        return found;
    }

    private static double Value(JsonElement json, string? key) => key is null ? json.GetProperty("territoireHa").GetDouble()
        : json.GetProperty("indicateurs").EnumerateArray().First(indicator => indicator.GetProperty("cle").GetString() == key)
            .GetProperty("valeur").GetDouble();

    private static void AssertNear(double expected, double given, string column, string what)
    {
        var least = column.EndsWith("_ha", StringComparison.Ordinal) ? 0.01 : column.EndsWith("_km", StringComparison.Ordinal) ? 0.001 : 0;
        Assert.True(Math.Abs(given - expected) <= Math.Max(least, least > 0 ? 0.001 * expected : 0),
            $"{what}: {given}, expected {expected}");
    }

    /// <summary>Sixteen communes of 5 km, a réservoir of 100 ha in each, the first of them longer by so many metres.</summary>
    private static byte[] Reserves(int longer) => Written(writer =>
    {
        using (var table = writer.CreateTable(
            Draft("communes", new GeoPackageColumn("insee", "insee", FieldKind.Text, 5),
            new GeoPackageColumn("nom", "nom", FieldKind.Text, 0))))
            for (var i = 0; i < 16; i++)
                Add(table, i + 1, 600_000 + i % 4 * 5000, 6_800_000 + i / 4 * 5000, 5000, 5000, $"020{i + 1:00}", $"Commune {i + 1}");
        using var reserves = writer.CreateTable(Draft("cer_reservoir_s", new GeoPackageColumn("nom_resv", "nom_resv", FieldKind.Text, 0)));
        for (var i = 0; i < 16; i++)
            Add(reserves, i + 1, 600_000 + i % 4 * 5000 + 2000, 6_800_000 + i / 4 * 5000 + 2000, 1000 + (i == 0 ? longer : 0), 1000,
                $"Réservoir {i + 1}");
    });

    private static byte[] Secret() => Written(writer =>
    {
        using var table = writer.CreateTable(Draft("reservoir_s_cache", new GeoPackageColumn("nom_resv", "nom_resv", FieldKind.Text, 0)));
        Add(table, 1, 600_000, 6_802_000, 1000, 1000, "Nid");
    });
}
