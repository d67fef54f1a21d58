using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SrceOgc.Tests.Rendering.Vectors;

namespace SrceOgc.Tests.Server.Plates;

/// <summary>Plates of the test data's communes: every word, real fonts, the same bytes, and what is wrong said in words.</summary>
public sealed partial class PlatesTests(RunningServer server)
{
    private const string Plate = "/fiches/commune/02001.pdf";

    /// <summary>Territory, code, model, scale, grid, legend, definitions, versions: as they are read from the page.</summary>
    private static readonly string[] Words =
    [
        "POUR INFORMATION", "Carte S.R.C.E", "trame verte et bleue", "Commune n° 1", "Code INSEE 02001", "Mise à jour : ", "Légende",
        "Contour du territoire", "Limite de commune", "Corridors écologiques", "NOTA", "Corridor écologique",
        "Voie qui relie les réservoirs de biodiversité", "essai, version 1 du ", ", empreinte ", "/versions/essai-1/ogc",
        "Lambert-93 (EPSG:2154)", "604 000", "6 804 000", "Échelle valable", "1/70 000",
    ];

    [Fact]
    public async Task Every_word_of_a_plate_can_be_read()
    {
        var text = Read(await Pdf(Plate + "?planche=srce&format=A4"), "pdftotext");
        var (spoken, wanted) = (Plain(text), Words.Select(Plain));
        Assert.All(wanted, words => Assert.Contains(words, spoken, StringComparison.Ordinal));
        Assert.Matches(@"CARTE 1/\d", text);
    }

    [Fact]
    public async Task Letters_are_text_in_embedded_fonts_and_nothing_is_a_picture()
    {
        var pdf = await Pdf(Plate);
        var fonts = Read(pdf, "pdffonts").Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+DejaVu\S+\s+CID TrueType\s+Identity-H\s+yes yes yes", font));
        // Two lines of heads.
        Assert.Equal(2, Read(pdf, "pdfimages", "-list").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("No syntax or stream encoding errors found", Read(pdf, "qpdf", "--check"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_says_what_it_is()
    {
        var about = Read(await Pdf(Plate + "?planche=srce"), "pdfinfo");
        Assert.Matches(@"Title:\s+Porter à connaissance .* Commune n° 1 \(Code INSEE 02001\)", about);
        Assert.Matches(@"Author:\s+Service SrceOgc", about);
        Assert.Matches(@"Tagged:\s+yes", about);
        Assert.Matches(@"Metadata Stream:\s+yes", about);
        Assert.Matches(@"Pages:\s+1\b", about);
        Assert.Matches(@"Page size:\s+1190\.\d+ x 841\.\d+ pts \(A3\)", about);
        var structure = Read(await Pdf(Plate + "?planche=srce"), "pdfinfo", "-struct-text");
        Assert.Contains("Figure", structure, StringComparison.Ordinal);
        Assert.Matches(@"H2[^\n]*\n\s+""Commune n° 1""", structure);
    }

    [Theory]
    [InlineData("format=A4", @"841\.\d+ x 59\d\.\d+ pts \(A4\)")]
    [InlineData("format=A4&orientation=portrait", @"59\d\.\d+ x 841\.\d+ pts \(A4\)")]
    [InlineData("format=a3&orientation=portrait", @"841\.\d+ x 1190\.\d+ pts \(A3\)")]
    public async Task Paper_is_as_asked_and_all_of_it_is_drawn_on(string paper, string size)
    {
        var pdf = await Pdf($"{Plate}?planche=srce&{paper}");
        Assert.Matches(size, Read(pdf, "pdfinfo"));
        Assert.InRange(SeenPicture.OfPdf(pdf, 36).ShareInked(), 0.05, 0.9);
        Assert.Contains("SOURCES", Read(pdf, "pdftotext").ToUpperInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_plate_is_the_same_bytes_and_in_the_register()
    {
        using var answer = await server.Get(Plate + "?planche=srce&date=2019-05");
        var pdf = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var print = Convert.ToHexStringLower(SHA256.HashData(pdf));
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(pdf))}:", answer.Headers.GetValues("Repr-Digest").Single());
        Assert.Equal("pac-srce-02001-srce-A3.pdf", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(pdf, await Pdf(Plate + "?planche=srce&date=2019-05"));
        Assert.Contains("mai 2019", Read(pdf, "pdftotext"), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, server.Address + Plate + "?planche=srce&date=2019-05");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await server.Http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        var found = JsonDocument.Parse(await server.GetText("/fiches/registre?sha256=" + print)).RootElement;
        var entry = found.GetProperty("fiches").EnumerateArray().Single();
        Assert.Equal("02001", entry.GetProperty("code").GetString());
        Assert.Equal(["essai-1"], entry.GetProperty("versions").EnumerateArray().Select(version => version.GetString()!)
            .Where(version => version.StartsWith("essai", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_legend_has_only_what_lies_in_the_territory()
    {
        // The corridors of the test data lie in the first communes alone.
        var without = Plain(Read(await Pdf("/fiches/commune/02009.pdf?planche=srce"), "pdftotext", "-layout"));
        Assert.DoesNotContain("Voie qui relie", without, StringComparison.Ordinal);
        Assert.DoesNotContain("Corridors écologiques (", without, StringComparison.Ordinal);
        Assert.Contains(Plain("Aucun réservoir de biodiversité, corridor ni obstacle"), without, StringComparison.Ordinal);
        Assert.Contains("essai, version 1 du", without, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_larger_scale_is_cut_into_sheets_and_too_many_are_refused()
    {
        var pdf = await Pdf(Plate + "?planche=srce&echelle=25000");
        var pages = int.Parse(Pages().Match(Read(pdf, "pdfinfo")).Groups[1].ValueSpan);
        Assert.InRange(pages, 4, 9);
        Assert.Contains($"feuille {pages}/{pages}", Read(pdf, "pdftotext"), StringComparison.Ordinal);
        Assert.Contains(Plain("1/25 000"), Plain(Read(pdf, "pdftotext")), StringComparison.Ordinal);
        Assert.Equal(413, (await server.GetAnswer(Plate + "?echelle=500")).Status);
    }

    [Fact]
    public async Task English_readers_get_english()
    {
        var text = Plain(Read(await Pdf(Plate + "?planche=srce&LANGUAGE=eng"), "pdftotext", "-layout"));
        Assert.Contains("FOR INFORMATION", text, StringComparison.Ordinal);
        Assert.Contains("INSEE code 02001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Légende", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_perimeter_that_crosses_itself_gets_its_plate_and_no_place_in_the_register()
    {
        const string knot = """{"type":"Polygon","coordinates":[[[1.7,48.3],[1.8,48.4],[1.8,48.3],[1.7,48.4],[1.7,48.3]]]}""";
        using var sent = await server.Http.PostAsync(server.Address + "/api/v1/perimetres?nom=Étude",
            new StringContent(knot, Encoding.UTF8, "application/geo+json"), TestContext.Current.CancellationToken);
        var code = JsonDocument.Parse(await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement
            .GetProperty("code").GetString()!;
        using var answer = await server.Get($"/fiches/perimetre/{code}.pdf?planche=srce");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.Private);
        var text = Read(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), "pdftotext");
        Assert.Contains("Périmètre d'étude", text, StringComparison.Ordinal);
        Assert.DoesNotContain(code, await server.GetText("/fiches/registre?limite=1000"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/fiches/commune/2001.pdf", 404, "INSEE")]
    [InlineData("/fiches/commune/99999.pdf", 404, "99999")]
    [InlineData("/fiches/canton/02001.pdf", 404, "canton")]
    [InlineData("/fiches/commune", 404, "/fiches/{type}/{code}.pdf")]
    [InlineData("/fiches/commune/02001.pdf?modele=inconnu", 400, "modele")]
    [InlineData("/fiches/commune/02001.pdf?format=A0", 400, "format")]
    [InlineData("/fiches/commune/02001.pdf?orientation=debout", 400, "orientation")]
    [InlineData("/fiches/commune/02001.pdf?echelle=0", 400, "echelle")]
    [InlineData("/fiches/commune/02001.pdf?echelle=1e9", 400, "echelle")]
    [InlineData("/fiches/commune/02001.pdf?echelle=999999999999", 400, "echelle")]
    [InlineData("/fiches/commune/02001.pdf?date=mai", 400, "date")]
    [InlineData("/fiches/commune/02001.pdf?planche=inconnue", 400, "planche")]
    [InlineData("/fiches/commune/02001.pdf?communes=2", 400, "communes")]
    [InlineData("/fiches/commune/02001.pdf?couches=communes", 400, "couches")]
    [InlineData("/fiches/registre?limite=0", 400, "limite")]
    public async Task What_is_wrong_is_said_in_both_languages(string address, int status, string named)
    {
        var (given, french) = await server.GetAnswer(address);
        Assert.Equal(status, given);
        Assert.Contains(named, french, StringComparison.Ordinal);
        var (_, english) = await server.GetAnswer(address + (address.Contains('?') ? '&' : '?') + "LANGUAGE=eng");
        Assert.NotEqual(JsonDocument.Parse(french).RootElement.GetProperty("detail").GetString(),
            JsonDocument.Parse(english).RootElement.GetProperty("detail").GetString());
    }

    private async Task<byte[]> Pdf(string address)
    {
        using var answer = await server.Get(address);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.ToString());
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static string Read(byte[] pdf, string program, params string[] options) => PdfTool.Read(program, pdf, options);

    /// <summary>Lines and unbreakable spaces as spaces.</summary>
    private static string Plain(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex(@"[\s\u00A0]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"Pages:\s+(\d+)")]
    private static partial Regex Pages();
}
