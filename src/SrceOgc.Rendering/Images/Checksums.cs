using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SrceOgc.Rendering.Images;

/// <summary>CRC-32 as PNG chunks carry it (PNG, annex D), eight bytes a step.</summary>
internal static class Crc32
{
    private static readonly uint[] Tables = MakeTables();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
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
        return ~crc;
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

    private static Vector256<sbyte> Weights => Vector256.Create(
        (sbyte)32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
}
