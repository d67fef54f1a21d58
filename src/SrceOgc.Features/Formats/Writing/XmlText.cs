using System.Buffers;
using System.Text;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Writing;

/// <summary>
/// Text into XML 1.0 content and attributes: markup escaped, carriage returns kept as references (a parser would turn them
/// into line feeds), and what no XML document may hold replaced by U+FFFD.
/// </summary>
public static class XmlText
{
    /// <summary>0xEF begins U+FFFE and U+FFFF, which are forbidden, among characters that are not.</summary>
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, (byte)'&',
            (byte)'<', (byte)'>', (byte)'"', 0xEF]);

    public static void WriteXml(this Utf8Output output, ReadOnlySpan<byte> utf8)
    {
        for (var at = utf8.IndexOfAny(Special); at >= 0; at = utf8.IndexOfAny(Special))
        {
            output.Write(utf8[..at]);
            utf8 = utf8[(at + WriteSpecial(output, utf8[at..]))..];
        }
        output.Write(utf8);
    }

    /// <summary>For what is written once a document.</summary>
    public static void WriteXml(this Utf8Output output, string text) => output.WriteXml(Encoding.UTF8.GetBytes(text));

    /// <summary>A value as text; false when there is nothing to write of it.</summary>
    public static bool TryWriteXml(this Utf8Output output, in FieldValue value)
    {
        if (value.Kind != FieldKind.Text)
            return output.TryWrite(value);
        output.WriteXml(value.Bytes);
        return true;
    }

    /// <summary>How many bytes of the source it stood for.</summary>
    private static int WriteSpecial(Utf8Output output, ReadOnlySpan<byte> utf8)
    {
        if (utf8[0] == 0xEF && !IsNonCharacter(utf8))
        {
            output.Write(utf8[..1]);
            return 1;
        }
        output.Write(utf8[0] switch
        {
            (byte)'&' => "&amp;"u8,
            (byte)'<' => "&lt;"u8,
            (byte)'>' => "&gt;"u8,
            (byte)'"' => "&quot;"u8,
            (byte)'\r' => "&#13;"u8,
            _ => "\uFFFD"u8,
        });
        return utf8[0] == 0xEF ? 3 : 1;
    }

    private static bool IsNonCharacter(ReadOnlySpan<byte> utf8) => utf8.Length >= 3 && utf8[1] == 0xBF && utf8[2] is 0xBE or 0xBF;
}
