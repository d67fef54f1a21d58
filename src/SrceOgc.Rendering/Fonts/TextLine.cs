using System.Text;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Fonts;

/// <summary>One line of text in a face at a size in pixels to the em: measured, and turned into outlines. Left to right, one glyph a
/// character, kerned.</summary>
public static class TextLine
{
    /// <summary>The advance width in pixels.</summary>
    public static double Measure(Font font, double size, ReadOnlySpan<char> text)
    {
        var (width, before) = (0.0, -1);
        foreach (var rune in text.EnumerateRunes())
            width += Step(font, rune, ref before);
        return width * size;
    }

    /// <summary>Adds the outlines of the text, its baseline beginning at the origin of <paramref name="transform"/>; fill them
    /// non-zero.</summary>
    public static void AddOutlines(Font font, double size, ReadOnlySpan<char> text, PathBuffer path, in Affine transform)
    {
        var (pen, before) = (0.0, -1);
        var scaled = Affine.Scale(size, size).Then(transform);
        foreach (var rune in text.EnumerateRunes())
        {
            var advance = Step(font, rune, ref before);
            var kerned = pen + advance - font.Advance(before);
            font.AddGlyph(before, path, Affine.Translation(kerned, 0).Then(scaled));
            pen += advance;
        }
    }

    /// <summary>Each character and where it begins, in ems.</summary>
    internal static List<Letter> Letters(Font font, string text)
    {
        var letters = new List<Letter>(text.Length);
        var (pen, before) = (0.0, -1);
        foreach (var rune in text.EnumerateRunes())
        {
            var advance = Step(font, rune, ref before);
            letters.Add(new(rune, before, pen + advance - font.Advance(before)));
            pen += advance;
        }

        return letters;
    }

    /// <summary>Kerning with the glyph before plus the advance of this one, in ems.</summary>
    private static double Step(Font font, Rune rune, ref int before)
    {
        var glyph = font.GlyphOf(rune.Value);
        var kerning = before < 0 ? 0 : font.Kerning(before, glyph);
        before = glyph;
        return kerning + font.Advance(glyph);
    }
}

internal readonly record struct Letter(Rune Rune, int Glyph, double Left);
