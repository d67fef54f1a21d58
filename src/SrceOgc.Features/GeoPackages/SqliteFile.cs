using SQLitePCL;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// One connection to a file we own (a quarantined copy). Opened so that nothing written in the file runs:
/// no extension, no trigger action, no function called from its schema.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly sqlite3 _db;

    private SqliteFile(sqlite3 db) => _db = db;

    /// <exception cref="GeoPackageException">The file cannot be opened.</exception>
    public static SqliteFile Open(string path)
    {
        SqliteLibrary.Use();
        var code = raw.sqlite3_open_v2(path, out var db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        var file = new SqliteFile(db);
        if (code == raw.SQLITE_OK)
            return file.Secured();
        file.Dispose();
        throw new GeoPackageException("Le fichier ne s'ouvre pas comme une base SQLite.");
    }

    /// <summary>A new file, written without waiting for the disk: its maker renames it into place when it is whole.</summary>
    public static SqliteFile Create(string path)
    {
        SqliteLibrary.Use();
        var code = raw.sqlite3_open_v2(path, out var db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        var file = new SqliteFile(db);
        file.Check(code);
        file.Execute("PRAGMA synchronous = OFF");
        file.Execute("PRAGMA journal_mode = MEMORY");
        return file;
    }

    public sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_db, sql, out var statement));
        return statement;
    }

    /// <summary>Runs a statement with text parameters.</summary>
    public void Run(string sql, params ReadOnlySpan<string> parameters)
    {
        using var rows = Query(sql, parameters);
        while (rows.Read())
        {
        }
    }

    /// <exception cref="GeoPackageException">The statement fails: a damaged file, a missing table.</exception>
    public SqliteRows Query(string sql, params ReadOnlySpan<string> parameters)
    {
        var statement = Prepare(sql);
        for (var i = 0; i < parameters.Length; i++)
            raw.sqlite3_bind_text(statement, i + 1, parameters[i]);
        return new SqliteRows(this, statement);
    }

    public void Execute(string sql) => Run(sql);

    /// <summary>Whether a table of this name exists that is stored: not a view, not a virtual table, which are code to be run. SQLite compares names without case.</summary>
    public bool HasTable(string name)
    {
        using var rows = Query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name = ?1 COLLATE NOCASE", name);
        return rows.Read();
    }

    internal void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
            return;
        var detail = raw.sqlite3_errmsg(_db).utf8_to_string();
        throw new GeoPackageException(code is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB
            ? $"Le fichier est abîmé ou n'est pas une base SQLite ({detail})."
            : $"La lecture du fichier échoue ({detail}).");
    }

    public void Dispose() => _db.Dispose();

    private SqliteFile Secured()
    {
        raw.sqlite3_limit(_db, raw.SQLITE_LIMIT_LENGTH, 256 << 20);
        Execute("PRAGMA trusted_schema = OFF");
        Execute("PRAGMA cell_size_check = ON");
        Execute("PRAGMA temp_store = MEMORY");
        return this;
    }

    public static string Quote(string identifier) => "\"" + identifier.Replace("\"", "\"\"") + "\"";
}
