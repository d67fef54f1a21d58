using System.Runtime.CompilerServices;
using NetTopologySuite.IO;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Rasterization;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Marks;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Features;
using SrceOgc.Tests.Rendering.Images;
using Envelope = SrceOgc.Features.Geometries.Envelope;
using LineCap = SrceOgc.Rendering.Rasterization.LineCap;
using LineJoin = SrceOgc.Rendering.Rasterization.LineJoin;
using Stroke = SrceOgc.Rendering.Styles.Symbolizers.Stroke;

namespace SrceOgc.Tests.Rendering;

using Layer = SrceOgc.Tests.Features.MemorySource;

/// <summary>
/// Drawings compared pixel for pixel with tests/images. After a wanted change, run with BLESS_IMAGES=1, look at
/// the images, and commit them.
/// </summary>
public sealed class GoldenImageTests
{
    [Fact]
    public void Joins_and_caps()
    {
        var canvas = Begin(360, 360);
        var cell = 0;
        foreach (var join in Enum.GetValues<LineJoin>())
            foreach (var cap in Enum.GetValues<LineCap>())
            {
                double x = 20 + cell % 3 * 115, y = 20 + cell++ / 3 * 115;
                var line = Path(false, (x, y + 80), (x + 30, y + 10), (x + 45, y + 75), (x + 85, y + 60), (x + 50, y + 50));
                canvas.Stroke(line, new StrokeStyle(12, cap, join), new Color(30, 100, 200, 160));
                canvas.Stroke(line, new StrokeStyle(1, cap, join), Color.Black);
            }
        AssertGolden("joins-and-caps", canvas.Image);
    }

    [Fact]
    public void Lines_of_all_directions_widths_and_dashes()
    {
        var canvas = Begin(400, 200);
        for (var i = 0; i < 36; i++)
        {
            var turn = Affine.Rotation(i * 10);
            Vertex near = turn.Apply(10, 0), far = turn.Apply(85, 0);
            canvas.Stroke(Path(false, (100 + near.X, 100 + near.Y), (100 + far.X, 100 + far.Y)), new StrokeStyle(0.5 + i % 4 * 0.5),
                Color.Black);
        }
        var wave = Path(false, [.. Enumerable.Range(0, 40).Select(i => (210 + i * 4.5, 100 + (i % 8 - 4) * (i % 16 < 8 ? 8.0 : -8.0)))]);
        canvas.Stroke(wave, new StrokeStyle(3, LineCap.Round, LineJoin.Round), new Color(200, 30, 30), 0, [9, 6, 1, 6], 3);
        canvas.Stroke(wave, new StrokeStyle(1), new Color(30, 30, 200), 12, [], 0);
        canvas.Stroke(wave, new StrokeStyle(1), new Color(30, 120, 30), -12, [4, 2], 0);
        AssertGolden("lines", canvas.Image);
    }

    [Fact]
    public void Polygons_thin_holed_shared_and_tiny()
    {
        var zones = new[]
        {
            "POLYGON((10 10, 90 15, 95 90, 12 80, 10 10), (30 30, 30 60, 60 60, 60 30, 30 30))",
            "POLYGON((100 10, 150 20, 145 55, 160 90, 105 95, 100 10))", "POLYGON((150 20, 195 12, 190 92, 160 90, 145 55, 150 20))",
            "POLYGON((5 100, 195 103, 195 103.4, 5 100))", "POLYGON((5 108, 195 120, 5 109, 5 108))",
            "POLYGON((20 130, 21 130, 21 131, 20 131, 20 130))", "POLYGON((30 130, 30.3 130, 30.3 130.3, 30 130))", "POINT(40 130.5)",
        };
        AssertGolden("polygons", zones, new PolygonSymbolizer(new SolidFill(new Rgba(139, 195, 74))),
            new LineSymbolizer(new Stroke { Paint = new Rgba(70, 98, 37) }));
    }

    [Fact]
    public void Fills_hatched_patterned_and_dotted()
    {
        const string Zone = "POLYGON((10 10, 190 20, 180 140, 90 100, 20 135, 10 10))";
        var dot = new PointSymbolizer(new MarkGraphic(WellKnownMarks.Circle.Path) { Fill = new Rgba(20, 90, 160) })
        {
            Size =
            Length.Pixels(5)
        };
        var hatch = new HatchFill(30.0, Length.Pixels(9), Length.Zero,
            [new Stroke { Paint = new Rgba(150, 40, 40), Width = Length.Pixels(1.5) }]);
        var grid = new PatternFill([dot], Length.Pixels(14), Length.Pixels(12)) { DisplacementX = Length.Pixels(7) };
        AssertGolden("fills", [Zone], new PolygonSymbolizer(new BitmapFill(new Rgba(0, 0, 0, 60), 0x8040201008040201)),
            new PolygonSymbolizer(hatch), new PolygonSymbolizer(grid),
            new LineSymbolizer(new Stroke { Width = Length.Pixels(8), Paint = new Rgba(60, 60, 60, 120) }) { InsideOnly = true });
    }

    [Fact]
    public void Text_in_four_faces()
    {
        var fonts = new FontLibrary();
        Assert.SkipWhen(fonts.IsEmpty, "Aucune police sur cette machine.");
        var canvas = Begin(420, 130);
        for (var face = 0; face < 4; face++)
            foreach (var (size, x) in new[] { (11.0, 8.0), (22.0, 160.0) })
            {
                var path = new PathBuffer();
                TextLine.AddOutlines(fonts.Find(face % 2 == 1, face > 1)!, size, "Trame verte, œuvre, AVÀ", path,
                    Affine.Translation(x, 28 + face * 28));
                canvas.Stroke(path, new StrokeStyle(3, LineCap.Round, LineJoin.Round), new Color(255, 240, 150));
                canvas.Fill(path, Color.Black, FillRule.NonZero);
            }
        AssertGolden("text", canvas.Image);
    }

    private static RasterCanvas Begin(int width, int height)
    {
        var canvas = new RasterCanvas();
        canvas.Begin(width, height, Color.White);
        return canvas;
    }

    private static PathBuffer Path(bool closed, params (double X, double Y)[] vertices)
    {
        var path = new PathBuffer();
        foreach (var (x, y) in vertices)
            path.Add(x, y);
        path.EndFigure(closed);
        return path;
    }

    private static void AssertGolden(string name, string[] wkt, params Symbolizer[] symbolizers)
    {
        var type = Layer.TypeOf("zones", GeometryFamily.Polygon);
        var source = new Layer(type, [.. wkt.Select((text, i) => new MemoryFeature(i, new WKTReader().Read(text)))]);
        var style = new Style
        {
            Name = "s",
            Title = "s",
            Passes =
            [new StylePass([new Rule { Symbolizers = symbolizers }], firstMatchOnly: true)]
        };
        var layer = new MapLayer(source, CrsRegistry.Standard.Lambert93, style);
        var scene = new MapScene(200, 150, CrsRegistry.Standard.Lambert93, new Envelope(0, 0, 200, 150), [layer])
        {
            Background =
            Color.White
        };
        using var map = new MapRenderer(new FontLibrary()).Render(scene, RequestBudget.Unlimited);
        AssertGolden(name, map.Image);
    }

    private static void AssertGolden(string name, PixelBuffer image, [CallerFilePath] string source = "")
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(source)!, "..", "..", "images", name + ".png");
        using var sink = new ByteSink();
        new PngEncoder().Write(image, sink);
        if (Environment.GetEnvironmentVariable("BLESS_IMAGES") == "1")
            File.WriteAllBytes(path, sink.Span.ToArray());
        var expected = PngDecoder.Decode(File.ReadAllBytes(path));
        var actual = PngDecoder.Decode(sink.Span);
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        var different = Enumerable.Range(0, actual.Pixels.Length).Count(i => actual.Pixels[i] != expected.Pixels[i]);
        Assert.True(different == 0, $"{different} pixels de « {name} » ont changé.");
    }
}
