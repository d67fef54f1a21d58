using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Layers;
using SrceOgc.Server.Plates;
using SrceOgc.Tests.Rendering.Vectors;
using SrceOgc.Tests.Server.Publishing;
using static SrceOgc.Tests.Server.Territories.BoxPackage;

namespace SrceOgc.Tests.Server.Plates;

/// <summary>What a service puts on its plates by files beside the models: logos, a background of tiles, areas in the legend.</summary>
public sealed class PlateDressingTests
{
    private const string Plate = "/fiches/commune/02001.pdf?planche=srce&format=A4";

    [Fact]
    public async Task Logos_tiles_and_areas_are_on_the_plate()
    {
        using var description = Description(model => model.Replace("\"format\": \"A3\",",
            "\"format\": \"A3\", \"logos\": [{ \"fichier\": \"logo.png\", \"nom\": \"Service des essais\" }],", StringComparison.Ordinal)
            .Replace("\"nombres\": true,", "\"mesures\": true,", StringComparison.Ordinal));
        File.WriteAllBytes(Path.Combine(description.Path, "fiches", "logo.png"), Png(60, 20, (200, 0, 0)));
        WriteTiles(Path.Combine(description.Path, "fiches", "fond.gpkg"));
        await using var steward = await Steward.Start("--ogc", description.Path);
        var server = steward.Server;
        await steward.Put("/api/v1/jeux/public", Public());
        var pdf = await server.Http.GetByteArrayAsync(server.Address + Plate, TestContext.Current.CancellationToken);
        var pictures = PdfTool.Read("pdfimages", pdf, "-list").Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Contains(pictures, line => Regex.IsMatch(line, @"\s60\s+20\s"));
        Assert.Contains(pictures, line => Regex.IsMatch(line, @"\s64\s+64\s"));
        var words = PdfTool.Read("pdftotext", pdf, "-layout").Replace('\u00A0', ' ');
        Assert.Contains("Fond de carte : Plan des essais", words, StringComparison.Ordinal);
        // Two squares of a square kilometre each, which overlap by a quarter of one.
        Assert.Matches(@"Réservoir[^\n]*\s175 ha", words);
        Assert.Contains("longueur (km)", words, StringComparison.Ordinal);
        Assert.Contains("Logo : Service des essais", Alternatives(pdf));
        var seen = SeenPicture.OfPdf(pdf, 50);
        Assert.True(seen.ShareUnlike(SeenPicture.OfPdf(await server.Http.GetByteArrayAsync(
            server.Address + Plate.Replace("02001", "02004", StringComparison.Ordinal), TestContext.Current.CancellationToken), 50)) > 0);
    }

    [Theory]
    [InlineData("../logo.png", "logo")]
    [InlineData("absent.png", "absent.png")]
    [InlineData("texte.png", "PNG ou JPEG")]
    public void A_logo_that_cannot_be_used_stops_the_start(string file, string fault)
    {
        using var description = Description(model => model.Replace("\"format\": \"A3\",",
            $"\"logos\": [{{ \"fichier\": \"{file}\", \"nom\": \"Essai\" }}],", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(description.Path, "fiches", "texte.png"), "ce n'est pas une image");
        Assert.Contains(fault, Assert.Throws<InvalidDataException>(() => PlateModels.Read(description.Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_backgrounds_stop_the_start()
    {
        using var description = Description(model => model);
        WriteTiles(Path.Combine(description.Path, "fiches", "a.gpkg"));
        WriteTiles(Path.Combine(description.Path, "fiches", "b.gpkg"));
        var fault = Assert.Throws<InvalidDataException>(() => PlateModels.Read(description.Path));
        Assert.Contains("il y en a 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tiles_are_found_by_their_ground()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "fond.gpkg");
        WriteTiles(path);
        using var tiles = GeoPackageTiles.Open(path, SrceOgc.Features.Budgets.RequestBudget.Unlimited);
        Assert.Equal((2154, "Plan des essais", 1), (tiles.Srid, tiles.Title, tiles.Scales.Count));
        var found = tiles.In(tiles.Scales[0], new(601_000, 6_801_000, 606_000, 6_804_000)).ToArray();
        Assert.Equal([new(600_000, 6_800_000, 605_000, 6_805_000), new(605_000, 6_800_000, 610_000, 6_805_000)],
            found.Select(tile => tile.Ground));
    }

    private static string[] Alternatives(byte[] pdf)
    {
        using var document = PdfSharp.Pdf.IO.PdfReader.Open(new MemoryStream(pdf), PdfSharp.Pdf.IO.PdfDocumentOpenMode.Import);
        return [.. document.Internals.GetAllObjects().OfType<PdfSharp.Pdf.PdfDictionary>()
            .Where(each => each.Elements.ContainsKey("/Alt")).Select(each => each.Elements.GetString("/Alt"))];
    }

    /// <summary>A copy of the repository's, with the model changed.</summary>
    private static TemporaryFolder Description(Func<string, string> change)
    {
        var folder = new TemporaryFolder();
        var from = Path.Combine(RepositoryFiles.Root, "ogc");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder.Path, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (file.EndsWith("pac-srce.json", StringComparison.Ordinal))
                File.WriteAllText(to, change(File.ReadAllText(file)));
            else
                File.Copy(file, to);
        }

        return folder;
    }

    /// <summary>Four tiles of 64 pixels and 5 km each.</summary>
    private static void WriteTiles(string path)
    {
        using var file = SqliteFile.Create(path);
        file.Execute("CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, "
            + "organization_coordsys_id INTEGER, definition TEXT, description TEXT)");
        file.Execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('L93', 2154, 'EPSG', 2154, 'undefined', '')");
        file.Execute("CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT)");
        file.Execute("INSERT INTO gpkg_contents VALUES ('plan', 'tiles', 'plan', 'Plan des essais')");
        file.Execute("CREATE TABLE gpkg_tile_matrix_set (table_name TEXT PRIMARY KEY, srs_id INTEGER, min_x REAL, min_y REAL, max_x REAL, "
            + "max_y REAL)");
        file.Execute("INSERT INTO gpkg_tile_matrix_set VALUES ('plan', 2154, 600000, 6800000, 610000, 6810000)");
        file.Execute("CREATE TABLE gpkg_tile_matrix (table_name TEXT, zoom_level INTEGER, matrix_width INTEGER, matrix_height INTEGER, "
            + "tile_width INTEGER, tile_height INTEGER, pixel_x_size REAL, pixel_y_size REAL)");
        file.Execute("INSERT INTO gpkg_tile_matrix VALUES ('plan', 0, 2, 2, 64, 64, 78.125, 78.125)");
        file.Execute("CREATE TABLE plan (id INTEGER PRIMARY KEY, zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, "
            + "tile_data BLOB)");
        for (var i = 0; i < 4; i++)
            file.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO plan VALUES ({i + 1}, 0, {i % 2}, {i / 2}, "
                + $"x'{Convert.ToHexString(Png(64, 64, ((byte)(60 * i), 200, 200)))}')"));
    }

    /// <summary>One colour, written as plainly as PNG allows.</summary>
    private static byte[] Png(int width, int height, (byte R, byte G, byte B) color)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2);
        WriteChunk(file, "IHDR", head);
        using var packed = new MemoryStream();
        using (var deflating = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            for (var y = 0; y < height; y++)
                deflating.Write([0, .. Enumerable.Range(0, width).SelectMany(_ => new[] { color.R, color.G, color.B })]);
        WriteChunk(file, "IDAT", packed.ToArray());
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void WriteChunk(MemoryStream file, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, System.IO.Hashing.Crc32.HashToUInt32(body));
        file.Write(number);
    }

    private static byte[] Public() => Written(writer =>
    {
        using (var table = writer.CreateTable(Draft("communes", new GeoPackageColumn("insee", "insee", FieldKind.Text, 5),
            new GeoPackageColumn("nom", "nom", FieldKind.Text, 0))))
            for (var i = 0; i < 4; i++)
                Add(table, i + 1, 600_000 + i % 2 * 5000, 6_800_000 + i / 2 * 5000, 5000, 5000, $"0200{i + 1}", $"Commune {i + 1}");
        using var reserves = writer.CreateTable(Draft("cer_reservoir_s", new GeoPackageColumn("nom_resv", "nom_resv", FieldKind.Text, 0)));
        Add(reserves, 1, 602_000, 6_802_000, 1000, 1000, "Un");
        Add(reserves, 2, 602_500, 6_802_500, 1000, 1000, "Deux");
    });
}
