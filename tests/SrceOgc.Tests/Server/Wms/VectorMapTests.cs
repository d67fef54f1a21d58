using System.Net;
using System.Text;
using System.Xml.Linq;
using SrceOgc.Tests.Rendering.Images;
using SrceOgc.Tests.Rendering.Vectors;

namespace SrceOgc.Tests.Server.Wms;

/// <summary>GetMap as PDF and SVG, GetLegendGraphic as SVG: the same pictures as the PNG of the same request.</summary>
public sealed class VectorMapTests(RunningServer server)
{
    private const int Width = 480, Height = 360;

    private static readonly string Map =
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=territoires,verte,bleue&STYLES=,,&CRS=EPSG:2154"
        + $"&BBOX=600000,6800000,612000,6809000&WIDTH={Width}&HEIGHT={Height}&DPI=72&FORMAT=";

    /// <summary>
    /// Of squares of four by four pixels that may differ by more than a tenth: Poppler draws lines below a pixel a pixel wide, Chromium
    /// smooths letters otherwise. A layer too few is far more.
    /// </summary>
    private const double ShareUnlike = 0.07;

    [Fact]
    public async Task A_map_as_pdf_is_vectors_and_text()
    {
        var (type, pdf) = await Bytes(Map + "application/pdf");
        Assert.Equal("application/pdf", type);
        Assert.Equal("%PDF-1.", Encoding.ASCII.GetString(pdf, 0, 7));
        await AssertSeen(SeenPicture.OfPdf(pdf, 72));
        // Two lines of heads, and no picture.
        Assert.Equal(2, PdfTool.Read("pdfimages", pdf, "-list").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(pdf, (await Bytes(Map + "application/pdf")).Content);
    }

    [Fact]
    public async Task A_map_as_svg_is_vectors_and_text()
    {
        var (type, svg) = await Bytes(Map + "image/svg%2Bxml");
        Assert.Equal("image/svg+xml", type);
        Assert.Equal(("480", "360"), SizeOf(svg));
        await AssertSeen(SeenPicture.OfSvg(svg, Width, Height));
    }

    [Fact]
    public async Task An_svg_may_show_its_own_fonts_and_nothing_else()
    {
        using var answer = await server.Get(Map + "image/svg%2Bxml");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; font-src data:",
            string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task A_legend_as_svg_is_as_large_as_the_image_and_says_the_same()
    {
        const string legend = "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYER=verte&FORMAT=";
        var (type, svg) = await Bytes(legend + "image/svg%2Bxml");
        Assert.Equal("image/svg+xml", type);
        var image = PngDecoder.Decode((await Bytes(legend + "image/png")).Content);
        Assert.Equal(($"{image.Width}", $"{image.Height}"), SizeOf(svg));
        var texts = XDocument.Parse(Encoding.UTF8.GetString(svg)).Descendants().Where(e => e.Name.LocalName == "text").ToArray();
        Assert.Contains(texts, text => text.Value.Contains("Corridor", StringComparison.OrdinalIgnoreCase));
        AssertAlike(SeenPicture.OfSvg(svg, image.Width, image.Height), SeenPicture.Of(image));
    }

    [Fact]
    public async Task Faults_are_answered_as_for_images()
    {
        var (status, text) = await server.GetAnswer((Map + "application/pdf").Replace("territoires", "inconnue"));
        Assert.Equal(200, status);
        Assert.Contains("LayerNotDefined", text, StringComparison.Ordinal);
        Assert.Contains("InvalidFormat", (await server.GetAnswer(Map + "application/postscript")).Text, StringComparison.Ordinal);
        var (type, image) = await Bytes((Map + "application/pdf").Replace("territoires", "inconnue") + "&EXCEPTIONS=INIMAGE");
        Assert.Equal("image/png", type);
        Assert.Equal(0x89, image[0]);
    }

    private static (string?, string?) SizeOf(byte[] svg) =>
        XDocument.Parse(Encoding.UTF8.GetString(svg)).Root is { } root
            ? (root.Attribute("width")?.Value, root.Attribute("height")?.Value) : default;

    private static void AssertAlike(SeenPicture seen, SeenPicture expected)
    {
        Assert.InRange(expected.ShareInked(), 0.02, 1);
        var share = seen.ShareUnlike(expected);
        Assert.True(share <= ShareUnlike, $"{share:P1} of the squares differ");
    }

    private async Task AssertSeen(SeenPicture seen)
    {
        AssertAlike(seen, await Image(Map));
        var other = await Image(Map.Replace("LAYERS=territoires,verte,bleue&STYLES=,,", "LAYERS=territoires&STYLES="));
        Assert.InRange(seen.ShareUnlike(other) / seen.ShareUnlike(await Image(Map)), 2, double.PositiveInfinity);
    }

    private async Task<SeenPicture> Image(string map) => SeenPicture.Of(PngDecoder.Decode((await Bytes(map + "image/png")).Content));

    private async Task<(string? Type, byte[] Content)> Bytes(string address)
    {
        using var answer = await server.Get(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsByteArrayAsync());
    }
}
