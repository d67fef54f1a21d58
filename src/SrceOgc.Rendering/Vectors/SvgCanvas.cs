using System.Security;
using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Vectors;

/// <summary>
/// Writes SVG 1.1: paths, clip paths, masks for what is erased, patterns of Qt's brushes, and text in the fonts it was measured with,
/// which come with the file.
/// </summary>
public sealed class SvgCanvas(int width, int height, RequestBudget budget) : VectorCanvas(width, height, budget)
{
    private readonly int _fullWidth = width, _fullHeight = height;
    private readonly Dictionary<Font, FontSubset> _fonts = [];
    private int _names;

    /// <summary>The finished file, once every group is closed.</summary>
    /// <param name="title">What readers of the picture are told it is.</param>
    /// <param name="sink">Where it goes.</param>
    public void Write(string title, ByteSink sink)
    {
        sink.Utf8($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" "
            + $"width=\"{_fullWidth}\" height=\"{_fullHeight}\" viewBox=\"0 0 {_fullWidth} {_fullHeight}\">"
            + $"<title>{Escaped(title)}</title>");
        if (_fonts.Count > 0)
            WriteFonts(sink);
        sink.Write(Out.Span);
        sink.Ascii("</svg>\n");
    }

    private void WriteFonts(ByteSink sink)
    {
        sink.Ascii("<style>");
        foreach (var (font, name) in _fonts.Values.Select((font, index) => (font, NameOf(index))))
            sink.Ascii($"@font-face{{font-family:{name};src:url(data:font/ttf;base64,{Convert.ToBase64String(font.Write())})}}");
        sink.Ascii("text{white-space:pre}.h{-webkit-user-select:none;user-select:none}</style>");
    }

    private static string NameOf(int index) => $"police{index + 1}";

    protected internal override void WritePath(PathBuffer path, Filling? fill, Outlining? stroke)
    {
        Out.Ascii("<path ");
        WritePaint("fill", fill?.Color);
        if (fill is { Rule: FillRule.EvenOdd })
            Out.Ascii("fill-rule=\"evenodd\" ");
        if (stroke is { } line)
            WriteStroke(line);
        WriteData(Out, path);
        Out.Ascii("/>\n");
    }

    private void WritePaint(string attribute, Color? color)
    {
        if (color is not { } paint)
        {
            Out.Ascii($"{attribute}=\"none\" ");
            return;
        }

        Out.Ascii($"{attribute}=\"{Hex(paint)}\" ");
        if (!paint.IsOpaque)
            Out.Ascii($"{attribute}-opacity=\"{Decimals.Fine(paint.A / 255.0)}\" ");
    }

    private static string Hex(Color color) => $"#{color.R:x2}{color.G:x2}{color.B:x2}";

    private void WriteStroke(in Outlining stroke)
    {
        WritePaint("stroke", stroke.Color);
        var style = stroke.Style;
        Out.Ascii($"stroke-width=\"{Decimals.Fine(style.Width)}\" ");
        if (style.Cap != LineCap.Butt)
            Out.Ascii(style.Cap == LineCap.Round ? "stroke-linecap=\"round\" " : "stroke-linecap=\"square\" ");
        if (style.Join != LineJoin.Miter)
            Out.Ascii(style.Join == LineJoin.Round ? "stroke-linejoin=\"round\" " : "stroke-linejoin=\"bevel\" ");
        else if (style.MiterLimit != 4)
            Out.Ascii($"stroke-miterlimit=\"{Decimals.Fine(style.MiterLimit)}\" ");
        if (stroke.Dashes is not { } dashes)
            return;
        Out.Ascii($"stroke-dasharray=\"{string.Join(' ', dashes.Lengths.Select(Decimals.Fine))}\" ");
        if (dashes.Offset != 0)
            Out.Ascii($"stroke-dashoffset=\"{Decimals.Fine(dashes.Offset)}\" ");
    }

    /// <summary>Each vertex relative to the one before, both rounded: errors do not add up.</summary>
    private static void WriteData(ByteSink sink, PathBuffer path)
    {
        sink.Ascii("d=\"");
        for (var figure = 0; figure < path.FigureCount; figure++)
        {
            var vertices = path.Vertices(figure);
            long x = Decimals.Rounded(vertices[0].X), y = Decimals.Rounded(vertices[0].Y);
            WritePair(sink, (byte)'M', x, y);
            for (var i = 1; i < vertices.Length; i++)
            {
                long nextX = Decimals.Rounded(vertices[i].X), nextY = Decimals.Rounded(vertices[i].Y);
                if (nextX == x && nextY == y && i > 1)
                    continue;
                WritePair(sink, i == 1 ? (byte)'l' : (byte)' ', nextX - x, nextY - y);
                (x, y) = (nextX, nextY);
            }

            if (path.IsClosed(figure))
                sink.Ascii("z");
        }

        sink.Ascii("\"");
    }

    private static void WritePair(ByteSink sink, byte before, long x, long y)
    {
        sink.GetSpan(1)[0] = before;
        sink.Advance(1);
        Decimals.Write(sink, x);
        sink.GetSpan(1)[0] = (byte)' ';
        sink.Advance(1);
        Decimals.Write(sink, y);
    }

    protected override void WritePattern(PathBuffer path, FillRule rule, Pattern pattern)
    {
        var name = $"m{++_names}";
        Out.Ascii($"<pattern id=\"{name}\" patternUnits=\"userSpaceOnUse\" width=\"{pattern.Width}\" height=\"{pattern.Height}\">");
        foreach (var (color, squares) in PatternSquares.Of(pattern))
        {
            Out.Ascii("<path ");
            WritePaint("fill", color);
            WriteData(Out, squares);
            Out.Ascii("/>");
        }

        Out.Ascii($"</pattern><path fill=\"url(#{name})\" ");
        if (rule == FillRule.EvenOdd)
            Out.Ascii("fill-rule=\"evenodd\" ");
        WriteData(Out, path);
        Out.Ascii("/>\n");
    }

    protected override void WriteClip(PathBuffer path, FillRule rule, Vertex origin)
    {
        var name = $"c{++_names}";
        Out.Ascii($"<clipPath id=\"{name}\"><path {(rule == FillRule.EvenOdd ? "clip-rule=\"evenodd\" " : "")}");
        WriteData(Out, path);
        Out.Ascii($"/></clipPath><g clip-path=\"url(#{name})\"><g transform=\"translate(");
        Decimals.Write(Out, origin.X);
        Out.Ascii(" ");
        Decimals.Write(Out, origin.Y);
        Out.Ascii(")\">");
    }

    protected override void WriteClipEnd() => Out.Ascii("</g></g>\n");

    protected override void WriteErased(ByteSink erased, PathBuffer path, FillRule rule)
    {
        erased.Ascii(rule == FillRule.EvenOdd ? "<path fill-rule=\"evenodd\" " : "<path ");
        WriteData(erased, path);
        erased.Ascii("/>");
    }

    protected override void WriteGroup(ByteSink content, double opacity, ByteSink? erased)
    {
        var mask = "";
        if (erased is not null)
        {
            mask = $" mask=\"url(#k{++_names})\"";
            Out.Ascii($"<mask id=\"k{_names}\" maskUnits=\"userSpaceOnUse\" x=\"0\" y=\"0\" width=\"{Width}\" height=\"{Height}\">"
                + $"<path fill=\"#fff\" d=\"M0 0h{Width}v{Height}h-{Width}z\"/>");
            Out.Write(erased.Span);
            Out.Ascii("</mask>");
        }

        Out.Ascii($"<g{(opacity < 1 ? $" opacity=\"{Decimals.Fine(opacity)}\"" : "")}{mask}>");
        Out.Write(content.Span);
        Out.Ascii("</g>\n");
    }

    protected override void WriteHalo(in PlacedText line, Color color, double width)
    {
        Out.Ascii("<text class=\"h\" aria-hidden=\"true\" ");
        WritePaint("fill", color);
        WritePaint("stroke", color);
        Out.Ascii($"stroke-width=\"{Decimals.Fine(width)}\" stroke-linejoin=\"round\" ");
        WriteLetters(line);
    }

    protected override void WriteText(ReadOnlySpan<PlacedText> lines, Color color, string? words)
    {
        foreach (ref readonly var line in lines)
        {
            Out.Ascii("<text ");
            WritePaint("fill", color);
            WriteLetters(line);
        }
    }

    /// <summary>Each letter at its own place, kerned as everywhere else.</summary>
    private void WriteLetters(in PlacedText line)
    {
        if (!_fonts.TryGetValue(line.Font, out var subset))
            _fonts.Add(line.Font, subset = new(line.Font));
        var place = line.Place;
        var matrix = string.Join(' ', new[] { place.A, place.D, place.B, place.E }.Select(Decimals.Fine));
        Out.Ascii($"font-family=\"{NameOf(_fonts.Keys.ToList().IndexOf(line.Font))}\" font-size=\"{Decimals.Fine(line.Size)}\" "
            + $"transform=\"matrix({matrix} {Decimals.Fine(place.C)} {Decimals.Fine(place.F)})\" x=\"");
        var text = new StringBuilder();
        foreach (var letter in TextLine.Letters(line.Font, line.Text))
        {
            subset.Use(letter.Rune.Value);
            Decimals.Write(Out, letter.Left * line.Size);
            Out.Ascii(" ");
            // A character beyond the first plane is two units, each with a place.
            if (letter.Rune.Utf16SequenceLength == 2)
                Out.Ascii("0 ");
            text.Append(letter.Rune.ToString());
        }

        Out.Utf8($"\">{Escaped(text.ToString())}</text>\n");
    }

    private static string Escaped(string text) => SecurityElement.Escape(new string([.. text.Select(Allowed)]));

    /// <summary>XML has no control characters.</summary>
    private static char Allowed(char unit) => unit < ' ' || unit is '\uFFFE' or '\uFFFF' ? ' ' : unit;
}
