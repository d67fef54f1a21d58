using System.Text;
using SQLitePCL;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// Rows of one statement; spans are valid until the next <see cref="Read"/>. A statement can give no more rows, and no more bytes, than
/// its file holds: a damaged or hostile file may name one page many times over, and would never end.
/// </summary>
public sealed class SqliteRows(SqliteFile file, sqlite3_stmt statement) : IDisposable
{
    /// <summary>A row of a table takes at least these bytes of a page: its place, its length, its key, its head (SQLite file format,
    /// 1.6).</summary>
    private const int LeastBytesOfRow = 4;

    /// <summary>What statements about the file, rather than of it, may give beside: PRAGMAs, counts.</summary>
    private const int RowsBeside = 4000;

    /// <summary>UTF-16 becomes at most one and a half times as long in UTF-8; and values may be asked for twice.</summary>
    private const int MostTimesRead = 4;

    private readonly long _mostRows = file.Length / LeastBytesOfRow + RowsBeside;
    private readonly long _mostBytes = file.Length > long.MaxValue / MostTimesRead ? long.MaxValue : file.Length * MostTimesRead
        + (1 << 20);
    private long _rows;
    private long _bytes;

    public int ColumnCount => raw.sqlite3_column_count(statement);

    /// <exception cref="GeoPackageException">The file is damaged, or gives more than it holds.</exception>
    public bool Read()
    {
        var code = raw.sqlite3_step(statement);
        file.Check(code);
        if (code != raw.SQLITE_ROW)
            return false;
        if (++_rows > _mostRows)
            throw Endless();
        return true;
    }

    /// <summary>SQLITE_INTEGER, SQLITE_FLOAT, SQLITE_TEXT, SQLITE_BLOB or SQLITE_NULL of this very value.</summary>
    public int Type(int column) => raw.sqlite3_column_type(statement, column);

    public bool IsNull(int column) => Type(column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(statement, column);

    public double Real(int column) => raw.sqlite3_column_double(statement, column);

    public ReadOnlySpan<byte> Blob(int column) => Counted(raw.sqlite3_column_blob(statement, column));

    /// <summary>The text, or null; what is not text is converted by SQLite.</summary>
    public string? Text(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(Utf8(column));

    /// <summary>The bytes of a text as the file holds them (a UTF-16 file is converted to UTF-8).</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        raw.sqlite3_column_text(statement, column);
        return Counted(raw.sqlite3_column_blob(statement, column));
    }

    public void Dispose() => statement.Dispose();

    private ReadOnlySpan<byte> Counted(ReadOnlySpan<byte> value)
    {
        if ((_bytes += value.Length) > _mostBytes)
            throw Endless();
        return value;
    }

    private static GeoPackageException Endless() =>
        new(new Text("Le fichier est abîmé : une table rend plus de lignes ou d'octets que le fichier n'en contient.",
            "The file is damaged: a table gives more rows or bytes than the file has."));
}
