using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Fonts;

/// <summary>
/// One face of a TrueType font (ISO/IEC 14496-22): outlines, advances, kerning. Everything is read from the file's
/// bytes when asked for; immutable, shared by all threads. Lengths are in ems.
/// </summary>
public sealed class Font
{
    private readonly CharacterMap _characters;
    private readonly GlyphTable _glyphs;
    private readonly KerningTable? _kerning;
    private readonly FontReader _advances;
    private readonly int _advanceCount;
    private readonly double _em;
    private readonly FontTables _tables;

    /// <param name="file">A TrueType font.</param>
    /// <param name="name">As documents that embed it call it.</param>
    public Font(ReadOnlyMemory<byte> file, string name = "Font")
    {
        Name = name;
        var tables = _tables = new FontTables(file);
        var head = tables.Required("head");
        var heading = tables.Required("hhea");
        _em = 1.0 / Math.Max(16, head.UInt16(18));
        Ascent = heading.Int16(4) * _em;
        Descent = -heading.Int16(6) * _em;
        LineHeight = Ascent + Descent + heading.Int16(8) * _em;
        _advanceCount = Math.Max(1, heading.UInt16(34));
        _advances = tables.Required("hmtx");
        _characters = new CharacterMap(tables.Required("cmap"));
        _glyphs = new GlyphTable(tables.Required("glyf"), tables.Required("loca"), head.Int16(50) != 0);
        _kerning = tables.Find("kern") is { } kerning ? KerningTable.Read(kerning) : null;
    }

    public string Name { get; }

    public bool IsBold => (Style & 1) != 0;

    public bool IsItalic => (Style & 2) != 0;

    private int Style => _tables.Required("head").UInt16(44);

    /// <summary>From the baseline up.</summary>
    public double Ascent { get; }

    /// <summary>From the baseline down, positive.</summary>
    public double Descent { get; }

    public double LineHeight { get; }

    /// <summary>Of capitals, as the font says; of an old one, as DejaVu's are.</summary>
    public double CapitalHeight => _tables.Find("OS/2") is { Length: >= 90 } look ? look.Int16(88) * _em : 0.729;

    /// <summary>Glyphs with an advance of their own; those after have the last one's.</summary>
    internal int AdvanceCount => _advanceCount;

    /// <summary>The bytes of a table; none when the font lacks it.</summary>
    internal ReadOnlyMemory<byte> Table(string tag) => _tables.Find(tag)?.Bytes ?? default;

    internal ReadOnlyMemory<byte> Outline(int glyph) => _glyphs.Outline(glyph);

    /// <summary>The glyph and all that it is made of.</summary>
    internal void AddComponents(int glyph, ISet<int> glyphs) => _glyphs.AddComponents(glyph, glyphs);

    /// <summary>The box around all glyphs, y up.</summary>
    public (double Left, double Bottom, double Right, double Top) Box =>
        _tables.Required("head") is var head
            ? (head.Int16(36) * _em, head.Int16(38) * _em, head.Int16(40) * _em, head.Int16(42) * _em) : default;

    /// <summary>The glyph of a character; 0, the empty box, when the font has none.</summary>
    public int GlyphOf(int codePoint) => _characters.GlyphOf(codePoint);

    public double Advance(int glyph) => _advances.UInt16(4 * Math.Min(glyph, _advanceCount - 1)) * _em;

    public double Kerning(int left, int right) => _kerning is null ? 0 : _kerning.Between(left, right) * _em;

    /// <summary>Adds the outline; <paramref name="transform"/> takes ems, y down from the baseline, to pixels.</summary>
    public void AddGlyph(int glyph, PathBuffer path, in Affine transform) =>
        _glyphs.AddGlyph(glyph, path, Affine.Scale(_em, -_em).Then(transform));
}
