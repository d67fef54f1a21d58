using System.Buffers.Binary;

namespace SrceOgc.Tests.Rendering.Images;

/// <summary>A baseline decoder for three components without subsampling, straight from the formulas of ITU-T T.81.</summary>
internal sealed class JpegDecoder
{
    private static readonly int[] Zigzag = MakeZigzag();

    private readonly byte[][] _steps = new byte[2][];
    private readonly Dictionary<(int Length, int Code), byte>[] _codes = new Dictionary<(int, int), byte>[4];
    private byte[] _scan = [];
    private int _bit;
    private double[][] _samples = [];
    private int _stride;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public static JpegDecoder Decode(ReadOnlySpan<byte> jpeg)
    {
        var decoder = new JpegDecoder();
        Assert.Equal([0xFF, 0xD8], jpeg[..2].ToArray());
        Assert.Equal([0xFF, 0xD9], jpeg[^2..].ToArray());
        for (jpeg = jpeg[2..]; ;)
        {
            Assert.Equal(0xFF, jpeg[0]);
            var (marker, length) = (jpeg[1], BinaryPrimitives.ReadUInt16BigEndian(jpeg[2..]));
            decoder.ReadSegment(marker, jpeg[4..(2 + length)]);
            jpeg = jpeg[(2 + length)..];
            if (marker == 0xDA)
                break;
        }
        decoder.ReadScan(jpeg[..^2]);
        return decoder;
    }

    public int Channel(int x, int y, int channel)
    {
        double luma = _samples[0][y * _stride + x] + 128, blue = _samples[1][y * _stride + x], red = _samples[2][y * _stride + x];
        var value = channel switch { 0 => luma + 1.402 * red, 1 => luma - 0.344136 * blue - 0.714136 * red, _ => luma + 1.772 * blue };
        return (int)Math.Clamp(Math.Round(value), 0, 255);
    }

    private void ReadSegment(int marker, ReadOnlySpan<byte> content)
    {
        if (marker == 0xDB)
            _steps[content[0]] = content[1..].ToArray();
        else if (marker == 0xC0)
            (Height, Width) = (BinaryPrimitives.ReadUInt16BigEndian(content[1..]), BinaryPrimitives.ReadUInt16BigEndian(content[3..]));
        else if (marker == 0xC4)
            _codes[(content[0] & 1) * 2 + (content[0] >> 4)] = ReadCodes(content[1..]);
    }

    private static Dictionary<(int, int), byte> ReadCodes(ReadOnlySpan<byte> content)
    {
        var codes = new Dictionary<(int, int), byte>();
        var (code, next) = (0, 16);
        for (var length = 1; length <= 16; length++, code <<= 1)
            for (var i = 0; i < content[length - 1]; i++)
                codes.Add((length, code++), content[next++]);
        Assert.Equal(content.Length, next);
        return codes;
    }

    private void ReadScan(ReadOnlySpan<byte> bytes)
    {
        var unstuffed = new List<byte>();
        for (var i = 0; i < bytes.Length; i++)
        {
            unstuffed.Add(bytes[i]);
            if (bytes[i] == 0xFF)
                Assert.Equal(0, bytes[++i]);
        }
        _scan = [.. unstuffed];
        _stride = (Width + 7) / 8 * 8;
        _samples = [.. Enumerable.Range(0, 3).Select(_ => new double[_stride * ((Height + 7) / 8 * 8)])];
        var previous = new int[3];
        for (var y = 0; y < Height; y += 8)
            for (var x = 0; x < Width; x += 8)
                for (var component = 0; component < 3; component++)
                    ReadBlock(component, x, y, previous);
    }

    private void ReadBlock(int component, int x, int y, int[] previous)
    {
        var table = Math.Min(component, 1);
        var block = new double[64];
        previous[component] += ReadValue(ReadSymbol(_codes[table * 2]));
        block[0] = previous[component] * _steps[table][0];
        for (var i = 1; i < 64; i++)
        {
            var symbol = ReadSymbol(_codes[table * 2 + 1]);
            if (symbol == 0)
                break;
            i += symbol >> 4;
            block[Zigzag[i]] = ReadValue(symbol & 15) * _steps[table][i];
        }
        for (var v = 0; v < 8; v++)
            for (var u = 0; u < 8; u++)
                _samples[component][(y + v) * _stride + x + u] = Sample(block, u, v);
    }

    private static double Sample(double[] block, int x, int y)
    {
        var sum = 0.0;
        for (var v = 0; v < 8; v++)
            for (var u = 0; u < 8; u++)
                if (block[v * 8 + u] != 0)
                    sum += Norm(u) * Norm(v) * block[v * 8
                        + u] * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16);
        return sum / 4;

        static double Norm(int frequency) => frequency == 0 ? Math.Sqrt(0.5) : 1;
    }

    private int ReadSymbol(Dictionary<(int, int), byte> codes)
    {
        var code = 0;
        for (var length = 1; length <= 16; length++)
        {
            code = code << 1 | ReadBit();
            if (codes.TryGetValue((length, code), out var symbol))
                return symbol;
        }
        throw new InvalidDataException("Code inconnu.");
    }

    private int ReadValue(int size)
    {
        var value = 0;
        for (var i = 0; i < size; i++)
            value = value << 1 | ReadBit();
        return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    private int ReadBit()
    {
        var bit = _scan[_bit >> 3] >> (7 - (_bit & 7)) & 1;
        _bit++;
        return bit;
    }

    /// <summary>Along the diagonals, turning at each border.</summary>
    private static int[] MakeZigzag() =>
        [.. Enumerable.Range(0, 64).OrderBy(i => i / 8 + i % 8).ThenBy(i => (i / 8 + i % 8) % 2 == 0 ? i % 8 : i / 8)];
}
