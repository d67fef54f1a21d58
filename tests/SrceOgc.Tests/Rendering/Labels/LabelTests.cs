using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Labels;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Tests.Rendering.Fidelity;

namespace SrceOgc.Tests.Rendering.Labels;

public sealed class LabelTests
{
    private static readonly MapRenderer Renderer = new(new FontLibrary(), scene => new MapLabels(scene.Width, scene.Height));
    private static readonly StyleExpression Name = new FieldReference(0, "nom");

    private static TextSymbolizer Text(LabelPlacement placement = LabelPlacement.OverPoint) =>
        new(Name) { Size = Length.Pixels(14), Placement = placement, Halo = new(Length.Pixels(1), Rgba.White) };

    private static Style StyleOf(TextSymbolizer text, ScaleRange? scales = null) => new()
    {
        Name = "s",
        Title = "S",
        Labels = [new StylePass([new Rule { Symbolizers = [text], Scales = scales ?? ScaleRange.All }], false)],
    };

    /// <summary>One metre to the pixel: ground and picture coordinates differ only in the direction of y.</summary>
    private static Picture Draw(Envelope extent, params MapLayer[] layers)
    {
        var scene = DatasetMaps.SceneOf(extent, (int)extent.Width, (int)extent.Height, layers);
        using var map = Renderer.Render(scene, RequestBudget.Unlimited);
        return Picture.Of(map.Image);
    }

    private static MapLayer Layer(WktSource source, Style style) => new(source, CrsRegistry.Standard.Lambert93, style);

    private static Picture Draw(TextSymbolizer text, GeometryFamily family, params (string, string?)[] features) =>
        Draw(new Envelope(0, 0, 400, 200), Layer(new WktSource(family, features), StyleOf(text)));

    private static int Ink(Picture picture, int left = 0, int top = 0, int? right = null, int? bottom = null)
    {
        var count = 0;
        for (var y = top; y < (bottom ?? picture.Height); y++)
            for (var x = left; x < (right ?? picture.Width); x++)
                if (picture.Rgb[(y * picture.Width + x) * 3 + 1] < 128)
                    count++;
        return count;
    }

    [Fact]
    public void A_label_is_centred_over_its_point()
    {
        var picture = Draw(Text(), GeometryFamily.Point, ("POINT (200 100)", "HHHHHH"));
        Assert.True(Ink(picture) > 100);
        Assert.InRange(Ink(picture, 0, 0, 200) / (double)Ink(picture), 0.45, 0.55);
        Assert.InRange(Ink(picture, 0, 0, null, 100) / (double)Ink(picture), 0.4, 0.6);
    }

    [Fact]
    public void Accents_are_drawn()
    {
        var text = Text() with { Size = Length.Pixels(40), Halo = null };
        var plain = Draw(text, GeometryFamily.Point, ("POINT (200 100)", "EEAO"));
        var accented = Draw(text, GeometryFamily.Point, ("POINT (200 100)", "ÉÈÀÔ"));
        Assert.Equal(0, Ink(plain, 0, 0, null, 80));
        Assert.True(Ink(accented, 0, 0, null, 80) > 40);
    }

    [Fact]
    public void Labels_do_not_overlap_and_the_higher_priority_wins()
    {
        var both = new[] { ("POINT (200 100)", (string?)"MMMM"), ("POINT (203 102)", "iiii") };
        var alone = Ink(Draw(Text(), GeometryFamily.Point, both[0]));
        Assert.Equal(alone, Ink(Draw(Text(), GeometryFamily.Point, both)));
        var priority = new Parameter<double>(5,
            new Case([new(new Comparison(ComparisonOperator.Equal, Name, Literal.Of("iiii")), Literal.Of(9L))], Literal.Of(1L)));
        var other = Ink(Draw(Text(), GeometryFamily.Point, both[1]));
        Assert.Equal(other, Ink(Draw(Text() with { Priority = priority }, GeometryFamily.Point, both)));
        Assert.NotEqual(alone, Ink(Draw(Text() with { AllowOverlap = true }, GeometryFamily.Point, both)));
    }

    [Fact]
    public void A_label_around_a_point_moves_aside_for_another()
    {
        var text = Text(LabelPlacement.AroundPoint) with { Distance = Length.Pixels(4) };
        var picture = Draw(text, GeometryFamily.Point, ("POINT (200 100)", "MMMM"), ("POINT (201 101)", "MMMM"));
        Assert.True(Ink(picture, 200) > 50 && Ink(picture, 0, 0, 200) > 50);
    }

    [Fact]
    public void The_text_stays_inside_an_awkward_polygon_and_in_its_largest_part()
    {
        var picture = Draw(Text(LabelPlacement.Horizontal), GeometryFamily.Polygon,
            ("MULTIPOLYGON (((10 10, 390 10, 390 50, 10 50, 10 10)), ((300 150, 320 150, 320 170, 300 170, 300 150)))", "Bande"));
        Assert.True(Ink(picture, 10, 150, 390, 190) > 50);
        Assert.Equal(0, Ink(picture, 0, 0, null, 149));
        var horseshoe = Draw(Text(LabelPlacement.Horizontal), GeometryFamily.Polygon,
            ("POLYGON ((10 10, 390 10, 390 190, 290 190, 290 60, 110 60, 110 190, 10 190, 10 10))", "Fer"));
        Assert.Equal(0, Ink(horseshoe, 111, 10, 289, 139));
        Assert.True(Ink(horseshoe) > 30);
    }

    [Fact]
    public void A_label_that_must_fit_is_left_out_of_a_small_polygon()
    {
        var small = ("POLYGON ((190 90, 215 90, 215 110, 190 110, 190 90))", (string?)"Un nom bien trop long");
        Assert.Equal(0, Ink(Draw(Text(LabelPlacement.Horizontal) with { FitInsideOnly = true }, GeometryFamily.Polygon, small)));
        Assert.True(Ink(Draw(Text(LabelPlacement.Horizontal), GeometryFamily.Polygon, small)) > 0);
    }

    [Theory]
    [InlineData("LINESTRING (10 100, 390 100)")]
    [InlineData("LINESTRING (390 100, 10 100)")]
    public void Text_along_a_line_is_upright_and_above_whichever_way_the_line_runs(string line)
    {
        foreach (var placement in new[] { LabelPlacement.Parallel, LabelPlacement.Curved })
        {
            var picture = Draw(Text(placement) with { Distance = Length.Pixels(2), Halo = null }, GeometryFamily.Line, (line, "LLLLLL"));
            Assert.True(Ink(picture, 0, 70, null, 98) > 50);
            Assert.Equal(0, Ink(picture, 0, 100));
            // The foot of an L is lower than its head: more ink in the bottom rows of the text.
            Assert.True(Ink(picture, 0, 93, null, 98) > Ink(picture, 0, 86, null, 91));
        }
    }

    [Fact]
    public void Curved_text_follows_the_bend_and_a_sharp_corner_has_none()
    {
        var arc = string.Join(", ", Enumerable.Range(0, 37)
            .Select(i => FormattableString.Invariant($"{200 - 150 * Math.Cos(i * Math.PI / 36)} {20 + 150 * Math.Sin(i * Math.PI / 36)}")));
        var picture = Draw(Text(LabelPlacement.Curved) with { Sides = LineSides.OnLine }, GeometryFamily.Line,
            ($"LINESTRING ({arc})", "Courbe de la Somme canalisée"));
        Assert.True(Ink(picture, 150, 20, 250, 45) > 50);
        Assert.True(Ink(picture, 100, 33, 140, 80) > 10);
        var corner = Draw(Text(LabelPlacement.Curved), GeometryFamily.Line,
            ("LINESTRING (150 10, 200 190, 250 10)", "Un nom trop long pour le coin, bien plus que les branches du V"));
        Assert.Equal(0, Ink(corner));
    }

    [Fact]
    public void Labels_repeat_along_a_line()
    {
        var once = Draw(Text(LabelPlacement.Parallel), GeometryFamily.Line, ("LINESTRING (0 100, 400 100)", "Oise"));
        var repeated = Draw(Text(LabelPlacement.Parallel) with { RepeatDistance = Length.Pixels(100) }, GeometryFamily.Line,
            ("LINESTRING (0 100, 400 100)", "Oise"));
        Assert.InRange(Ink(repeated) / (double)Ink(once), 3.5, 4.5);
    }

    [Fact]
    public void Long_texts_wrap_at_a_width_or_a_character()
    {
        var flat = Draw(Text(), GeometryFamily.Point, ("POINT (200 100)", "un deux trois"));
        foreach (var wrapped in new[] { Draw(Text() with { WrapLength = 5 }, GeometryFamily.Point, ("POINT (200 100)", "un deux trois")),
            Draw(Text() with { WrapCharacter = "|" }, GeometryFamily.Point, ("POINT (200 100)", "un|deux|trois")) })
        {
            Assert.Equal(0, Ink(flat, 0, 0, null, 85));
            Assert.True(Ink(wrapped, 0, 0, null, 90) > 10 && Ink(wrapped, 0, 110) > 10);
        }
    }

    [Fact]
    public void Labels_show_within_their_scales_only()
    {
        var source = new WktSource(GeometryFamily.Point, ("POINT (200 100)", "Loin"));
        var extent = new Envelope(0, 0, 400, 200);
        Assert.True(Ink(Draw(extent, Layer(source, StyleOf(Text(), new(0, 5_000))))) > 0);
        Assert.Equal(0, Ink(Draw(extent, Layer(source, StyleOf(Text(), new(5_000, 10_000))))));
    }

    [Fact]
    public void Nothing_is_written_for_null_or_blank() =>
        Assert.Equal(0, Ink(Draw(Text(), GeometryFamily.Point, ("POINT (200 100)", null), ("POINT (100 100)", "  "))));

    [Theory]
    [InlineData(LabelPlacement.AroundPoint)]
    [InlineData(LabelPlacement.Horizontal)]
    [InlineData(LabelPlacement.Curved)]
    internal void Tiles_agree_with_each_other_at_their_edges(LabelPlacement placement)
    {
        var random = new Random(7);
        var features = Enumerable.Range(0, 120)
            .Select(i => (Shape(placement, random.Next(20, 1000), random.Next(20, 1000)), (string?)$"Lieu-dit n° {i}")).ToArray();
        var family = placement switch
        {
            LabelPlacement.AroundPoint => GeometryFamily.Point,
            LabelPlacement.Horizontal =>
            GeometryFamily.Polygon,
            _ => GeometryFamily.Line
        };
        var layer = Layer(new WktSource(family, features), StyleOf(Text(placement)));
        var whole = Draw(new Envelope(0, 0, 1024, 1024), layer);
        Assert.True(Ink(whole) > 2000);
        for (var row = 0; row < 4; row++)
            for (var column = 0; column < 4; column++)
            {
                var tile = Draw(new Envelope(column * 256, 1024 - row * 256 - 256, column * 256 + 256, 1024 - row * 256), layer);
                AssertSame(whole.Square(column * 256, row * 256, 256), tile);
            }
    }

    /// <summary>Letters may land a 256th of a pixel aside, which no eye sees.</summary>
    private static void AssertSame(Picture expected, Picture actual) =>
        Assert.True(expected.Rgb.Zip(actual.Rgb).All(pair => Math.Abs(pair.First - pair.Second) <= 3));

    private static string Shape(LabelPlacement placement, int x, int y) => placement switch
    {
        LabelPlacement.AroundPoint => $"POINT ({x} {y})",
        LabelPlacement.Horizontal => $"POLYGON (({x} {y}, {x + 90} {y + 20}, {x + 70} {y + 80}, {x - 20} {y + 60}, {x} {y}))",
        _ => $"LINESTRING ({x} {y}, {x + 60} {y + 15}, {x + 130} {y + 10}, {x + 180} {y + 35})",
    };
}
