using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace SrceOgc.Rendering.Vectors;

/// <summary>
/// Gives a saved document identifiers and metadata that say its content and nothing of the moment: PDFsharp makes both up at random, and
/// puts texts into XML as they are. All is written over, in place.
/// </summary>
internal static class PdfIdentity
{
    private const string End = "<?xpacket end=\"r\"?>";

    public static void Settle(Span<byte> file, PdfDescription description)
    {
        WriteMetadata(file, description);
        var trailer = file[file.LastIndexOf("trailer"u8)..];
        var first = trailer[(trailer.IndexOf("/ID[<"u8) + 5)..];
        Span<byte> one = first[..32], two = first[34..66];
        one.Fill((byte)'0');
        two.Fill((byte)'0');
        var print = Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(file).AsSpan(0, 16)));
        print.CopyTo(one);
        print.CopyTo(two);
    }

    /// <summary>What is left of the room is white, as XMP allows.</summary>
    private static void WriteMetadata(Span<byte> file, PdfDescription description)
    {
        const int longestLength = 12;
        var start = file.LastIndexOf("/Subtype/XML/Length "u8) + 20;
        var digits = file.Slice(start, longestLength);
        var length = int.Parse(digits[..digits.IndexOf((byte)'>')], NumberStyles.None, CultureInfo.InvariantCulture);
        var stream = file[(start + file[start..].IndexOf("stream\n"u8) + 7)..][..length];
        var text = Encoding.UTF8.GetBytes(Xmp(description));
        if (text.Length + End.Length > length)
            text = Encoding.UTF8.GetBytes(Xmp(description with { Subject = "", Keywords = "" }));
        if (text.Length + End.Length > length)
            text = [];
        stream.Fill((byte)' ');
        text.CopyTo(stream);
        Encoding.ASCII.GetBytes(End).CopyTo(stream[^End.Length..]);
    }

    private static string Xmp(PdfDescription description)
    {
        var date = description.Made.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        static string Said(string text) => SecurityElement.Escape(text);
        return $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
             xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Said(description.Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Said(description.Author)}</rdf:li></rdf:Seq></dc:creator>
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{Said(description.Subject)}</rdf:li></rdf:Alt></dc:description>
            <xmp:CreatorTool>SrceOgc</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
            <pdf:Keywords>{Said(description.Keywords)}</pdf:Keywords>
            </rdf:Description></rdf:RDF></x:xmpmeta>

            """;
    }
}
