using System.Buffers;
using SrceOgc.Features.Formats.Writing;

namespace SrceOgc.Features.Formats.GeoJson;

/// <summary>Text into a JSON string: quotes and backslashes escaped, controls by number, the rest as it is.</summary>
public static class JsonText
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, (byte)'"',
            (byte)'\\']);

    public static void WriteJson(this Utf8Output output, ReadOnlySpan<byte> utf8)
    {
        output.Write((byte)'"');
        for (var at = utf8.IndexOfAny(Special); at >= 0; at = utf8.IndexOfAny(Special))
        {
            output.Write(utf8[..at]);
            WriteSpecial(output, utf8[at]);
            utf8 = utf8[(at + 1)..];
        }
        output.Write(utf8);
        output.Write((byte)'"');
    }

    private static void WriteSpecial(Utf8Output output, byte value)
    {
        switch (value)
        {
            case (byte)'"':
                output.Write("\\\""u8);
                break;
            case (byte)'\\':
                output.Write("\\\\"u8);
                break;
            case (byte)'\n':
                output.Write("\\n"u8);
                break;
            case (byte)'\r':
                output.Write("\\r"u8);
                break;
            case (byte)'\t':
                output.Write("\\t"u8);
                break;
            default:
                output.Write("\\u00"u8);
                output.Write((byte)('0' + (value >> 4)));
                output.Write("0123456789abcdef"u8[value & 15]);
                break;
        }
    }
}
