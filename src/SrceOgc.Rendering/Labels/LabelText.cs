using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Labels;

/// <summary>The lines of one label in their face and size, measured in pixels.</summary>
public sealed class LabelText
{
    /// <summary>Of DejaVu's capitals, in ems: what the eye centres a line on.</summary>
    public const double CapitalHeight = 0.729;

    private const double LineStep = 1.164;
    private const int MaxLines = 12;
    private const int MaxLength = 200;

    public LabelText(string text, Font font, double size, TextSymbolizer symbolizer)
    {
        Font = font;
        Size = size;
        Align = symbolizer.Align;
        Lines = Break(Cased(text, symbolizer.Case), symbolizer);
        Widths = [.. Lines.Select(line => TextLine.Measure(font, size, line))];
        Step = LineStep * size * Math.Max(symbolizer.LineHeight, 0.5);
        Width = Widths.Max();
        Height = CapitalHeight * size + (Lines.Length - 1) * Step;
    }

    public Font Font { get; }

    public double Size { get; }

    public TextAlign Align { get; }

    public string[] Lines { get; }

    public double[] Widths { get; }

    /// <summary>From one baseline to the next.</summary>
    public double Step { get; }

    public double Width { get; }

    /// <summary>From the top of the first line's capitals to the last baseline.</summary>
    public double Height { get; }

    /// <summary>How far ink goes below the last baseline.</summary>
    public double Descent => Font.Descent * Size;

    /// <summary>Where a line starts, from the middle of the label.</summary>
    public double LineStart(int line) => Align switch
    {
        TextAlign.Left => -Width / 2,
        TextAlign.Right => Width / 2 - Widths[line],
        _ => -Widths[line] / 2,
    };

    /// <summary>A line's baseline, downwards from the middle of the label.</summary>
    public double Baseline(int line) => Height / 2 - (Lines.Length - 1 - line) * Step;

    private static string Cased(string text, TextCase change) => change switch
    {
        TextCase.Upper => text.ToUpperInvariant(),
        TextCase.Lower => text.ToLowerInvariant(),
        TextCase.Title => System.Globalization.CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text),
        _ => text,
    };

    private static string[] Break(string text, TextSymbolizer symbolizer)
    {
        text = text.Length > MaxLength ? string.Concat(text.AsSpan(0, MaxLength - 1), "…") : text;
        if (symbolizer.WrapCharacter.Length > 0)
            text = text.Replace(symbolizer.WrapCharacter, "\n", StringComparison.Ordinal);
        if (symbolizer.WrapLength > 0)
            text = TextWrapping.Wrap(text, symbolizer.WrapLength);
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? [""] : lines.Length <= MaxLines ? lines : lines[..MaxLines];
    }
}
