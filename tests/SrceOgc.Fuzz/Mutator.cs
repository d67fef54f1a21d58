using System.Buffers.Binary;
using System.Text;

namespace SrceOgc.Fuzz;

/// <summary>Changes an input as chance and malice would: bits, numbers at their borders, pieces cut, doubled or taken from another input,
/// words.</summary>
internal sealed class Mutator(int seed, IReadOnlyList<string> words)
{
    private const int Longest = 1 << 16;

    private static readonly ulong[] Borders =
        [0, 1, 2, 7, 8, 15, 16, 63, 64, 127, 128, 255, 256, 1000, 1023, 3000, 4095, 65535, 65536, int.MaxValue, 0x80000000, uint.MaxValue,
            long.MaxValue, 0x7FF0000000000000, 0x7FF8000000000000];

    private readonly Random _random = new(seed);
    private readonly byte[][] _words = [.. words.Select(Encoding.UTF8.GetBytes)];
    private readonly byte[] _scratch = new byte[Longest];

    /// <summary>What it returns is good until the next call.</summary>
    public ReadOnlyMemory<byte> Next(IReadOnlyList<byte[]> corpus)
    {
        var input = corpus[_random.Next(corpus.Count)];
        var length = Math.Min(input.Length, Longest);
        input.AsSpan(0, length).CopyTo(_scratch);
        for (var times = 1 << _random.Next(5); times > 0; times--)
            length = Once(length, corpus);
        return _scratch.AsMemory(0, length);
    }

    private int Once(int length, IReadOnlyList<byte[]> corpus) => _random.Next(9) switch
    {
        0 => Flip(length),
        1 => Set(length),
        2 => Number(length),
        3 => Cut(length),
        4 => Insert(length, Piece(_scratch.AsSpan(0, length)).ToArray()),
        5 or 6 when _words.Length > 0 => Insert(length, _words[_random.Next(_words.Length)]),
        7 => Insert(length, Piece(corpus[_random.Next(corpus.Count)]).ToArray()),
        8 => Repeat(length),
        _ => Flip(length),
    };

    private int Flip(int length)
    {
        if (length > 0)
            _scratch[_random.Next(length)] ^= (byte)(1 << _random.Next(8));
        return length;
    }

    private int Set(int length)
    {
        if (length > 0)
            _scratch[_random.Next(length)] = (byte)_random.Next(256);
        return length;
    }

    private int Number(int length)
    {
        var size = 1 << _random.Next(4);
        if (length < size)
            return length;
        Span<byte> bytes = stackalloc byte[8];
        var number = Borders[_random.Next(Borders.Length)] - (ulong)_random.Next(3);
        if (_random.Next(2) == 0)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        else
            BinaryPrimitives.WriteUInt64BigEndian(bytes, number << (64 - 8 * size));
        bytes[..size].CopyTo(_scratch.AsSpan(_random.Next(length - size + 1)));
        return length;
    }

    private int Cut(int length)
    {
        if (length < 2)
            return length;
        var from = _random.Next(length);
        var count = _random.Next(1, Math.Min(length - from, 1 + _random.Next(64)) + 1);
        _scratch.AsSpan(from + count, length - from - count).CopyTo(_scratch.AsSpan(from));
        return length - count;
    }

    private int Repeat(int length)
    {
        var piece = Piece(_scratch.AsSpan(0, length)).ToArray();
        for (var times = 1 << _random.Next(10); times > 0; times--)
            length = Insert(length, piece);
        return length;
    }

    private int Insert(int length, ReadOnlySpan<byte> piece)
    {
        if (length + piece.Length > Longest)
            return length;
        var at = _random.Next(length + 1);
        _scratch.AsSpan(at, length - at).CopyTo(_scratch.AsSpan(at + piece.Length));
        piece.CopyTo(_scratch.AsSpan(at));
        return length + piece.Length;
    }

    private ReadOnlySpan<byte> Piece(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
            return input;
        var from = _random.Next(input.Length);
        return input.Slice(from, _random.Next(1, Math.Min(input.Length - from, 64) + 1));
    }
}
