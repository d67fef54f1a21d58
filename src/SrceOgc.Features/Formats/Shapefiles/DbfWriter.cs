using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Formats.Shapefiles;

/// <summary>
/// The .dbf of a shapefile, in UTF-8 as its .cpg says. A text is cut at 254 bytes, between characters: the format holds no
/// more. A null is blank.
/// </summary>
internal sealed class DbfWriter : IDisposable
{
    private readonly IReadOnlyList<DbfColumn> _columns;
    private readonly FileStream _file;
    private readonly byte[] _record;
    private int _count;

    public DbfWriter(IReadOnlyList<DbfColumn> columns, string path)
    {
        _columns = columns.Count > 0 ? columns : [new DbfColumn("id", 'N', 18, 0, -1)];
        _file = File.Create(path, 1 << 16);
        _record = new byte[1 + _columns.Sum(column => column.Width)];
        _file.Write(Header());
    }

    public void Write(FeatureCursor feature)
    {
        _record.AsSpan().Fill((byte)' ');
        var at = 1;
        foreach (var column in _columns)
        {
            Write(_record.AsSpan(at, column.Width), column, column.Field < 0 ? FieldValue.Of(feature.Id) : feature[column.Field]);
            at += column.Width;
        }
        _file.Write(_record);
        _count++;
    }

    public void Finish()
    {
        _file.WriteByte(0x1A);
        _file.Flush();
        _file.Position = 0;
        _file.Write(Header());
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    private static void Write(Span<byte> room, DbfColumn column, in FieldValue value)
    {
        if (value.IsNull)
            return;
        switch (value.Kind)
        {
            case FieldKind.Text:
                Cut(value.Bytes, room.Length).CopyTo(room);
                break;
            case FieldKind.Boolean:
                room[0] = value.Boolean ? (byte)'T' : (byte)'F';
                break;
            case FieldKind.Integer:
                value.Integer.TryFormat(room, out _, default, CultureInfo.InvariantCulture);
                break;
            case FieldKind.Real:
                WriteReal(room, value.Real);
                break;
            case FieldKind.Date:
                value.Date.TryFormat(room, out _, "yyyyMMdd", CultureInfo.InvariantCulture);
                break;
            case FieldKind.DateTime:
                value.DateTime.TryFormat(room, out _, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
                break;
        }
    }

    private static void WriteReal(Span<byte> room, double value)
    {
        if (double.IsFinite(value))
            value.TryFormat(room, out _, default, CultureInfo.InvariantCulture);
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> utf8, int width)
    {
        if (utf8.Length <= width)
            return utf8;
        while ((utf8[width] & 0xC0) == 0x80)
            width--;
        return utf8[..width];
    }

    private byte[] Header()
    {
        var header = new byte[32 + 32 * _columns.Count + 1];
        header[0] = 3;
        (header[1], header[2], header[3]) = (119, 1, 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), _count);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(8), (short)header.Length);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(10), (short)_record.Length);
        for (var i = 0; i < _columns.Count; i++)
        {
            var entry = header.AsSpan(32 + 32 * i, 32);
            Encoding.ASCII.GetBytes(_columns[i].Name, entry);
            entry[11] = (byte)_columns[i].Type;
            entry[16] = (byte)_columns[i].Width;
            entry[17] = (byte)_columns[i].Decimals;
        }
        header[^1] = 0x0D;
        return header;
    }
}
