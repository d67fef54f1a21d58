using SrceOgc.Rendering.Fonts;
using SrceOgc.Rendering.Images;
using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Vectors;

/// <summary>What the pages of a document name in their content: fonts, opacities, groups. Names tell what is the same apart once.</summary>
internal sealed class PdfResources
{
    /// <summary>Tiles of a pattern in each direction of a block, which is drawn at once.</summary>
    private const int TilesOfBlock = 16;

    private readonly Dictionary<Font, (string Name, FontSubset Subset)> _fonts = [];
    private readonly Dictionary<string, string> _states = [];
    private readonly List<PdfForm> _forms = [];
    private readonly Dictionary<Pattern, PdfBlock> _blocks = [];
    private readonly Dictionary<ulong, PdfPicture> _pictures = [];

    public IReadOnlyCollection<(string Name, FontSubset Subset)> Fonts => _fonts.Values;

    /// <summary>The entries of each graphics state by its name.</summary>
    public IReadOnlyDictionary<string, string> States => _states;

    public IReadOnlyList<PdfForm> Forms => _forms;

    public IReadOnlyCollection<PdfPicture> Pictures => _pictures.Values;

    /// <summary>The name of a picture; the same bytes are in the file once.</summary>
    public string PictureOf(ReadOnlyMemory<byte> encoded)
    {
        var print = System.IO.Hashing.XxHash3.HashToUInt64(encoded.Span);
        if (!_pictures.TryGetValue(print, out var picture))
            _pictures.Add(print, picture = new($"P{_pictures.Count + 1}", encoded));
        return picture.Name;
    }

    public (string Name, FontSubset Subset) FontOf(Font font)
    {
        if (!_fonts.TryGetValue(font, out var found))
            _fonts.Add(font, found = ($"F{_fonts.Count + 1}", new FontSubset(font)));
        return found;
    }

    /// <summary>In thousandths of an em, whole as the file says them.</summary>
    public static int Width(Font font, int glyph) => (int)Math.Round(font.Advance(glyph) * 1000);

    public string FillOpacity(byte alpha) => State($"f{alpha}", $"/ca {Decimals.Fine(alpha / 255.0)}");

    public string StrokeOpacity(byte alpha) => State($"s{alpha}", $"/CA {Decimals.Fine(alpha / 255.0)}");

    /// <param name="opacity">0 to 1.</param>
    /// <param name="mask">The name of the form that says what shows of it.</param>
    public string Group(double opacity, string? mask)
    {
        var alpha = Decimals.Fine(opacity);
        return State($"g{Math.Round(opacity * 1000):0}{mask}",
            $"/ca {alpha} /CA {alpha} /SMask {(mask is null ? "/None" : "{" + mask + "}")}");
    }

    private string State(string name, string entries)
    {
        _states.TryAdd(name, entries);
        return name;
    }

    public string Form(ReadOnlySpan<byte> content, double width, double height, bool isMask = false)
    {
        var form = new PdfForm($"X{_forms.Count + 1}", content.ToArray(), width, height, isMask);
        _forms.Add(form);
        return form.Name;
    }

    /// <summary>Many tiles as one form, placed block by block: a pattern of PDF would not turn with the page.</summary>
    public PdfBlock PatternBlock(Pattern pattern, Action<ByteSink, PathBuffer> writeData)
    {
        if (_blocks.TryGetValue(pattern, out var block))
            return block;
        using var tile = new ByteSink();
        foreach (var (color, squares) in PatternSquares.Of(pattern))
        {
            tile.Ascii($"{Decimals.Fine(color.R / 255.0)} {Decimals.Fine(color.G / 255.0)} {Decimals.Fine(color.B / 255.0)} rg "
                + $"/{FillOpacity(color.A)} gs\n");
            writeData(tile, squares);
            tile.Ascii("f\n");
        }

        var one = Form(tile.Span, pattern.Width, pattern.Height);
        tile.Clear();
        for (var row = 0; row < TilesOfBlock; row++)
            for (var column = 0; column < TilesOfBlock; column++)
                tile.Ascii($"q 1 0 0 1 {column * pattern.Width} {row * pattern.Height} cm /{one} Do Q\n");
        var (width, height) = (pattern.Width * TilesOfBlock, pattern.Height * TilesOfBlock);
        block = new(Form(tile.Span, width, height), width, height);
        _blocks.Add(pattern, block);
        return block;
    }
}

/// <summary>A PNG or JPEG as it came.</summary>
internal sealed record PdfPicture(string Name, ReadOnlyMemory<byte> Encoded);

internal readonly record struct PdfBlock(string Name, int Width, int Height);

/// <summary>Content that is drawn as a whole, in pixels.</summary>
internal sealed record PdfForm(string Name, byte[] Content, double Width, double Height, bool IsMask);
