using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SrceOgc.Rendering.Images;

/// <summary>
/// CRC-32 as PNG chunks carry it (PNG, annex D). Where the processor multiplies without carry, 64 bytes a step: each
/// 16 bytes move 64 bytes on as their product with the remainder of that distance, and the last 16 stand for all
/// before them. Else eight bytes a step from tables.
/// </summary>
internal static class Crc32
{
    private const int Fold = 64;

    private static readonly uint[] Tables = MakeTables();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        if (!Pclmulqdq.IsSupported || bytes.Length < 2 * Fold)
            return ~Add(~0u, bytes);
        Span<byte> folded = stackalloc byte[Vector128<byte>.Count];
        var whole = bytes.Length & ~15;
        FoldAll(bytes[..whole]).CopyTo(folded);
        return ~Add(Add(0, folded), bytes[whole..]);
    }

    /// <summary>The remainders of x^(512 + 64) and x^512, then of x^(128 + 64) and x^128, bits reflected.</summary>
    private static Vector128<ulong> ByFour => Vector128.Create(0x1_5444_2BD4ul, 0x1_C6E4_1596ul);

    private static Vector128<ulong> ByOne => Vector128.Create(0x1_7519_97D0ul, 0x0_CCAA_009Eul);

    /// <summary>Whole vectors, the start value among them, as one that leaves the same remainder.</summary>
    private static Vector128<byte> FoldAll(ReadOnlySpan<byte> bytes)
    {
        var a = Load(bytes, 0) ^ Vector128.CreateScalar((ulong)~0u);
        Vector128<ulong> b = Load(bytes, 16), c = Load(bytes, 32), d = Load(bytes, 48);
        for (bytes = bytes[Fold..]; bytes.Length >= Fold; bytes = bytes[Fold..])
        {
            a = Move(a, ByFour) ^ Load(bytes, 0);
            b = Move(b, ByFour) ^ Load(bytes, 16);
            c = Move(c, ByFour) ^ Load(bytes, 32);
            d = Move(d, ByFour) ^ Load(bytes, 48);
        }
        a = Move(Move(Move(a, ByOne) ^ b, ByOne) ^ c, ByOne) ^ d;
        for (; bytes.Length > 0; bytes = bytes[16..])
            a = Move(a, ByOne) ^ Load(bytes, 0);
        return a.AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Load(ReadOnlySpan<byte> bytes, int at) => Vector128.Create(bytes[at..]).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Move(Vector128<ulong> vector, Vector128<ulong> distance) =>
        Pclmulqdq.CarrylessMultiply(vector, distance, 0x00) ^ Pclmulqdq.CarrylessMultiply(vector, distance, 0x11);

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        ref var tables = ref MemoryMarshal.GetArrayDataReference(Tables);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var word = MemoryMarshal.Read<ulong>(bytes) ^ crc;
            crc = Unsafe.Add(ref tables, 7 * 256 + (int)(word & 255))
                ^ Unsafe.Add(ref tables, 6 * 256 + (int)(word >> 8 & 255))
                ^ Unsafe.Add(ref tables, 5 * 256 + (int)(word >> 16 & 255))
                ^ Unsafe.Add(ref tables, 4 * 256 + (int)(word >> 24 & 255))
                ^ Unsafe.Add(ref tables, 3 * 256 + (int)(word >> 32 & 255))
                ^ Unsafe.Add(ref tables, 2 * 256 + (int)(word >> 40 & 255))
                ^ Unsafe.Add(ref tables, 1 * 256 + (int)(word >> 48 & 255))
                ^ Unsafe.Add(ref tables, (int)(word >> 56));
        }
        foreach (var b in bytes)
            crc = crc >> 8 ^ Tables[(crc ^ b) & 255];
        return crc;
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = crc >> 1 ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            tables[i] = crc;
        }
        for (var i = 256; i < tables.Length; i++)
            tables[i] = tables[i - 256] >> 8 ^ tables[tables[i - 256] & 255];
        return tables;
    }
}

/// <summary>Adler-32 (RFC 1950, 9), 32 bytes a step.</summary>
internal struct Adler32()
{
    private const uint Modulus = 65521;

    /// <summary>The most bytes before 32-bit sums may overflow, in whole steps.</summary>
    private const int Run = 5536;

    private uint _a = 1;
    private uint _b = 0;

    public readonly uint Value => _b << 16 | _a;

    /// <summary>Adds the same bytes several times over, reading them once.</summary>
    public void Add(ReadOnlySpan<byte> bytes, int times)
    {
        var once = default(Adler32);
        once.Add(bytes);
        var length = (uint)(bytes.Length % Modulus);
        for (; times > 0; times--)
        {
            _b = (uint)((_b + (ulong)length * _a + once._b) % Modulus);
            _a = (_a + once._a) % Modulus;
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var run = bytes[..Math.Min(Run, bytes.Length)];
            bytes = bytes[run.Length..];
            if (Avx2.IsSupported)
                run = AddBlocks(run);
            foreach (var b in run)
                _b += _a += b;
            _a %= Modulus;
            _b %= Modulus;
        }
    }

    /// <summary>Each step adds 32 times the sum so far, and the bytes weighted 32 down to 1; returns what is left over.</summary>
    private ReadOnlySpan<byte> AddBlocks(ReadOnlySpan<byte> bytes)
    {
        Vector256<uint> sums = default, before = default, weighted = default;
        var start = _a;
        var blocks = bytes.Length / 32;
        for (var i = 0; i < blocks; i++)
        {
            var block = Vector256.Create(bytes.Slice(i * 32, 32));
            before += sums;
            sums += Avx2.SumAbsoluteDifferences(block, Vector256<byte>.Zero).AsUInt32();
            var pairs = Avx2.MultiplyAddAdjacent(block, Weights);
            weighted += Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One).AsUInt32();
        }
        _a += Vector256.Sum(sums);
        _b += start * (uint)blocks * 32 + Vector256.Sum(before) * 32 + Vector256.Sum(weighted);
        return bytes[(blocks * 32)..];
    }

    private static Vector256<sbyte> Weights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
        (sbyte)32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }
}
