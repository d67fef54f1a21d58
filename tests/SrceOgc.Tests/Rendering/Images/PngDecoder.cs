using System.Buffers.Binary;
using System.IO.Compression;

namespace SrceOgc.Tests.Rendering.Images;

/// <summary>Just enough of PNG to read back what the encoder writes, checking signature, chunk order, sums and length.</summary>
internal sealed class PngDecoder
{
    public int Width { get; private set; }

    public int Height { get; private set; }

    public int ColorType { get; private set; }

    public uint[] Pixels { get; private set; } = [];

    public static PngDecoder Decode(ReadOnlySpan<byte> png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8].ToArray());
        var decoder = new PngDecoder();
        byte[] palette = [], alphas = [], data = [];
        for (png = png[8..]; !png.IsEmpty;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png);
            var content = png.Slice(8, length).ToArray();
            var name = System.Text.Encoding.ASCII.GetString(png.Slice(4, 4));
            Assert.Equal(Crc(png.Slice(4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(png[(8 + length)..]));
            png = png[(12 + length)..];
            switch (name)
            {
                case "IHDR":
                    (decoder.Width, decoder.Height) =
                        (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(4)));
                    decoder.ColorType = content[9];
                    Assert.Equal([8, 0, 0, 0], new[] { content[8], content[10], content[11], content[12] });
                    break;
                case "PLTE":
                    palette = content;
                    break;
                case "tRNS":
                    alphas = content;
                    break;
                case "IDAT":
                    data = content;
                    break;
                default:
                    Assert.Equal("IEND", name);
                    Assert.True(png.IsEmpty);
                    break;
            }
        }
        decoder.ReadRows(Inflate(data), palette, alphas);
        return decoder;
    }

    /// <summary>ZLibStream checks the Adler-32 of what it inflates.</summary>
    private static byte[] Inflate(byte[] data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var output = new MemoryStream();
        zlib.CopyTo(output);
        return output.ToArray();
    }

    private void ReadRows(byte[] bytes, byte[] palette, byte[] alphas)
    {
        var channels = ColorType switch { 3 => 1, 2 => 3, _ => 4 };
        var stride = 1 + Width * channels;
        Assert.Equal(stride * Height, bytes.Length);
        Pixels = new uint[Width * Height];
        for (var i = 0; i < Pixels.Length; i++)
        {
            var row = bytes.AsSpan(i / Width * stride, stride);
            Assert.Equal(0, row[0]);
            var at = row.Slice(1 + i % Width * channels, channels);
            Pixels[i] = ColorType == 3
                ? OfPalette(at[0], palette, alphas) : (uint)(at[0] | at[1] << 8 | at[2] << 16) | (channels == 4 ? (uint)at[3] : 255u) << 24;
        }
    }

    private static uint OfPalette(int index, byte[] palette, byte[] alphas) =>
        (uint)(palette[index * 3] | palette[index * 3 + 1] << 8 | palette[index * 3 + 2] << 16) | (index < alphas.Length
            ? (uint)alphas[index] : 255u) << 24;

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
