using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Canvases;
using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Vectors;

/// <summary>
/// A page of a <see cref="PdfPages"/>: its content stream (ISO 32000-1, 8 and 9). What is drawn between <see cref="BeginTag"/> and
/// <see cref="EndTag"/> belongs to a structure element (14.7), the rest is an artifact.
/// </summary>
public sealed class PdfCanvas : VectorCanvas
{
    private readonly PdfResources _resources;
    private readonly Stack<PdfElement> _open = new();
    private readonly Stack<State> _states = new();
    private State _state;
    private int _marks;

    internal PdfCanvas(int width, int height, double dpi, PdfResources resources, RequestBudget budget)
        : base(width, height, budget)
    {
        _resources = resources;
        (PageWidth, PageHeight) = (width * 72 / dpi, height * 72 / dpi);
        _open.Push(Structure);
        Out.Ascii($"/Artifact BMC\n{Decimals.Fine(72 / dpi)} 0 0 {Decimals.Fine(-72 / dpi)} 0 {Decimals.Fine(PageHeight)} cm\n");
    }

    /// <summary>In points.</summary>
    public double PageWidth { get; }

    public double PageHeight { get; }

    /// <summary>What the page holds, in reading order.</summary>
    internal PdfElement Structure { get; } = new("/Sect", null);

    internal ReadOnlySpan<byte> Content => Out.Span;

    /// <summary>What the graphics state was last set to; null or -1 for unknown.</summary>
    private readonly record struct State(Color? Fill, Color? Stroke, StrokeStyle Style, string? Dashes);

    /// <summary>A PNG or JPEG (see <see cref="PdfPictures.SizeOf"/>) within a rectangle.</summary>
    public void DrawPicture(ReadOnlyMemory<byte> encoded, double left, double top, double width, double height) =>
        Out.Ascii($"q {Decimals.Fine(width)} 0 0 {Decimals.Fine(-height)} {Decimals.Fine(left)} {Decimals.Fine(top + height)} cm "
            + $"/{_resources.PictureOf(encoded)} Do Q\n");

    /// <summary>A structure element that holds others: "Table", "TR", "L"…</summary>
    public void BeginPart(string role) => Open(new PdfElement("/" + role, null));

    public void EndPart() => _open.Pop();

    /// <summary>A structure element with what is drawn until <see cref="EndTag"/>: "H1", "P", "Figure"… Not within a group or a
    /// clip.</summary>
    /// <param name="role">Its standard type.</param>
    /// <param name="alternative">What it shows, of a figure.</param>
    public void BeginTag(string role, string? alternative = null)
    {
        Open(new PdfElement("/" + role, alternative) { Mark = _marks });
        Out.Ascii($"EMC\n/{role} <</MCID {_marks++}>> BDC\n");
    }

    public void EndTag()
    {
        _open.Pop();
        Out.Ascii("EMC\n/Artifact BMC\n");
    }

    private void Open(PdfElement element)
    {
        _open.Peek().Kids.Add(element);
        _open.Push(element);
    }

    internal void End() => Out.Ascii("EMC\n");

    protected override void OnContentChanged() => _state = default;

    protected internal override void WritePath(PathBuffer path, Filling? fill, Outlining? stroke)
    {
        if (fill is { } filling)
            SetFill(filling.Color);
        if (stroke is { } line)
            SetStroke(line);
        WriteData(Out, path);
        Out.Ascii((fill, stroke) switch
        {
            ({ Rule: FillRule.EvenOdd }, null) => "f*\n",
            (not null, null) => "f\n",
            ({ Rule: FillRule.EvenOdd }, not null) => "B*\n",
            (not null, not null) => "B\n",
            _ => "S\n",
        });
    }

    private void SetFill(Color color)
    {
        if (_state.Fill == color)
            return;
        Out.Ascii($"{Rgb(color)} rg\n");
        if (_state.Fill?.A != color.A)
            Out.Ascii($"/{_resources.FillOpacity(color.A)} gs\n");
        _state = _state with { Fill = color };
    }

    private void SetStroke(in Outlining stroke)
    {
        if (_state.Stroke != stroke.Color)
        {
            Out.Ascii($"{Rgb(stroke.Color)} RG\n");
            if (_state.Stroke?.A != stroke.Color.A)
                Out.Ascii($"/{_resources.StrokeOpacity(stroke.Color.A)} gs\n");
        }

        if (_state.Style != stroke.Style)
            Out.Ascii($"{Decimals.Fine(stroke.Style.Width)} w {(int)stroke.Style.Cap} J {(int)stroke.Style.Join} j "
                + $"{Decimals.Fine(stroke.Style.MiterLimit)} M\n");
        var dashes = stroke.Dashes is { } pattern
            ? $"[{string.Join(' ', pattern.Lengths.Select(Decimals.Fine))}] {Decimals.Fine(pattern.Offset)} d\n" : "[] 0 d\n";
        if (_state.Dashes != dashes)
            Out.Ascii(dashes);
        _state = _state with { Stroke = stroke.Color, Style = stroke.Style, Dashes = dashes };
    }

    private static string Rgb(Color color) =>
        $"{Decimals.Fine(color.R / 255.0)} {Decimals.Fine(color.G / 255.0)} {Decimals.Fine(color.B / 255.0)}";

    private static void WriteData(ByteSink sink, PathBuffer path)
    {
        for (var figure = 0; figure < path.FigureCount; figure++)
        {
            var vertices = path.Vertices(figure);
            long x = Decimals.Rounded(vertices[0].X), y = Decimals.Rounded(vertices[0].Y);
            WritePair(sink, x, y, (byte)'m');
            for (var i = 1; i < vertices.Length; i++)
            {
                long nextX = Decimals.Rounded(vertices[i].X), nextY = Decimals.Rounded(vertices[i].Y);
                if (nextX == x && nextY == y && i > 1)
                    continue;
                (x, y) = (nextX, nextY);
                WritePair(sink, x, y, (byte)'l');
            }

            if (path.IsClosed(figure))
                sink.Ascii("h\n");
        }
    }

    private static void WritePair(ByteSink sink, long x, long y, byte operation)
    {
        Decimals.Write(sink, x);
        sink.GetSpan(1)[0] = (byte)' ';
        sink.Advance(1);
        Decimals.Write(sink, y);
        var end = sink.GetSpan(3);
        (end[0], end[1], end[2]) = ((byte)' ', operation, (byte)'\n');
        sink.Advance(3);
    }

    protected override void WritePattern(PathBuffer path, FillRule rule, Pattern pattern)
    {
        var (topLeft, bottomRight) = path.Bounds();
        var block = _resources.PatternBlock(pattern, WriteData);
        double stepX = block.Width, stepY = block.Height;
        WriteClip(path, rule, default);
        for (var y = Math.Floor(Math.Max(0, topLeft.Y) / stepY) * stepY; y < Math.Min(Height, bottomRight.Y); y += stepY)
            for (var x = Math.Floor(Math.Max(0, topLeft.X) / stepX) * stepX; x < Math.Min(Width, bottomRight.X); x += stepX)
                Out.Ascii($"q 1 0 0 1 {Decimals.Fine(x)} {Decimals.Fine(y)} cm /{block.Name} Do Q\n");
        WriteClipEnd();
    }

    protected override void WriteClip(PathBuffer path, FillRule rule, Vertex origin)
    {
        Out.Ascii("q\n");
        WriteData(Out, path);
        Out.Ascii($"{(rule == FillRule.EvenOdd ? "W*" : "W")} n 1 0 0 1 {Decimals.Fine(origin.X)} {Decimals.Fine(origin.Y)} cm\n");
        _states.Push(_state);
    }

    protected override void WriteClipEnd()
    {
        Out.Ascii("Q\n");
        _state = _states.Pop();
    }

    protected override void WriteErased(ByteSink erased, PathBuffer path, FillRule rule)
    {
        WriteData(erased, path);
        erased.Ascii(rule == FillRule.EvenOdd ? "f*\n" : "f\n");
    }

    protected override void WriteGroup(ByteSink content, double opacity, ByteSink? erased)
    {
        var form = _resources.Form(content.Span, Width, Height);
        var state = _resources.Group(opacity, erased is null ? null : Mask(erased));
        Out.Ascii($"q /{state} gs /{form} Do Q\n");
    }

    /// <summary>What is white shows.</summary>
    private string Mask(ByteSink erased)
    {
        using var mask = new ByteSink();
        mask.Ascii($"1 g 0 0 {Width} {Height} re f 0 g\n");
        mask.Write(erased.Span);
        return _resources.Form(mask.Span, Width, Height, isMask: true);
    }

    /// <summary>Said to be no text, as the ink on it says the same (ISO 32000-1, 14.9.4).</summary>
    protected override void WriteHalo(in PlacedText line, Color color, double width)
    {
        Out.Ascii("/Span <</ActualText ()>> BDC\n");
        SetStroke(new(color, new(width, LineCap.Round, LineJoin.Round), null));
        WriteLetters(line, mode: 1);
        Out.Ascii("EMC\n");
    }

    protected override void WriteText(ReadOnlySpan<PlacedText> lines, Color color, string? words)
    {
        SetFill(color);
        if (words is not null)
            Out.Ascii($"/Span <</ActualText <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(words))}>>> BDC\n");
        foreach (ref readonly var line in lines)
            WriteLetters(line, mode: 0);
        if (words is not null)
            Out.Ascii("EMC\n");
    }

    /// <summary>Glyphs by number, in hexadecimal; between them, in thousandths of an em, what kerning moves them.</summary>
    private void WriteLetters(in PlacedText line, int mode)
    {
        var (name, subset) = _resources.FontOf(line.Font);
        var place = line.Place;
        Out.Ascii($"BT {mode} Tr /{name} {Decimals.Fine(line.Size)} Tf {Decimals.Fine(place.A)} {Decimals.Fine(place.D)} "
            + $"{Decimals.Fine(-place.B)} {Decimals.Fine(-place.E)} {Decimals.Fine(place.C)} {Decimals.Fine(place.F)} Tm [<");
        var pen = 0.0;
        foreach (var letter in TextLine.Letters(line.Font, line.Text))
        {
            subset.Use(letter.Rune.Value);
            if (Math.Abs(letter.Left - pen) > 1e-4)
                Out.Ascii($">{Decimals.Fine(Math.Round((pen - letter.Left) * 1000, 2))}<");
            Out.Ascii(letter.Glyph.ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
            pen = letter.Left + PdfResources.Width(line.Font, letter.Glyph) / 1000.0;
        }

        Out.Ascii(">] TJ ET\n");
    }
}

/// <summary>A node of the structure tree: others, or what a mark of the page's content holds.</summary>
internal sealed record PdfElement(string Role, string? Alternative)
{
    /// <summary>-1 for one that only holds others.</summary>
    public int Mark { get; init; } = -1;

    public List<PdfElement> Kids { get; } = [];
}
