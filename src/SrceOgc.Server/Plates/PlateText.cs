using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Server.Plates;

/// <summary>A face, a size in points and a colour.</summary>
internal sealed record PlateFont(Font Font, double Points, Color Color)
{
    public const double LineStep = 1.24;

    public double Pixels => PlatePaper.PixelsOfPoints(Points);

    public double Step => Pixels * LineStep;
}

/// <summary>Text broken to a width: measured and drawn alike.</summary>
internal static class PlateText
{
    /// <summary>Where the first baseline lies below the top, as a share of the size.</summary>
    private const double FirstBaseline = 0.95;

    public static List<string> Lines(PlateFont font, string text, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
            AddLines(font, paragraph.Trim(), width, lines);
        return lines;
    }

    public static double Measure(PlateFont font, string text) => TextLine.Measure(font.Font, font.Pixels, text);

    public static double Height(PlateFont font, string text, double width) => Lines(font, text, width).Count * font.Step;

    /// <summary>Returns the height that was taken.</summary>
    /// <param name="canvas">Null only to measure.</param>
    /// <param name="font">How it is written.</param>
    /// <param name="text">What is written.</param>
    /// <param name="left">Of the lines.</param>
    /// <param name="top">Of the first.</param>
    /// <param name="width">They may have.</param>
    /// <param name="align">0 left, 0.5 middle, 1 right.</param>
    public static double Write(Canvas? canvas, PlateFont font, string text, double left, double top, double width, double align = 0)
    {
        var lines = Lines(font, text, width);
        if (canvas is not null && lines.Count > 0)
            canvas.DrawText([.. lines.Select((line, i) => new PlacedText(font.Font, font.Pixels, line, Affine.Translation(
                left + (align == 0 ? 0 : (width - Measure(font, line)) * align), top + font.Pixels * FirstBaseline + i * font.Step)))],
                new(font.Color));
        return lines.Count * font.Step;
    }

    private static void AddLines(PlateFont font, string paragraph, double width, List<string> lines)
    {
        var line = "";
        foreach (var word in paragraph.Split(' ').SelectMany(word => Pieces(font, word, width)))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Measure(font, longer) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        lines.Add(line);
    }

    /// <summary>A word wider than the line is cut: addresses are.</summary>
    private static IEnumerable<string> Pieces(PlateFont font, string word, double width)
    {
        while (word.Length > 1 && Measure(font, word) > width)
        {
            var length = word.Length - 1;
            while (length > 1 && Measure(font, word[..length]) > width)
                length--;
            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }
}
