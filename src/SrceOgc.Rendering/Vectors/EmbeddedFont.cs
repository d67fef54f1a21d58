using System.Globalization;
using System.Text;
using PdfSharp.Pdf;
using SrceOgc.Rendering.Fonts;

namespace SrceOgc.Rendering.Vectors;

/// <summary>A font as PDF holds it: glyphs by number, their widths, the file's part that is used, and the characters they stand for
/// (ISO 32000-1, 9.7 and 9.10.3).</summary>
internal static class EmbeddedFont
{
    /// <summary>Of entries in one section of a character map.</summary>
    private const int MostPairs = 100;

    public static PdfDictionary Of(PdfDocument document, FontSubset subset)
    {
        var name = $"/{subset.Tag()}+{subset.Font.Name}";
        var font = new PdfDictionary(document);
        document.Internals.AddObject(font);
        font.Elements.SetName("/Type", "/Font");
        font.Elements.SetName("/Subtype", "/Type0");
        font.Elements.SetName("/BaseFont", name);
        font.Elements.SetName("/Encoding", "/Identity-H");
        var kids = new PdfArray(document);
        kids.Elements.Add(Descendant(document, subset, name).Reference!);
        font.Elements["/DescendantFonts"] = kids;
        font.Elements.SetReference("/ToUnicode", PdfPages.Stream(document, Encoding.ASCII.GetBytes(Characters(subset))));
        return font;
    }

    private static PdfDictionary Descendant(PdfDocument document, FontSubset subset, string name)
    {
        var font = new PdfDictionary(document);
        document.Internals.AddObject(font);
        font.Elements.SetName("/Type", "/Font");
        font.Elements.SetName("/Subtype", "/CIDFontType2");
        font.Elements.SetName("/BaseFont", name);
        font.Elements["/CIDSystemInfo"] = new PdfLiteral("<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
        font.Elements.SetName("/CIDToGIDMap", "/Identity");
        font.Elements.SetReference("/FontDescriptor", Descriptor(document, subset, name));
        font.Elements["/W"] = new PdfLiteral(
            $"[{string.Join(' ', subset.Characters.Keys.Select(glyph => $"{glyph} [{PdfResources.Width(subset.Font, glyph)}]"))}]");
        return font;
    }

    private static PdfDictionary Descriptor(PdfDocument document, FontSubset subset, string name)
    {
        var font = subset.Font;
        var box = font.Box;
        string Thousandths(double ems) => Math.Round(ems * 1000).ToString(CultureInfo.InvariantCulture);
        var file = subset.Write();
        var stream = PdfPages.Stream(document, file);
        stream.Elements.SetInteger("/Length1", file.Length);
        var descriptor = new PdfDictionary(document);
        document.Internals.AddObject(descriptor);
        descriptor.Elements.SetName("/Type", "/FontDescriptor");
        descriptor.Elements.SetName("/FontName", name);
        // Symbolic: its glyphs are named by number.
        descriptor.Elements.SetInteger("/Flags", 4);
        descriptor.Elements["/FontBBox"] = new PdfLiteral(
            $"[{Thousandths(box.Left)} {Thousandths(box.Bottom)} {Thousandths(box.Right)} {Thousandths(box.Top)}]");
        descriptor.Elements["/ItalicAngle"] = new PdfLiteral(font.IsItalic ? "-11" : "0");
        descriptor.Elements["/Ascent"] = new PdfLiteral(Thousandths(font.Ascent));
        descriptor.Elements["/Descent"] = new PdfLiteral(Thousandths(-font.Descent));
        descriptor.Elements["/CapHeight"] = new PdfLiteral(Thousandths(font.CapitalHeight));
        descriptor.Elements.SetInteger("/StemV", font.IsBold ? 140 : 80);
        descriptor.Elements.SetReference("/FontFile2", stream);
        return descriptor;
    }

    private static string Characters(FontSubset subset)
    {
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        foreach (var section in subset.Characters.Chunk(MostPairs))
        {
            map.Append(CultureInfo.InvariantCulture, $"{section.Length} beginbfchar\n");
            foreach (var (glyph, character) in section)
                map.Append(CultureInfo.InvariantCulture,
                    $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(character)))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
