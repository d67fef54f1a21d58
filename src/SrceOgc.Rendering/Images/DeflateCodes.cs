using System.Runtime.CompilerServices;

namespace SrceOgc.Rendering.Images;

/// <summary>The two prefix codes of a Deflate block, and how they are announced in its header (RFC 1951, 3.2.7).</summary>
internal struct DeflateCodes
{
    private const int MaximumLength = 15;

    private const int HeaderMaximumLength = 7;

    private const int LengthBase = 257;

    private SymbolLengthArray _symbolLengths;
    private SymbolCodeArray _symbols;
    private DistanceLengthArray _distanceLengths;
    private DistanceCodeArray _distances;
    private HeaderArray _header;
    private HeaderLengthArray _headerLengths;
    private HeaderCodeArray _headerCodes;
    private int _headerCount;
    private int _symbolCount;
    private int _distanceCount;

    [InlineArray(HuffmanCode.MaximumSymbols)]
    private struct SymbolLengthArray { private byte _first; }

    [InlineArray(HuffmanCode.MaximumSymbols)]
    private struct SymbolCodeArray { private ushort _first; }

    [InlineArray(30)]
    private struct DistanceLengthArray { private byte _first; }

    [InlineArray(30)]
    private struct DistanceCodeArray { private ushort _first; }

    /// <summary>Symbols of the run-length code in the low 5 bits, their extra bits above.</summary>
    [InlineArray(320)]
    private struct HeaderArray { private ushort _first; }

    [InlineArray(19)]
    private struct HeaderLengthArray { private byte _first; }

    [InlineArray(19)]
    private struct HeaderCodeArray { private ushort _first; }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ReadOnlySpan<byte> SymbolLengths => _symbolLengths;

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ReadOnlySpan<ushort> Symbols => _symbols;

    private static ReadOnlySpan<byte> HeaderOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>The codes every decoder knows (RFC 1951, 3.2.6).</summary>
    public void SetFixed()
    {
        Span<byte> lengths = _symbolLengths;
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..].Fill(8);
        ((Span<byte>)_distanceLengths).Fill(5);
        HuffmanCode.Codes(_symbolLengths, _symbols);
        HuffmanCode.Codes(_distanceLengths, _distances);
    }

    public void Fit(ReadOnlySpan<uint> symbols, ReadOnlySpan<uint> distances)
    {
        HuffmanCode.Lengths(symbols, ((Span<byte>)_symbolLengths)[..symbols.Length], MaximumLength);
        HuffmanCode.Lengths(distances, _distanceLengths, MaximumLength);
        HuffmanCode.Codes(_symbolLengths, _symbols);
        HuffmanCode.Codes(_distanceLengths, _distances);
        _symbolCount = Math.Max(LengthBase, ((ReadOnlySpan<byte>)_symbolLengths).LastIndexOfAnyExcept((byte)0) + 1);
        _distanceCount = Math.Max(1, ((ReadOnlySpan<byte>)_distanceLengths).LastIndexOfAnyExcept((byte)0) + 1);
        FitHeader();
    }

    private void FitHeader()
    {
        Span<byte> lengths = stackalloc byte[_symbolCount + _distanceCount];
        SymbolLengths[.._symbolCount].CopyTo(lengths);
        ((ReadOnlySpan<byte>)_distanceLengths)[.._distanceCount].CopyTo(lengths[_symbolCount..]);
        _headerCount = 0;
        for (ReadOnlySpan<byte> rest = lengths; !rest.IsEmpty;)
            rest = rest[AddRun(rest)..];
        Span<uint> frequencies = stackalloc uint[19];
        frequencies.Clear();
        foreach (var symbol in ((ReadOnlySpan<ushort>)_header)[.._headerCount])
            frequencies[symbol & 31]++;
        HuffmanCode.Lengths(frequencies, _headerLengths, HeaderMaximumLength);
        HuffmanCode.Codes(_headerLengths, _headerCodes);
    }

    /// <summary>One symbol for the equal lengths at the start; returns how many it stands for.</summary>
    private int AddRun(ReadOnlySpan<byte> lengths)
    {
        var run = lengths.IndexOfAnyExcept(lengths[0]);
        if (run < 0)
            run = lengths.Length;
        if (lengths[0] == 0 && run >= 11)
            return AddHeader(18, (run = Math.Min(run, 138)) - 11, run);
        if (lengths[0] == 0 && run >= 3)
            return AddHeader(17, run - 3, run);
        AddHeader(lengths[0], 0, 1);
        if (run < 4)
            return 1;
        run = Math.Min(run - 1, 6);
        return 1 + AddHeader(16, run - 3, run);
    }

    private int AddHeader(int symbol, int extra, int run)
    {
        _header[_headerCount++] = (ushort)(symbol | extra << 5);
        return run;
    }

    private static int HeaderExtra(int symbol) => symbol switch { 16 => 2, 17 => 3, 18 => 7, _ => 0 };

    public readonly long HeaderCost
    {
        get
        {
            var bits = 14L + 3 * HeaderLengthCount;
            for (var i = 0; i < _headerCount; i++)
                bits += _headerLengths[_header[i] & 31] + HeaderExtra(_header[i] & 31);
            return bits;
        }
    }

    private readonly int HeaderLengthCount
    {
        get
        {
            var count = 19;
            while (count > 4 && _headerLengths[HeaderOrder[count - 1]] == 0)
                count--;
            return count;
        }
    }

    /// <summary>Bits of the block's symbols, without the extra bits, which are the same with any code.</summary>
    public readonly long Cost(ReadOnlySpan<uint> symbols, ReadOnlySpan<uint> distances)
    {
        var bits = 0L;
        for (var i = 0; i < symbols.Length; i++)
            bits += (long)symbols[i] * _symbolLengths[i];
        for (var i = 0; i < distances.Length; i++)
            bits += (long)distances[i] * _distanceLengths[i];
        return bits;
    }

    public readonly void WriteHeader(ref BitSink bits)
    {
        var count = HeaderLengthCount;
        bits.Add((uint)(_symbolCount - LengthBase), 5);
        bits.Add((uint)(_distanceCount - 1), 5);
        bits.Add((uint)(count - 4), 4);
        for (var i = 0; i < count; i++)
            bits.Add(_headerLengths[HeaderOrder[i]], 3);
        for (var i = 0; i < _headerCount; i++)
        {
            var symbol = _header[i] & 31;
            bits.Add(_headerCodes[symbol], _headerLengths[symbol]);
            bits.Add((uint)_header[i] >> 5, HeaderExtra(symbol));
        }
    }

    /// <summary>Codes of literals, of match lengths from 3 with their extra bits, and of distances, each with its length above
    /// <see cref="DeflateBlock.CodeBits"/>.</summary>
    public readonly void Pack(Span<uint> literals, Span<uint> matches, Span<uint> distances)
    {
        for (var i = 0; i < literals.Length; i++)
            literals[i] = Packed(_symbols[i], _symbolLengths[i]);
        for (var i = 0; i < matches.Length; i++)
        {
            var code = DeflateBlock.LengthCode(i + 3);
            var extra = DeflateBlock.LengthExtra(code);
            int length = _symbolLengths[LengthBase + code];
            matches[i] = Packed(_symbols[LengthBase + code] | ((uint)i & ((1u << extra) - 1)) << length, length + extra);
        }
        for (var i = 0; i < distances.Length; i++)
            distances[i] = Packed(_distances[i], _distanceLengths[i]);
    }

    private static uint Packed(uint code, int length) => code | (uint)length << DeflateBlock.CodeBits;
}
