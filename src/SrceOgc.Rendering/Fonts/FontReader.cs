using System.Buffers.Binary;

namespace SrceOgc.Rendering.Fonts;

/// <summary>Big-endian numbers of a font table; reading past its end is an <see cref="InvalidDataException"/>, never another table's
/// bytes.</summary>
internal readonly struct FontReader(ReadOnlyMemory<byte> table)
{
    public int Length => table.Length;

    public ReadOnlyMemory<byte> Bytes => table;

    public byte Byte(int at) => At(at, 1)[0];

    public int UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(At(at, 2));

    public int Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(At(at, 2));

    public uint UInt32(int at) => BinaryPrimitives.ReadUInt32BigEndian(At(at, 4));

    /// <summary>An offset or a count, which no font makes as large as 2^31.</summary>
    public int Offset(int at) => UInt32(at) is var value and <= int.MaxValue ? (int)value : throw Damaged();

    public FontReader Slice(int start) => Slice(start, table.Length - start);

    public FontReader Slice(int start, int length) =>
        start >= 0 && length >= 0 && start <= table.Length - length ? new(table.Slice(start, length)) : throw Damaged();

    private ReadOnlySpan<byte> At(int at, int length) =>
        at >= 0 && at <= table.Length - length ? table.Span.Slice(at, length) : throw Damaged();

    private static InvalidDataException Damaged() => new("The font file is damaged: a table points past its end.");
}
