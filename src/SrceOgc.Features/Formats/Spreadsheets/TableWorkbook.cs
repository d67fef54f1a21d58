using System.IO.Compression;
using System.Text;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Spreadsheets;

/// <summary>A workbook of one small table made in memory: texts stay texts, numbers are numbers.</summary>
public static class TableWorkbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="name">Of the sheet.</param>
    /// <param name="titles">Of the columns.</param>
    /// <param name="rows">Cells: a string, a double, or null.</param>
    public static byte[] Make(string name, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var sheet = new SheetWriter(zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open()))
            {
                sheet.Titles(titles);
                foreach (var row in rows)
                {
                    sheet.BeginRow();
                    foreach (var cell in row)
                        sheet.Cell(cell switch
                        {
                            double number => FieldValue.Of(number),
                            string text =>
                            FieldValue.Of(Encoding.UTF8.GetBytes(text)),
                            _ => FieldValue.Null
                        });
                    sheet.EndRow();
                }

                sheet.End();
            }

            WorkbookParts.Write(zip, [new SheetNames().Of(name)]);
        }

        return stream.ToArray();
    }
}
