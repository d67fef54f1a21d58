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

    public Font(ReadOnlyMemory<byte> file)
    {
        var tables = new FontTables(file);
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

    /// <summary>From the baseline up.</summary>
    public double Ascent { get; }

    /// <summary>From the baseline down, positive.</summary>
    public double Descent { get; }

    public double LineHeight { get; }

    /// <summary>The glyph of a character; 0, the empty box, when the font has none.</summary>
    public int GlyphOf(int codePoint) => _characters.GlyphOf(codePoint);

    public double Advance(int glyph) => _advances.UInt16(4 * Math.Min(glyph, _advanceCount - 1)) * _em;

    public double Kerning(int left, int right) => _kerning is null ? 0 : _kerning.Between(left, right) * _em;

    /// <summary>Adds the outline; <paramref name="transform"/> takes ems, y down from the baseline, to pixels.</summary>
    public void AddGlyph(int glyph, PathBuffer path, in Affine transform) =>
        _glyphs.AddGlyph(glyph, path, Affine.Scale(_em, -_em).Then(transform));
}
