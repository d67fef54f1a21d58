using System.Buffers.Binary;
using System.Text;

namespace SrceOgc.Rendering.Vectors;

/// <summary>
/// An ICC profile (ICC.1:2001-04, version 2.4) of the colours that documents are written in: IEC 61966-2-1 sRGB, its primaries adapted to
/// D50, its curve as a table. Made here, as no profile may be copied.
/// </summary>
internal static class ScreenProfile
{
    public const string Name = "sRGB IEC61966-2.1";

    private const int HeaderBytes = 128, CurvePoints = 1024;

    private static readonly Lazy<byte[]> Made = new(Make);

    public static byte[] Bytes => Made.Value;

    private static byte[] Make()
    {
        var curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description(Name)), ("cprt", Text("No copyright, use freely")), ("wtpt", Xyz(0.9642, 1, 0.8249)),
            ("rXYZ", Xyz(0.43607, 0.22249, 0.01392)), ("gXYZ", Xyz(0.38515, 0.71687, 0.09708)), ("bXYZ", Xyz(0.14307, 0.06061, 0.7141)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        using var file = new MemoryStream();
        file.SetLength(HeaderBytes + 4 + 12 * tags.Length);
        file.Position = file.Length;
        var table = new byte[4 + 12 * tags.Length];
        BinaryPrimitives.WriteInt32BigEndian(table, tags.Length);
        var places = new Dictionary<byte[], int>();
        for (var i = 0; i < tags.Length; i++)
        {
            var (tag, data) = tags[i];
            if (places.TryAdd(data, (int)file.Position))
                file.Write(data);
            var entry = table.AsSpan(4 + 12 * i);
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], places[data]);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], data.Length);
        }

        var bytes = file.ToArray();
        table.CopyTo(bytes, HeaderBytes);
        WriteHeader(bytes);
        return bytes;
    }

    private static void WriteHeader(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        bytes[8] = 2;
        bytes[9] = 0x40;
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", bytes[12..]);
        // 2026-01-01: a date is asked for, and must not be that of the moment.
        (bytes[24], bytes[25], bytes[27], bytes[29]) = (0x07, 0xEA, 1, 1);
        Encoding.ASCII.GetBytes("acsp", bytes[36..]);
        Xyz(0.9642, 1, 0.8249).AsSpan(8).CopyTo(bytes[68..]);
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        var data = new byte[20];
        Encoding.ASCII.GetBytes("XYZ ", data);
        foreach (var (i, value) in new[] { x, y, z }.Index())
            BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8 + 4 * i), (int)Math.Round(value * 65536));
        return data;
    }

    private static byte[] Curve()
    {
        var data = new byte[12 + 2 * CurvePoints];
        Encoding.ASCII.GetBytes("curv", data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), CurvePoints);
        for (var i = 0; i < CurvePoints; i++)
        {
            var coded = i / (double)(CurvePoints - 1);
            var light = coded <= 0.04045 ? coded / 12.92 : Math.Pow((coded + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(12 + 2 * i), (ushort)Math.Round(light * 65535));
        }

        return data;
    }

    private static byte[] Text(string text) => Padded([.. "text\0\0\0\0"u8, .. Encoding.ASCII.GetBytes(text + "\0")]);

    /// <summary>textDescriptionType: the ASCII text alone; counts of the other two are 0.</summary>
    private static byte[] Description(string text)
    {
        const int afterText = 4 + 4 + 2 + 1 + 67;
        var data = new byte[12 + text.Length + 1 + afterText];
        Encoding.ASCII.GetBytes("desc", data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), text.Length + 1);
        Encoding.ASCII.GetBytes(text, data.AsSpan(12));
        return Padded(data);
    }

    private static byte[] Padded(byte[] data) => [.. data, .. new byte[(4 - data.Length % 4) % 4]];
}
