using System.Globalization;
using System.Text;
using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Spreadsheets;

/// <summary>One sheet (ECMA-376, 18.3), written forward: nothing of it stays in memory, and a cell allocates nothing.</summary>
internal sealed class SheetWriter : IDisposable
{
    /// <summary>Excel refuses a file with a longer one.</summary>
    private const int LongestText = 32_767;

    private const int FlushAt = 64 * 1024;

    /// <summary>Day 0 of spreadsheets, in days since 1970; right from March 1900 on.</summary>
    private const int DayZero = -25_569;

    private const int FirstSoundDay = 61;

    private const double MillisecondsPerDay = 86_400_000;

    private readonly Stream _part;
    private readonly Utf8Output _xml = new();
    private int _column;

    public SheetWriter(Stream part)
    {
        _part = part;
        _xml.Write("""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">
            <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>
            """u8);
    }

    public int Rows { get; private set; }

    public void Titles(IEnumerable<string> titles)
    {
        BeginRow();
        foreach (var title in titles)
            Text(Encoding.UTF8.GetBytes(title), WorkbookParts.TitleStyle);
        EndRow();
    }

    public void BeginRow()
    {
        Rows++;
        _column = 0;
        _xml.Write("<row r=\""u8);
        _xml.TryWrite(FieldValue.Of(Rows));
        _xml.Write("\">"u8);
    }

    public void EndRow()
    {
        _xml.Write("</row>\n"u8);
        if (_xml.Length < FlushAt)
            return;
        _part.Write(_xml.Written.Span);
        _xml.Clear();
    }

    public void Cell(in FieldValue value)
    {
        if (value.Kind is FieldKind.Null or FieldKind.Blob || value.Kind == FieldKind.Real && !double.IsFinite(value.Real))
            _column++;
        else if (value.Kind == FieldKind.Text)
            Text(value.Bytes, 0);
        else if (value.Kind == FieldKind.Date && value.Integer - DayZero >= FirstSoundDay)
            Number(FieldValue.Of(value.Integer - DayZero), WorkbookParts.DateStyle);
        else if (value.Kind == FieldKind.DateTime && value.Integer / MillisecondsPerDay - DayZero >= FirstSoundDay)
            Number(FieldValue.Of(value.Integer / MillisecondsPerDay - DayZero), WorkbookParts.DateTimeStyle);
        else if (value.Kind is FieldKind.Date or FieldKind.DateTime)
            OldDate(value);
        else
            Number(value.Kind == FieldKind.Boolean ? FieldValue.Of(value.Boolean ? 1L : 0L) : value, 0, value.Kind == FieldKind.Boolean);
    }

    public void End()
    {
        _xml.Write("</sheetData></worksheet>"u8);
        _part.Write(_xml.Written.Span);
        Dispose();
    }

    public void Dispose()
    {
        _part.Dispose();
        _xml.Dispose();
    }

    private void Number(in FieldValue number, int style, bool isBoolean = false)
    {
        Open(style);
        _xml.Write(isBoolean ? " t=\"b\"><v>"u8 : "><v>"u8);
        _xml.TryWrite(number);
        _xml.Write("</v></c>"u8);
    }

    /// <summary>A date that spreadsheets cannot count, as text.</summary>
    private void OldDate(in FieldValue date)
    {
        Open(0);
        _xml.Write(" t=\"inlineStr\"><is><t>"u8);
        _xml.TryWrite(date);
        _xml.Write("</t></is></c>"u8);
    }

    private void Text(ReadOnlySpan<byte> utf8, int style)
    {
        Open(style);
        _xml.Write(" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        _xml.WriteXml(Shortened(utf8));
        _xml.Write("</t></is></c>"u8);
    }

    /// <summary>As many bytes as characters may be, cut between two characters.</summary>
    private static ReadOnlySpan<byte> Shortened(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= LongestText)
            return utf8;
        var end = LongestText;
        while ((utf8[end] & 0xC0) == 0x80)
            end--;
        return utf8[..end];
    }

    /// <summary>"AB12": optional in the standard, needed by GDAL.</summary>
    private void Open(int style)
    {
        _xml.Write("<c r=\""u8);
        var column = _column++;
        if (column >= 26 * 27)
            _xml.Write((byte)('A' + column / (26 * 26) - 1 - (column % (26 * 26) < 26 ? 1 : 0)));
        if (column >= 26)
            _xml.Write((byte)('A' + (column / 26 - 1) % 26));
        _xml.Write((byte)('A' + column % 26));
        _xml.TryWrite(FieldValue.Of(Rows));
        _xml.Write("\""u8);
        if (style == 0)
            return;
        _xml.Write(" s=\""u8);
        _xml.TryWrite(FieldValue.Of(style));
        _xml.Write("\""u8);
    }
}
