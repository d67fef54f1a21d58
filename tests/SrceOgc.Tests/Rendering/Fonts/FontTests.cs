using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Tests.Rendering.Fonts;

public sealed class FontTests
{
    private static readonly FontLibrary Library = new();

    [Fact]
    public void Four_faces_are_at_hand()
    {
        Assert.False(Library.IsEmpty);
        var widths = new[] { (false, false), (true, false), (false, true), (true, true) }
            .Select(face => TextLine.Measure(Library.Find(face.Item1, face.Item2)!, 100, "Trame verte")).ToArray();
        Assert.True(widths[1] > widths[0]);
        Assert.True(widths[3] > widths[2]);
    }

    [Fact]
    public void Widths_follow_the_size_and_add_up()
    {
        var font = Library.Find()!;
        Assert.Equal(2 * TextLine.Measure(font, 12, "écologie"), TextLine.Measure(font, 24, "écologie"), 1e-9);
        Assert.Equal(TextLine.Measure(font, 12, "nn"), 2 * TextLine.Measure(font, 12, "n"), 1e-9);
    }

    [Fact]
    public void Kerned_pairs_are_closer_than_their_letters()
    {
        var font = Library.Find()!;
        Assert.True(TextLine.Measure(font, 100, "AV") < TextLine.Measure(font, 100, "A") + TextLine.Measure(font, 100, "V") - 1);
    }

    [Theory]
    [InlineData("H")]
    [InlineData("É")]
    [InlineData("œ")]
    public void Letters_stand_on_the_baseline_within_their_advance(string text)
    {
        var font = Library.Find()!;
        var path = new PathBuffer();
        TextLine.AddOutlines(font, 100, text, path, Affine.Translation(10, 200));
        var (topLeft, bottomRight) = path.Bounds();
        Assert.InRange(topLeft.X, 10, 30);
        Assert.InRange(bottomRight.X, 50, 10 + TextLine.Measure(font, 100, text));
        Assert.InRange(bottomRight.Y, 199, 203);
        Assert.InRange(topLeft.Y, 200 - 100 * font.Ascent, 150);
    }

    [Fact]
    public void An_accented_capital_is_its_letter_and_its_accent()
    {
        var font = Library.Find()!;
        Assert.True(Figures(font, "É") > Figures(font, "E"));
        Assert.Equal(2, Figures(font, "o"));
    }

    [Fact]
    public void A_damaged_file_is_refused_and_never_read_past_its_end()
    {
        using var stream = typeof(FontLibrary).Assembly.GetManifestResourceStream("DejaVuSans.ttf");
        Assert.SkipWhen(stream is null, "Aucune police embarquée dans cette compilation.");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var damaged = (byte[])file.Clone();
            for (var k = 0; k < 20; k++)
                damaged[i < 100 ? random.Next(400) : random.Next(damaged.Length)] = (byte)random.Next(256);
            TryDraw(damaged.AsMemory(0, i % 3 == 0 ? random.Next(damaged.Length) : damaged.Length));
        }
    }

    private static void TryDraw(ReadOnlyMemory<byte> file)
    {
        try
        {
            var path = new PathBuffer();
            TextLine.AddOutlines(new Font(file), 12, "Écodistricts œuf AVWq@€", path, Affine.Identity);
        }
        catch (InvalidDataException)
        {
            // The one way a damaged font may fail.
        }
    }

    private static int Figures(Font font, string text)
    {
        var path = new PathBuffer();
        TextLine.AddOutlines(font, 100, text, path, Affine.Identity);
        return path.FigureCount;
    }
}
