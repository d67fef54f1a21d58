using System.Numerics;

namespace SrceOgc.Rendering.Images;

/// <summary>The typical Huffman tables of ITU-T T.81, K.3: one for DC differences, one for AC coefficients.</summary>
internal sealed class JpegHuffman
{
    private const int EndOfBlock = 0x00, SixteenZeros = 0xF0;

    public static readonly JpegHuffman Luminance = new(
        [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
        [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
        Convert.FromHexString(
            "01020300041105122131410613516107227114328191A1082342B1C11552D1F02433627282090A161718191A25262728292A3435363738393A" +
            "434445464748494A535455565758595A636465666768696A737475767778797A838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AA" +
            "B2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE1E2E3E4E5E6E7E8E9EAF1F2F3F4F5F6F7F8F9FA"));

    public static readonly JpegHuffman Chrominance = new(
        [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
        [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119],
        Convert.FromHexString(
            "000102031104052131061241510761711322328108144291A1B1C109233352F0156272D10A162434E125F11718191A262728292A35363738393A" +
            "434445464748494A535455565758595A636465666768696A737475767778797A82838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AA" +
            "B2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE2E3E4E5E6E7E8E9EAF2F3F4F5F6F7F8F9FA"));

    private readonly byte[] _dcCounts;
    private readonly byte[] _acCounts;
    private readonly byte[] _acSymbols;
    private readonly (ushort Code, byte Length)[] _dc;
    private readonly (ushort Code, byte Length)[] _ac;

    private JpegHuffman(byte[] dcCounts, byte[] acCounts, byte[] acSymbols)
    {
        (_dcCounts, _acCounts, _acSymbols) = (dcCounts, acCounts, acSymbols);
        _dc = Assign(dcCounts, DcSymbols);
        _ac = Assign(acCounts, acSymbols);
    }

    private static ReadOnlySpan<byte> DcSymbols => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    /// <summary>Codes count up within a length and double from one length to the next (C.2).</summary>
    private static (ushort, byte)[] Assign(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        var codes = new (ushort, byte)[256];
        var (code, next) = (0, 0);
        for (var length = 1; length <= 16; length++, code <<= 1)
            for (var i = 0; i < counts[length - 1]; i++)
                codes[symbols[next++]] = ((ushort)code++, (byte)length);
        return codes;
    }

    /// <summary>One block: the DC coefficient as a difference (F.1.2.1), then runs of zeros and values (F.1.2.2).</summary>
    public void Write(scoped ReadOnlySpan<int> block, int previous, ref JpegBitSink bits)
    {
        WriteValue(_dc, 0, block[0] - previous, ref bits);
        var zeros = 0;
        foreach (var at in JpegQuantization.Zigzag[1..])
        {
            if (block[at] == 0)
            {
                zeros++;
                continue;
            }
            for (; zeros > 15; zeros -= 16)
                bits.Add(_ac[SixteenZeros].Code, _ac[SixteenZeros].Length);
            WriteValue(_ac, zeros << 4, block[at], ref bits);
            zeros = 0;
        }
        if (zeros > 0)
            bits.Add(_ac[EndOfBlock].Code, _ac[EndOfBlock].Length);
    }

    /// <summary>The symbol tells how many bits the value has; negative values are sent less one.</summary>
    private static void WriteValue((ushort Code, byte Length)[] codes, int symbol, int value, ref JpegBitSink bits)
    {
        var size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));
        var (code, length) = codes[symbol | size];
        bits.Add(code, length);
        bits.Add((uint)(value < 0 ? value - 1 : value) & ((1u << size) - 1), size);
    }

    public void WriteTables(byte number, ByteSink sink)
    {
        WriteTable(number, _dcCounts, DcSymbols, sink);
        WriteTable((byte)(0x10 | number), _acCounts, _acSymbols, sink);
    }

    private static void WriteTable(byte name, ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols, ByteSink sink)
    {
        sink.Write([0xFF, 0xC4, 0, (byte)(19 + symbols.Length), name]);
        sink.Write(counts);
        sink.Write(symbols);
    }
}
