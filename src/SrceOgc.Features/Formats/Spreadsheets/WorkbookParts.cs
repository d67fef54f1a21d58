using System.IO.Compression;
using System.Text;
using SrceOgc.Features.Formats.Writing;

namespace SrceOgc.Features.Formats.Spreadsheets;

/// <summary>The parts of a workbook around its sheets (ECMA-376, 8 and 18.2): what there is, in which order, and how cells look.</summary>
internal static class WorkbookParts
{
    public const int TitleStyle = 1;

    public const int DateStyle = 2;

    public const int DateTimeStyle = 3;

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Formats 14 and 22 are the reader's own short date, and date with time.</summary>
    private const string Styles = $"""
        <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/>
        <name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>
        <patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border>
        </borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/>
        <xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;

    public static void Write(ZipArchive zip, IReadOnlyList<string> sheets)
    {
        Add(zip, "xl/styles.xml", Styles);
        var named = sheets.Select((name, i) => $"<sheet name=\"{Escaped(name)}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>");
        Add(zip, "xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relationships}\"><sheets>{string.Concat(named)}</sheets></workbook>");
        Add(zip, "xl/_rels/workbook.xml.rels",
            Related(sheets.Select((_, i) => ($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml"))
            .Append(("rIdStyles", "styles", "styles.xml"))));
        Add(zip, "_rels/.rels", Related([("rId1", "officeDocument", "xl/workbook.xml")]));
        var typed = sheets.Select((_, i) =>
            $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"{SheetType}.worksheet+xml\"/>");
        Add(zip, "[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{SheetType}.sheet.main+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="{SheetType}.styles+xml"/>{string.Concat(typed)}</Types>
            """);
    }

    private static string Related(IEnumerable<(string Id, string Type, string Target)> parts) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(parts.Select(p => $"<Relationship Id=\"{p.Id}\" Type=\"{Relationships}/{p.Type}\" Target=\"{p.Target}\"/>"))
        + "</Relationships>";

    private static string Escaped(string text)
    {
        using var output = new Utf8Output();
        output.WriteXml(text);
        return Encoding.UTF8.GetString(output.Written.Span);
    }

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(Declaration + xml));
    }
}
