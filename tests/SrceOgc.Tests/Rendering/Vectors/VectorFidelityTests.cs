using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Labels;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Marks;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Rendering.Vectors;
using SrceOgc.Tests.Features;
using Envelope = SrceOgc.Features.Geometries.Envelope;
using Layer = SrceOgc.Tests.Features.MemorySource;
using Stroke = SrceOgc.Rendering.Styles.Symbolizers.Stroke;

namespace SrceOgc.Tests.Rendering.Vectors;

/// <summary>
/// The same scenes on pixels, and as PDF and SVG drawn by Poppler and Chromium: one square in a hundred may be unlike, see
/// <see cref="SeenPicture"/>.
/// </summary>
public sealed class VectorFidelityTests
{
    private const int Width = 400, Height = 300;

    private const double ShareUnlike = 0.01;

    private const string Zone = "POLYGON((20 20, 380 40, 360 280, 180 200, 40 270, 20 20), (100 80, 100 120, 150 120, 150 80, 100 80))";

    public static TheoryData<string> Scenes => [.. All.Keys];

    private static readonly Dictionary<string, Func<MapLayer[]>> All = new()
    {
        ["solid"] = () => [Of([Zone], new PolygonSymbolizer(new SolidFill(new Rgba(139, 195, 74, 140))),
            new LineSymbolizer(new Stroke { Paint = new Rgba(70, 98, 37), Width = Length.Pixels(3) }))],
        ["hatch"] = () => [Of([Zone], new PolygonSymbolizer(new HatchFill(30.0, Length.Pixels(9), Length.Zero,
            [new Stroke { Paint = new Rgba(150, 40, 40), Width = Length.Pixels(2) }])))],
        ["grid"] = () => [Of([Zone], new PolygonSymbolizer(new PatternFill([Dot(5)], Length.Pixels(14), Length.Pixels(12))
        {
            DisplacementX = Length.Pixels(7),
        }))],
        ["brush"] = () => [Of([Zone], new PolygonSymbolizer(new BitmapFill(new Rgba(0, 0, 0, 200), 0x8040201008040201)))],
        ["inside"] = () => [Of([Zone], new LineSymbolizer(new Stroke { Width = Length.Pixels(12), Paint = new Rgba(60, 60, 60, 120) })
        {
            InsideOnly = true,
        })],
        ["dashes"] = () => [Of(["LINESTRING(10 10, 390 60, 20 150, 380 250)"], new LineSymbolizer(new Stroke
        {
            Width = Length.Pixels(4),
            Paint = new Rgba(10, 60, 160),
            Cap = SrceOgc.Rendering.Styles.Symbolizers.LineCap.Round,
            Dashes = new([14, 9], LengthUnit.Pixel, 5),
        })
        {
            PerpendicularOffset = Length.Pixels(6),
        })],
        ["marks"] = () => [Of(["MULTIPOINT((50 50), (120 200), (300.5 100.25), (200 150))"], new PointSymbolizer(
            new MarkGraphic(WellKnownMarks.TryFind("star", out var star) ? star.Path : WellKnownMarks.Circle.Path)
            {
                Fill = new Rgba(250, 200, 30),
                Stroke = new Stroke { Width = Length.Pixels(2) },
            })
        {
            Size = Length.Pixels(40),
            Rotation = 20.0,
        })],
        ["translucent"] = () =>
        [
            Of([Zone], new PolygonSymbolizer(new SolidFill(new Rgba(30, 90, 200)))),
            Of([Zone, "POLYGON((150 100, 300 100, 300 290, 150 290, 150 100))"],
                new PolygonSymbolizer(new SolidFill(new Rgba(200, 60, 30)))) with { Opacity = 0.4 },
        ],
        ["inverted"] = () => [Inverted()],
    };

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_pdf_shows_what_the_image_shows(string scene)
    {
        var pdf = Pdf(All[scene]());
        AssertAlike(scene, SeenPicture.OfPdf(pdf, 72), All[scene]());
        Assert.DoesNotContain("stencil", PdfTool.Read("pdfimages", pdf, "-list"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void An_svg_shows_what_the_image_shows(string scene) =>
        AssertAlike(scene, SeenPicture.OfSvg(Svg(All[scene]()), Width, Height), All[scene]());

    [Fact]
    public void Labels_are_text_in_embedded_fonts_and_lie_where_the_image_has_them()
    {
        Assert.SkipWhen(new FontLibrary().IsEmpty, "No font on this machine.");
        var pdf = Pdf(Labelled());
        AssertAlike("labels", SeenPicture.OfPdf(pdf, 72), Labelled());
        AssertAlike("labels", SeenPicture.OfSvg(Svg(Labelled()), Width, Height), Labelled());
        var words = PdfTool.Read("pdftotext", pdf, "-layout");
        // The halo of each letter is no second text.
        Assert.Equal(1, words.Split("Forêt d'Œuvrecœur").Length - 1);
        Assert.Contains("Réservoir à préserver", words, StringComparison.Ordinal);
        var fonts = PdfTool.Read("pdffonts", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.All(fonts, font => Assert.Matches(@"\+DejaVuSans\S*\s+CID TrueType\s+Identity-H\s+yes yes yes", font));
    }

    [Fact]
    public void The_same_drawing_is_the_same_bytes_and_a_sound_document()
    {
        var pdf = Pdf(Labelled());
        Assert.Equal(pdf, Pdf(Labelled()));
        Assert.Contains("No syntax or stream encoding errors found", PdfTool.Read("qpdf", pdf, "--check"), StringComparison.Ordinal);
        var about = PdfTool.Read("pdfinfo", pdf);
        Assert.Matches(@"Title:\s+Réservoirs", about);
        Assert.Matches(@"Author:\s+Un service & \(co\)", about);
        Assert.Matches(@"Tagged:\s+yes", about);
        var metadata = System.Xml.Linq.XDocument.Parse(PdfTool.Read("pdfinfo", pdf, "-meta").Trim());
        Assert.Contains("Un service & (co)", metadata.Root!.Value, StringComparison.Ordinal);
        Assert.Matches(@"Page size:\s+400 x 300 pts", about);
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(long.MaxValue)]
    public void A_drawing_ends_with_its_budget_and_where_a_file_is_too_large(long mostBytes)
    {
        using var spent = new RequestBudget(TimeSpan.FromMinutes(1), mostBytes, CancellationToken.None);
        spent.Start();
        using var canvas = new SvgCanvas(Width, Height, spent);
        var path = new PathBuffer();
        for (var i = 0; i < 1000; i++)
            path.Add(i % 37, i % 41);
        path.EndFigure(closed: true);
        Assert.Throws<BudgetExceededException>(() =>
        {
            for (var i = 0; i < 1_000_000; i++)
                canvas.Fill(path, Color.Black);
        });
    }

    private static PointSymbolizer Dot(double size) =>
        new(new MarkGraphic(WellKnownMarks.Circle.Path) { Fill = new Rgba(20, 90, 160) }) { Size = Length.Pixels(size) };

    private static MapLayer Of(string[] wkt, params Symbolizer[] symbolizers) =>
        Of(wkt, new StylePass([new Rule { Symbolizers = symbolizers }], firstMatchOnly: true));

    private static MapLayer Of(string[] wkt, StylePass pass) =>
        new(Source(wkt), CrsRegistry.Standard.Lambert93, new Style { Name = "s", Title = "s", Passes = [pass] });

    private static Layer Source(string[] wkt)
    {
        var family = wkt[0].Contains("POINT", StringComparison.Ordinal) ? GeometryFamily.Point
            : wkt[0].StartsWith("LINE", StringComparison.Ordinal) ? GeometryFamily.Line : GeometryFamily.Polygon;
        return new(Layer.TypeOf("zones", family), [.. wkt.Select((text, i) => new MemoryFeature(i, new WKTReader().Read(text)))]);
    }

    private static MapLayer Inverted() => Of([Zone], new StylePass(
        [new Rule { Symbolizers = [new PolygonSymbolizer(new SolidFill(new Rgba(90, 90, 90, 150)))] }], firstMatchOnly: true)
    {
        Inverted = true,
    });

    private static MapLayer[] Labelled()
    {
        TextSymbolizer Text(string text) => new(Literal.Of(text))
        {
            Size = Length.Pixels(22),
            Fill = new Rgba(20, 60, 20),
            Halo = new(Length.Pixels(2), new Rgba(255, 255, 160)),
            Font = new("DejaVu Sans", Bold: text[0] == 'F'),
        };
        MapLayer Layer(string wkt, string text) => Of([wkt], new PolygonSymbolizer(new SolidFill(new Rgba(200, 220, 200)))) is var layer
            ? layer with
            {
                Style = new Style
                {
                    Name = "s",
                    Title = "s",
                    Passes = layer.Style.Passes,
                    Labels = [new StylePass([new Rule { Symbolizers = [Text(text)] }], firstMatchOnly: true)],
                },
            } : layer;
        return
        [
            Layer("POLYGON((5 160, 395 160, 395 290, 5 290, 5 160))", "Forêt d'Œuvrecœur"),
            Layer("POLYGON((5 10, 395 10, 395 140, 5 140, 5 10))", "Réservoir à préserver"),
        ];
    }

    private static MapScene Scene(MapLayer[] layers) =>
        new(Width, Height, CrsRegistry.Standard.Lambert93, new Envelope(0, 0, Width, Height), layers) { Background = Color.White };

    private static MapRenderer Renderer() => new(new FontLibrary(), scene => new MapLabels(scene.Width, scene.Height));

    private static byte[] Pdf(MapLayer[] layers)
    {
        using var pages = new PdfPages(new("Réservoirs", "Un service & (co)", "fr", new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero)),
            RequestBudget.Unlimited);
        var page = pages.Add(Width, Height, 72);
        page.BeginTag("Figure", "Une carte");
        Renderer().Draw(Scene(layers), page, RequestBudget.Unlimited);
        page.EndTag();
        using var file = new ByteSink();
        pages.Write(file);
        return file.Span.ToArray();
    }

    private static byte[] Svg(MapLayer[] layers)
    {
        using var canvas = new SvgCanvas(Width, Height, RequestBudget.Unlimited);
        Renderer().Draw(Scene(layers), canvas, RequestBudget.Unlimited);
        using var file = new ByteSink();
        canvas.Write("Réservoirs & corridors", file);
        return file.Span.ToArray();
    }

    private static void AssertAlike(string scene, SeenPicture seen, MapLayer[] layers)
    {
        using var map = Renderer().Render(Scene(layers), RequestBudget.Unlimited);
        var expected = SeenPicture.Of(map.Image);
        // Neither is empty, or they would always be alike.
        Assert.InRange(expected.ShareInked(), 0.005, 0.9);
        var share = seen.ShareUnlike(expected);
        Assert.True(share <= ShareUnlike, $"{scene}: {share:P1} of the squares differ");
    }
}
