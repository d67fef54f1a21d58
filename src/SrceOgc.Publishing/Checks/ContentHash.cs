using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SrceOgc.Publishing.Checks;

/// <summary>128 bits of SHA-256: equal means the same bytes, and no file can be made to make it lie.</summary>
internal static class ContentHash
{
    public static UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
