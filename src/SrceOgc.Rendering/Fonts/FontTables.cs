namespace SrceOgc.Rendering.Fonts;

/// <summary>The table directory of a font file.</summary>
internal readonly struct FontTables
{
    private readonly FontReader _file;
    private readonly int _count;

    public FontTables(ReadOnlyMemory<byte> file)
    {
        _file = new FontReader(file);
        if (_file.UInt32(0) is not (0x00010000 or 0x74727565))
            throw new InvalidDataException("Not a TrueType font file.");
        _count = _file.UInt16(4);
    }

    public FontReader Required(string tag) =>
        Find(tag) ?? throw new InvalidDataException($"The font file has no table '{tag}'.");

    public FontReader? Find(string tag)
    {
        var wanted = (uint)(tag[0] << 24 | tag[1] << 16 | tag[2] << 8 | tag[3]);
        for (var i = 0; i < _count; i++)
            if (_file.UInt32(12 + 16 * i) == wanted)
                return _file.Slice(_file.Offset(20 + 16 * i), _file.Offset(24 + 16 * i));
        return null;
    }
}
