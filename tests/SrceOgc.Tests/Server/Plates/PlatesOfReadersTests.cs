using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Tests.Rendering.Vectors;
using SrceOgc.Tests.Server.Publishing;
using static SrceOgc.Tests.Server.Territories.BoxPackage;

namespace SrceOgc.Tests.Server.Plates;

/// <summary>What readers see on plates: restricted layers their readers alone, an intercommunality its communes; from the command
/// line too.</summary>
public sealed class PlatesOfReadersTests
{
    private const string Plate = "/fiches/commune/02001.pdf?planche=srce", Siren = "200012345";

    [Fact]
    public async Task A_restricted_layer_is_on_the_plates_of_its_readers_alone()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/public", Public());
        await steward.Post("/api/v1/jeux/secret/acces", ("pour", "jetons"));
        await steward.Put("/api/v1/jeux/secret", Secret());
        var reader = await steward.NewToken("lire", "secret");
        var other = await steward.NewToken("lire", "public");
        var (nobody, bearer, stranger) = (await Pdf(steward, null), await Pdf(steward, reader.Secret), await Pdf(steward, other.Secret));
        foreach (var pdf in new[] { nobody, stranger })
        {
            Assert.DoesNotContain("Nid de cigogne", Words(pdf), StringComparison.Ordinal);
            Assert.DoesNotContain("secret", Words(pdf), StringComparison.Ordinal);
        }

        Assert.Equal(nobody, stranger);
        Assert.Contains("secret, version 1", Words(bearer), StringComparison.Ordinal);
        Assert.True(SeenPicture.OfPdf(bearer, 72).ShareUnlike(SeenPicture.OfPdf(nobody, 72)) > 0.001);
        using var answer = await steward.Server.Http.SendAsync(steward.Request(HttpMethod.Get, Plate, reader.Secret));
        Assert.True(answer.Headers.CacheControl is { Private: true, Public: false });
        Assert.Contains("Authorization", answer.Headers.Vary);
        var register = await steward.Server.GetText("/fiches/registre");
        Assert.DoesNotContain("secret", register, StringComparison.Ordinal);
        Assert.Contains("public-1", register, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_intercommunality_has_a_table_its_maps_and_one_for_each_commune_when_asked()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/public", Public());
        var pdf = await steward.Server.Http.GetByteArrayAsync(
            $"{steward.Server.Address}/fiches/epci/{Siren}.pdf?communes=1&format=A4", TestContext.Current.CancellationToken);
        Assert.Matches(@"Pages:\s+6\b", PdfTool.Read("pdfinfo", pdf));
        var words = Words(pdf);
        Assert.Contains("Table des planches", words, StringComparison.Ordinal);
        Assert.Contains($"SIREN {Siren}", words, StringComparison.Ordinal);
        foreach (var code in new[] { "02001", "02002", "02003", "02004" })
            Assert.Contains($"Code INSEE {code}", words, StringComparison.Ordinal);
        var shorter = await steward.Server.Http.GetByteArrayAsync($"{steward.Server.Address}/fiches/epci/{Siren}.pdf",
            TestContext.Current.CancellationToken);
        Assert.Matches(@"Pages:\s+2\b", PdfTool.Read("pdfinfo", shorter));
    }

    [Fact]
    public async Task All_communes_come_in_one_archive_each_in_the_register()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/public", Public());
        var address = $"{steward.Server.Address}/fiches/epci/{Siren}.zip?format=A4";
        var bytes = await steward.Server.Http.GetByteArrayAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, await steward.Server.Http.GetByteArrayAsync(address, TestContext.Current.CancellationToken));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(["pac-srce-02001-A4.pdf", "pac-srce-02002-A4.pdf", "pac-srce-02003-A4.pdf", "pac-srce-02004-A4.pdf"],
            zip.Entries.Select(entry => entry.Name));
        using var content = new MemoryStream();
        await using (var stream = await zip.Entries[2].OpenAsync(TestContext.Current.CancellationToken))
            await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
        Assert.Contains("Code INSEE 02003", Words(content.ToArray()), StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(content.ToArray())), await steward.Server.GetText("/fiches/registre"),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.Server.Get("/fiches/commune/02001.zip")).StatusCode);
    }

    [Fact]
    public async Task The_command_line_takes_a_plate_and_says_its_print()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/public", Public());
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "fiche.pdf");
        var (status, output, errors) = await Commands.CommandLineTests.Run(
            "fiche", "commune/02001", file, "--format", "A4", "--planche", "srce", "--serveur", steward.Server.Address);
        Assert.True(status == 0, errors);
        var print = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(
            file, TestContext.Current.CancellationToken)));
        Assert.Contains(print, output, StringComparison.Ordinal);
        Assert.Contains(print, await steward.Server.GetText("/fiches/registre"), StringComparison.Ordinal);
        Assert.NotEqual(0, (await Commands.CommandLineTests.Run("fiche", "commune", "--serveur", steward.Server.Address)).Code);
    }

    [Fact]
    public async Task Without_a_layer_of_the_model_there_is_no_plate()
    {
        await using var steward = await Steward.Start();
        await steward.Put("/api/v1/jeux/communes", Written(Communes));
        var answer = await steward.Server.Get(Plate);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("pac-srce", JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .RootElement.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    private static async Task<byte[]> Pdf(Steward steward, string? secret)
    {
        using var answer = secret is null ? await steward.Server.Get(Plate)
            : await steward.Server.Http.SendAsync(steward.Request(HttpMethod.Get, Plate, secret));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static string Words(byte[] pdf) => PdfTool.Read("pdftotext", pdf).Replace('\u00A0', ' ');

    private static byte[] Public() => Written(writer =>
    {
        Communes(writer);
        using var reserves = writer.CreateTable(Draft("cer_reservoir_s", new GeoPackageColumn("nom_resv", "nom_resv", FieldKind.Text, 0)));
        for (var i = 0; i < 4; i++)
            Add(reserves, i + 1, 600_000 + i % 2 * 5000 + 2000, 6_800_000 + i / 2 * 5000 + 2000, 1000, 1000, $"Réservoir {i + 1}");
    });

    private static void Communes(GeoPackageWriter writer)
    {
        using var table = writer.CreateTable(Draft("communes", new GeoPackageColumn("insee", "insee", FieldKind.Text, 5),
            new GeoPackageColumn("nom", "nom", FieldKind.Text, 0), new GeoPackageColumn("siren_epci", "siren_epci", FieldKind.Text, 9)));
        for (var i = 0; i < 4; i++)
            Add(table, i + 1, 600_000 + i % 2 * 5000, 6_800_000 + i / 2 * 5000, 5000, 5000, $"0200{i + 1}", $"Commune {i + 1}", Siren);
    }

    private static byte[] Secret() => Written(writer =>
    {
        using var table = writer.CreateTable(Draft("reservoir_s_cache", new GeoPackageColumn("nom_resv", "nom_resv", FieldKind.Text, 0)));
        Add(table, 1, 600_500, 6_800_500, 1000, 1000, "Nid de cigogne");
    });
}
