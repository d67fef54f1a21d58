using System.Numerics;
using System.Runtime.CompilerServices;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// Literals and matches waiting to be written as one Deflate block (RFC 1951), with how often each symbol occurs.
/// A token is one to three literal bytes (count in bits 24-25) or a match (bit 31, length - 3 in bits 16-23,
/// distance - 1 in bits 0-14).
/// </summary>
internal sealed class DeflateBlock
{
    public const int MaximumDistance = 32768;

    private const int Capacity = 32 * 1024;

    /// <summary>Tokens a caller may add without asking <see cref="IsFull"/> again.</summary>
    private const int Slack = 8;

    private const uint Match = 1u << 31;

    private const int EndOfBlock = 256;

    private const int LengthSymbols = 29;

    private const int DistanceSymbols = 30;

    private readonly uint[] _tokens = new uint[Capacity];
    private readonly uint[] _frequencies = new uint[EndOfBlock + 1 + LengthSymbols];
    private readonly uint[] _distanceFrequencies = new uint[DistanceSymbols];
    private int _count;

    public bool IsFull => _count > Capacity - Slack;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddLiterals(uint bytes, int count)
    {
        _tokens[_count++] = (uint)count << 24 | bytes;
        _frequencies[bytes & 255]++;
        if (count > 1)
        {
            _frequencies[bytes >> 8 & 255]++;
            _frequencies[bytes >> 16]++;
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
        _frequencies[EndOfBlock] = 1;
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

    private void WriteTokens(ref BitSink bits, ref DeflateCodes codes)
    {
        Span<uint> lengthBits = stackalloc uint[256];
        Span<byte> lengthCounts = stackalloc byte[256];
        for (var length = 3; length <= 258; length++)
            (lengthBits[length - 3], lengthCounts[length - 3]) = codes.Length(length);
        foreach (var token in _tokens.AsSpan(0, _count))
            if ((token & Match) != 0)
            {
                var length = (int)(token >> 16 & 255);
                bits.Add(lengthBits[length], lengthCounts[length]);
                WriteDistance(ref bits, ref codes, (int)(token & 0x7FFF));
            }
            else
            {
                for (var (rest, left) = (token, token >> 24); left > 0; left--, rest >>= 8)
                    bits.Add(codes.Symbols[(int)(rest & 255)], codes.SymbolLengths[(int)(rest & 255)]);
            }
        bits.Add(codes.Symbols[EndOfBlock], codes.SymbolLengths[EndOfBlock]);
    }

    private static void WriteDistance(ref BitSink bits, ref DeflateCodes codes, int distance)
    {
        var code = DistanceCode(distance);
        int length = codes.DistanceLengths[code], extra = DistanceExtra(code);
        bits.Add(codes.Distances[code] | (uint)(distance & ((1 << extra) - 1)) << length, length + extra);
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
