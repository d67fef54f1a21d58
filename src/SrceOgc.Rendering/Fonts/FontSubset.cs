using System.Buffers.Binary;

namespace SrceOgc.Rendering.Fonts;

/// <summary>
/// A font file of the glyphs that were used, under the numbers they have: what a document embeds. The tables are those of ISO/IEC
/// 14496-22 that a renderer needs; characters are mapped in one group each (cmap, format 12).
/// </summary>
internal sealed class FontSubset(Font font)
{
    private readonly SortedDictionary<int, int> _characters = [];

    public Font Font => font;

    /// <summary>By glyph: the first character it was used for.</summary>
    public IReadOnlyDictionary<int, int> Characters => _characters;

    /// <returns>The glyph of the character.</returns>
    public int Use(int codePoint)
    {
        var glyph = font.GlyphOf(codePoint);
        _characters.TryAdd(glyph, codePoint);
        return glyph;
    }

    /// <exception cref="InvalidDataException">The font is damaged.</exception>
    public byte[] Write()
    {
        var glyphs = new SortedSet<int> { 0 };
        foreach (var glyph in _characters.Keys)
            font.AddComponents(glyph, glyphs);
        var count = glyphs.Max + 1;
        var (outlines, places) = Outlines(glyphs, count);
        var (advances, metrics) = (font.Table("hmtx"), font.Table("hhea").ToArray());
        var kept = Math.Min(count, font.AdvanceCount);
        BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(34), (ushort)kept);
        var most = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(most.AsSpan(4), (ushort)count);
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        head.AsSpan(8, 4).Clear();
        var side = Math.Max(0, count - kept) * 2;
        return Assemble(
        [
            ("OS/2", font.Table("OS/2")), ("cmap", CharacterGroups()), ("cvt ", font.Table("cvt ")), ("fpgm", font.Table("fpgm")),
            ("glyf", outlines), ("head", head), ("hhea", metrics), ("hmtx", advances[..Math.Min(advances.Length, kept * 4 + side)]),
            ("loca", places), ("maxp", most), ("name", new byte[] { 0, 0, 0, 0, 0, 6 }), ("post", Names()), ("prep", font.Table("prep")),
        ]);
    }

    /// <summary>Six letters that a subset's name begins with (ISO 32000-1, 9.6.4), the same for the same glyphs.</summary>
    public string Tag()
    {
        var hash = 17UL;
        foreach (var glyph in _characters.Keys)
            hash = (hash ^ (uint)glyph) * 1_099_511_628_211;
        Span<char> letters = stackalloc char[6];
        foreach (ref var letter in letters)
        {
            letter = (char)('A' + hash % 26);
            hash /= 26;
        }

        return new(letters);
    }

    private (byte[] Outlines, byte[] Places) Outlines(SortedSet<int> glyphs, int count)
    {
        var outlines = new MemoryStream();
        var places = new byte[4 * (count + 1)];
        for (var glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(places.AsSpan(4 * glyph), (int)outlines.Length);
            if (!glyphs.Contains(glyph))
                continue;
            outlines.Write(font.Outline(glyph).Span);
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
        }

        BinaryPrimitives.WriteInt32BigEndian(places.AsSpan(4 * count), (int)outlines.Length);
        return (outlines.ToArray(), places);
    }

    /// <summary>For each character its glyph, in order of the characters.</summary>
    private byte[] CharacterGroups()
    {
        var pairs = _characters.Select(pair => (Character: pair.Value, Glyph: pair.Key)).Order().ToList();
        var table = new byte[12 + 16 + 12 * pairs.Count];
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(2), 1);
        // Windows, all planes.
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(4), 3);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(6), 10);
        BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(8), 12);
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(12), 12);
        BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(16), table.Length - 12);
        BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(24), pairs.Count);
        for (var i = 0; i < pairs.Count; i++)
        {
            var at = table.AsSpan(28 + 12 * i);
            BinaryPrimitives.WriteInt32BigEndian(at, pairs[i].Character);
            BinaryPrimitives.WriteInt32BigEndian(at[4..], pairs[i].Character);
            BinaryPrimitives.WriteInt32BigEndian(at[8..], pairs[i].Glyph);
        }

        return table;
    }

    /// <summary>No names of glyphs: version 3.</summary>
    private byte[] Names()
    {
        var names = font.Table("post")[..Math.Min(32, font.Table("post").Length)].ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(names, 0x00030000);
        return names;
    }

    private static byte[] Assemble((string Tag, ReadOnlyMemory<byte> Bytes)[] tables)
    {
        tables = [.. tables.Where(table => table.Bytes.Length > 0)];
        var power = (int)Math.Log2(tables.Length);
        var file = new MemoryStream();
        Span<byte> entry = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(entry, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(entry[4..], (ushort)tables.Length);
        BinaryPrimitives.WriteUInt16BigEndian(entry[6..], (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(entry[8..], (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(entry[10..], (ushort)(16 * tables.Length - (16 << power)));
        file.Write(entry[..12]);
        var at = 12 + 16 * tables.Length;
        foreach (var (tag, bytes) in tables)
        {
            for (var i = 0; i < 4; i++)
                entry[i] = (byte)tag[i];
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(bytes.Span));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], at);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], bytes.Length);
            file.Write(entry);
            at += bytes.Length + 3 & ~3;
        }

        foreach (var (_, bytes) in tables)
        {
            file.Write(bytes.Span);
            while (file.Length % 4 != 0)
                file.WriteByte(0);
        }

        return file.ToArray();
    }

    /// <summary>Of its words of four bytes; the last is filled up with zeros.</summary>
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (; bytes.Length >= 4; bytes = bytes[4..])
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes);
        Span<byte> last = [0, 0, 0, 0];
        bytes.CopyTo(last);
        return sum + BinaryPrimitives.ReadUInt32BigEndian(last);
    }
}
