namespace SrceOgc.Rendering.Fonts;

/// <summary>Pairs of glyphs set closer or wider: the 'kern' table, format 0.</summary>
internal sealed class KerningTable
{
    private readonly FontReader _pairs;
    private readonly int _count;

    private KerningTable(FontReader pairs, int count) => (_pairs, _count) = (pairs, count);

    /// <summary>The first subtable when it is horizontal and of format 0, which is what fonts in use have.</summary>
    public static KerningTable? Read(FontReader kern) =>
        kern.UInt16(0) == 0 && kern.UInt16(2) > 0 && (kern.UInt16(8) & 0xFF07) == 1
            ? new KerningTable(kern.Slice(18), kern.UInt16(10))
            : null;

    public int Between(int left, int right)
    {
        var wanted = (uint)left << 16 | (uint)right;
        for (int low = 0, high = _count - 1; low <= high;)
        {
            var middle = (low + high) >>> 1;
            var pair = _pairs.UInt32(6 * middle);
            if (pair == wanted)
                return _pairs.Int16(6 * middle + 4);
            if (pair < wanted)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return 0;
    }
}
