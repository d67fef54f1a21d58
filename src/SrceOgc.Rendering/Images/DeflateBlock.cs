using System.Numerics;
using System.Runtime.CompilerServices;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// Literals and matches waiting to be written as one Deflate block (RFC 1951), with how often each symbol occurs.
/// A token is one or three literal bytes (count in bits 24-25) or a match (bit 31, length - 3 in bits 16-23,
/// distance - 1 in bits 0-14).
/// </summary>
internal sealed unsafe class DeflateBlock
{
    public const int MaximumDistance = 32768;

    private const int Capacity = 32 * 1024;

    /// <summary>Tokens a caller may add without asking <see cref="IsFull"/> again.</summary>
    private const int Slack = 8;

    private const uint Match = 1u << 31;

    private const int EndOfBlock = 256;

    /// <summary>Room for a code of 15 bits and 5 extra ones, its length above.</summary>
    public const int CodeBits = 24;

    private const uint CodeMask = (1u << CodeBits) - 1;

    private const int LengthSymbols = 29;

    private const int DistanceSymbols = 30;

    private readonly uint[] _tokens = new uint[Capacity];
    private readonly uint[] _frequencies = new uint[EndOfBlock + 1 + LengthSymbols];
    // Three tables for the three bytes of a pixel: neighbours that are alike do not wait for each other's count.
    private readonly uint[] _secondFrequencies = new uint[EndOfBlock];
    private readonly uint[] _thirdFrequencies = new uint[EndOfBlock];
    private readonly uint[] _distanceFrequencies = new uint[DistanceSymbols];
    private int _count;

    public bool IsFull => Room <= 0;

    /// <summary>Tokens that fit before the block is full.</summary>
    public int Room => Capacity - Slack + 1 - _count;

    /// <summary>Pixels of three literal bytes each, as many as there is room for at most.</summary>
    public void AddTriples(uint* pixels, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Room);
        fixed (uint* tokens = &_tokens[_count], first = _frequencies, second = _secondFrequencies, third = _thirdFrequencies)
            for (var i = 0; i < count; i++)
            {
                var bytes = pixels[i] & 0xFFFFFF;
                tokens[i] = 3u << 24 | bytes;
                first[bytes & 255]++;
                second[bytes >> 8 & 255]++;
                third[bytes >> 16]++;
            }
        _count += count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddLiterals(uint bytes, int count)
    {
        _tokens[_count++] = (uint)count << 24 | bytes;
        _frequencies[bytes & 255]++;
        if (count > 1)
        {
            _secondFrequencies[bytes >> 8 & 255]++;
            _thirdFrequencies[bytes >> 16]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddMatch(int length, int distance)
    {
        _tokens[_count++] = Match | (uint)(length - 3) << 16 | (uint)(distance - 1);
        _frequencies[EndOfBlock + 1 + LengthCode(length)]++;
        _distanceFrequencies[DistanceCode(distance - 1)]++;
    }

    /// <summary>Writes the block with the cheaper of its own and the fixed codes, and empties it.</summary>
    public void Write(ref BitSink bits, bool isLast)
    {
        SumFrequencies();
        var own = new DeflateCodes();
        own.Fit(_frequencies, _distanceFrequencies);
        var common = new DeflateCodes();
        common.SetFixed();
        var isFixed = common.Cost(_frequencies, _distanceFrequencies) <= own.HeaderCost + own.Cost(_frequencies, _distanceFrequencies);
        bits.Add((isLast ? 1u : 0) | (isFixed ? 1u : 2) << 1, 3);
        if (!isFixed)
            own.WriteHeader(ref bits);
        WriteTokens(ref bits, ref isFixed ? ref common : ref own);
        _frequencies.AsSpan().Clear();
        _distanceFrequencies.AsSpan().Clear();
        _count = 0;
    }

    private void SumFrequencies()
    {
        _frequencies[EndOfBlock] = 1;
        for (var i = 0; i < EndOfBlock; i++)
            _frequencies[i] += _secondFrequencies[i] + _thirdFrequencies[i];
        _secondFrequencies.AsSpan().Clear();
        _thirdFrequencies.AsSpan().Clear();
    }

    private void WriteTokens(ref BitSink bits, ref DeflateCodes codes)
    {
        // Codes with their lengths above bit 24: one load tells both.
        var symbols = stackalloc uint[EndOfBlock];
        Span<uint> lengths = stackalloc uint[EndOfBlock];
        Span<uint> distances = stackalloc uint[DistanceSymbols];
        codes.Pack(new(symbols, EndOfBlock), lengths, distances);
        foreach (var token in _tokens.AsSpan(0, _count))
            if ((token & Match) != 0)
                WriteMatch(ref bits, lengths[(int)(token >> 16 & 255)], distances, (int)(token & 0x7FFF));
            else
                WriteLiterals(ref bits, symbols, token);
        bits.Add(codes.Symbols[EndOfBlock], codes.SymbolLengths[EndOfBlock]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteLiterals(ref BitSink bits, uint* symbols, uint token)
    {
        var code = symbols[token & 255];
        ulong all = code & CodeMask;
        var count = (int)(code >> CodeBits);
        if (token >> 24 > 1)
        {
            code = symbols[token >> 8 & 255];
            all |= (ulong)(code & CodeMask) << count;
            count += (int)(code >> CodeBits);
            code = symbols[token >> 16 & 255];
            all |= (ulong)(code & CodeMask) << count;
            count += (int)(code >> CodeBits);
        }
        bits.Add(all, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteMatch(ref BitSink bits, uint length, scoped ReadOnlySpan<uint> distances, int distance)
    {
        var number = DistanceCode(distance);
        uint code = distances[number], extra = (uint)distance & ((1u << DistanceExtra(number)) - 1);
        var count = (int)(code >> CodeBits);
        var all = (code & CodeMask) | (ulong)extra << count;
        count += DistanceExtra(number);
        bits.Add(length & CodeMask | all << (int)(length >> CodeBits), (int)(length >> CodeBits) + count);
    }

    /// <summary>RFC 1951, 3.2.5: codes double their span every four; 258 has its own.</summary>
    public static int LengthCode(int length)
    {
        var value = (uint)(length - 3);
        if (value < 8)
            return (int)value;
        if (length == 258)
            return LengthSymbols - 1;
        var extra = BitOperations.Log2(value) - 2;
        return (extra << 2) + (int)(value >> extra);
    }

    public static int LengthExtra(int code) => code is < 8 or LengthSymbols - 1 ? 0 : (code >> 2) - 1;

    /// <summary>Codes double their span every two; <paramref name="distance"/> counts from 0.</summary>
    public static int DistanceCode(int distance)
    {
        if (distance < 4)
            return distance;
        var extra = BitOperations.Log2((uint)distance) - 1;
        return (extra << 1) + (distance >> extra);
    }

    public static int DistanceExtra(int code) => code < 4 ? 0 : (code >> 1) - 1;
}
