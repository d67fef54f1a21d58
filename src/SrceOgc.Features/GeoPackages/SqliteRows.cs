using System.Text;
using SQLitePCL;

namespace SrceOgc.Features.GeoPackages;

/// <summary>Rows of one statement; spans are valid until the next <see cref="Read"/>.</summary>
internal sealed class SqliteRows(SqliteFile file, sqlite3_stmt statement) : IDisposable
{
    public int ColumnCount => raw.sqlite3_column_count(statement);

    public bool Read()
    {
        var code = raw.sqlite3_step(statement);
        file.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>SQLITE_INTEGER, SQLITE_FLOAT, SQLITE_TEXT, SQLITE_BLOB or SQLITE_NULL of this very value.</summary>
    public int Type(int column) => raw.sqlite3_column_type(statement, column);

    public bool IsNull(int column) => Type(column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(statement, column);

    public double Real(int column) => raw.sqlite3_column_double(statement, column);

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(statement, column);

    /// <summary>The text, or null; what is not text is converted by SQLite.</summary>
    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>The bytes of a text as the file holds them (a UTF-16 file is converted to UTF-8).</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        raw.sqlite3_column_text(statement, column);
        return raw.sqlite3_column_blob(statement, column);
    }

    public void Dispose() => statement.Dispose();
}
