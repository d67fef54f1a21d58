namespace SrceOgc.Rendering.Fonts;

/// <summary>From Unicode to glyphs: the 'cmap' table, formats 12 (all planes) and 4 (the first plane).</summary>
internal sealed class CharacterMap
{
    private readonly FontReader _table;
    private readonly int _format;

    public CharacterMap(FontReader cmap)
    {
        for (var i = 0; i < cmap.UInt16(2); i++)
        {
            int platform = cmap.UInt16(4 + 8 * i), encoding = cmap.UInt16(6 + 8 * i);
            var table = cmap.Slice(cmap.Offset(8 + 8 * i));
            var format = table.UInt16(0);
            if (IsUnicode(platform, encoding) && format is 4 or 12 && format > _format)
                (_table, _format) = (table, format);
        }
        if (_format == 0)
            throw new InvalidDataException("The font has no Unicode character map.");
    }

    private static bool IsUnicode(int platform, int encoding) => platform == 0 || (platform == 3 && encoding is 1 or 10);

    public int GlyphOf(int codePoint) => _format == 12 ? FindInGroups(codePoint) : FindInSegments(codePoint);

    private int FindInGroups(int codePoint)
    {
        int low = 0, high = _table.Offset(12) - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var group = 16 + 12 * middle;
            if (codePoint < _table.Offset(group))
                high = middle - 1;
            else if (codePoint > _table.Offset(group + 4))
                low = middle + 1;
            else
                return _table.Offset(group + 8) + codePoint - _table.Offset(group);
        }
        return 0;
    }

    private int FindInSegments(int codePoint)
    {
        var doubled = _table.UInt16(6) & ~1;
        for (var i = 0; i < doubled && codePoint <= 0xFFFF; i += 2)
        {
            if (codePoint > _table.UInt16(14 + i))
                continue;
            var start = _table.UInt16(16 + doubled + i);
            return codePoint < start ? 0 : GlyphInSegment(codePoint - start, codePoint, doubled, i);
        }
        return 0;
    }

    private int GlyphInSegment(int index, int codePoint, int doubled, int segment)
    {
        var delta = _table.Int16(16 + 2 * doubled + segment);
        var rangeAt = 16 + 3 * doubled + segment;
        var range = _table.UInt16(rangeAt);
        if (range == 0)
            return (codePoint + delta) & 0xFFFF;
        var glyph = _table.UInt16(rangeAt + range + 2 * index);
        return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
    }
}
