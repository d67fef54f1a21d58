using System.Net;
using System.Text.Json;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Tests.Rendering.Vectors;
using SrceOgc.Tests.Server.Publishing;
using static SrceOgc.Tests.Server.Territories.BoxPackage;

namespace SrceOgc.Tests.Server.Territories;

/// <summary>What a kept version says of the territories of today: plates, packages, figures, the answer at a point.</summary>
public sealed class VersionsOfTerritoriesTests
{
    private const string Old = "/versions/srce-1", Here = "/ici?x=602500&y=6802500&crs=EPSG:2154&f=json";

    [Fact]
    public async Task A_kept_version_is_asked_as_the_one_served()
    {
        await using var steward = await Served();
        var (before, now) = (Json(await steward.Server.GetText(Old + Here)), Json(await steward.Server.GetText(Here)));
        Assert.Equal("Ancien", Name(before));
        Assert.Equal("Nouveau", Name(now));
        Assert.StartsWith(steward.Server.Address + Old, before.GetProperty("territoires")[0].GetProperty("adresses")
            .GetProperty("fiche").GetString(), StringComparison.Ordinal);
        var plate = await steward.Server.Http.GetByteArrayAsync(
            $"{steward.Server.Address}{Old}/fiches/commune/02001.pdf?planche=srce&format=A4", TestContext.Current.CancellationToken);
        Assert.Contains("srce, version 1 du", PdfTool.Read("pdftotext", plate), StringComparison.Ordinal);
        var package = await steward.Server.GetText($"{Old}/emporter/commune/02001.geojson?couches=cer_reservoir_s");
        Assert.Contains("Ancien", package, StringComparison.Ordinal);
        Assert.DoesNotContain("Nouveau", package, StringComparison.Ordinal);
        Assert.Equal(100, Hectares(await steward.Server.GetText($"{Old}/api/v1/territoires/commune/02001/indicateurs")), 3);
        Assert.Equal(400, Hectares(await steward.Server.GetText("/api/v1/territoires/commune/02001/indicateurs")), 3);
    }

    [Fact]
    public async Task Figures_are_compared_with_those_of_a_version_among_the_other_datasets()
    {
        await using var steward = await Served();
        var compared = Json(await steward.Server.GetText("/api/v1/territoires/commune/02001/indicateurs?comparer=srce-1"))
            .GetProperty("indicateurs").EnumerateArray().ToDictionary(each => each.GetProperty("cle").GetString()!);
        Assert.Equal(100, compared["reservoirs_ha"].GetProperty("compare").GetDouble(), 3);
        // The zoning is another dataset's, of which there is one version only.
        Assert.Equal(100, compared["reservoirs_en_natura2000_pct"].GetProperty("compare").GetDouble(), 3);
        Assert.Equal(25, compared["reservoirs_en_natura2000_pct"].GetProperty("valeur").GetDouble(), 3);
    }

    [Theory]
    [InlineData("/versions/srce-9/fiches/commune/02001.pdf")]
    [InlineData("/versions/srce-1..2/ici?x=1&y=2")]
    [InlineData("/versions/rien-1/emporter/commune/02001.gpkg")]
    [InlineData("/versions/srce-1/emporter")]
    [InlineData("/versions/srce-1/api/v1/jeux")]
    [InlineData("/versions/srce-1/fichesx")]
    public async Task What_is_no_version_of_anything_is_not_found(string address)
    {
        await using var steward = await Served();
        Assert.Equal(HttpStatusCode.NotFound, (await steward.Server.Get(address)).StatusCode);
    }

    [Fact]
    public async Task Beside_a_version_restricted_layers_stay_hidden()
    {
        await using var steward = await Served();
        await steward.Post("/api/v1/jeux/zonages/acces", ("pour", "jetons"));
        var reader = await steward.NewToken("lire", "*");
        Assert.DoesNotContain("natura", await steward.Server.GetText(Old + Here), StringComparison.Ordinal);
        using var answer = await steward.Server.Http.SendAsync(steward.Request(HttpMethod.Get, Old + Here, reader.Secret),
            TestContext.Current.CancellationToken);
        Assert.Contains("natura", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl is { Private: true, Public: false });
        Assert.Contains("Authorization", answer.Headers.Vary);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static string? Name(JsonElement answer) => answer.GetProperty("presents").EnumerateArray()
        .Single(found => found.GetProperty("couche").GetString() == "cer_reservoir_s").GetProperty("nom").GetString();

    private static double Hectares(string figures) => Json(figures).GetProperty("indicateurs").EnumerateArray()
        .Single(each => each.GetProperty("cle").GetString() == "reservoirs_ha").GetProperty("valeur").GetDouble();

    private static async Task<Steward> Served()
    {
        var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/communes", Written(writer =>
        {
            using var table = writer.CreateTable(Draft("communes", new GeoPackageColumn("insee", "insee", FieldKind.Text, 5),
                new GeoPackageColumn("nom", "nom", FieldKind.Text, 0)));
            Add(table, 1, 600_000, 6_800_000, 5000, 5000, "02001", "Commune");
        }));
        await steward.Put("/api/v1/jeux/zonages", Boxes("natura2000_zsc", "Site", 1000));
        await steward.Put("/api/v1/jeux/srce", Boxes("cer_reservoir_s", "Ancien", 1000));
        await steward.Put("/api/v1/jeux/srce", Boxes("cer_reservoir_s", "Nouveau", 2000));
        return steward;
    }

    private static byte[] Boxes(string layer, string name, double side) => Written(writer =>
    {
        using var table = writer.CreateTable(Draft(layer, new GeoPackageColumn("nom_resv", "nom_resv", FieldKind.Text, 0)));
        Add(table, 1, 602_000, 6_802_000, side, side, name);
    });
}
