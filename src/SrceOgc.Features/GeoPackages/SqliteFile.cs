using SQLitePCL;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// One connection: to a delivered file in quarantine, which is read so that nothing written in it runs and nothing in it can cost more
/// than its size and the delivery's budget allow (see <see cref="SqliteDefences"/>), or to a new file of our own.
/// </summary>
public sealed class SqliteFile : IDisposable
{
    /// <summary>ENOSPC: what fills up is the server's disk, whoever's file it is that is written.</summary>
    private const int NoSpaceLeft = 28;

    private readonly sqlite3 _db;
    private readonly RequestBudget _budget;
    private readonly CancellationTokenRegistration _interrupting;

    internal SqliteFile(sqlite3 db)
        : this(db, RequestBudget.Unlimited, long.MaxValue)
    {
    }

    private SqliteFile(sqlite3 db, RequestBudget budget, long length)
    {
        (_db, _budget, Length) = (db, budget, length);
        // Some single operations of SQLite walk a whole table (OP_Count): they ask for an interruption, not for the progress handler.
        _interrupting = budget.Token.UnsafeRegister(static db => raw.sqlite3_interrupt((sqlite3)db!), db);
    }

    /// <summary>Bytes of the file and its write-ahead log: no row and no value can hold more than the file does.</summary>
    public long Length { get; }

    /// <summary>Read-only; as an unchanging file unless a write-ahead log lies beside it, so that SQLite looks for no other file.</summary>
    /// <exception cref="GeoPackageException">The file cannot be opened.</exception>
    public static SqliteFile OpenDelivered(string path, RequestBudget budget)
    {
        SqliteLibrary.Use();
        var log = new FileInfo(path + "-wal");
        var hasLog = log.Exists && log.Length > 0;
        var name = $"file:{Uri.EscapeDataString(path)}{(hasLog ? "" : "?immutable=1")}";
        var code = raw.sqlite3_open_v2(name, out var db, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI | raw.SQLITE_OPEN_NOMUTEX, null);
        var file = new SqliteFile(db, budget, new FileInfo(path).Length + (hasLog ? log.Length : 0));
        try
        {
            if (code != raw.SQLITE_OK)
                throw new GeoPackageException(new(
                    "Le fichier ne s'ouvre pas comme une base SQLite.",
                    "The file does not open as an SQLite database."));
            SqliteDefences.Set(db, budget);
            file.Execute("PRAGMA cell_size_check = ON");
            file.Execute("PRAGMA temp_store = MEMORY");
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A private copy of a delivered file, to be written into: nothing written in it runs, triggers neither.</summary>
    /// <exception cref="GeoPackageException">The file cannot be opened.</exception>
    public static SqliteFile OpenToChange(string path, RequestBudget budget)
    {
        SqliteLibrary.Use();
        var code = raw.sqlite3_open_v2(path, out var db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        var file = new SqliteFile(db, budget, long.MaxValue / 8);
        try
        {
            file.Check(code);
            SqliteDefences.Set(db, budget);
            file.AllowValues(SqliteDefences.LongestCell);
            file.Execute("PRAGMA synchronous = OFF");
            file.Execute("PRAGMA journal_mode = MEMORY");
            file.Execute("PRAGMA temp_store = MEMORY");
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A new file, written without waiting for the disk: its maker renames it into place when it is whole.</summary>
    public static SqliteFile Create(string path)
    {
        SqliteLibrary.Use();
        var code = raw.sqlite3_open_v2(path, out var db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX,
            null);
        var file = new SqliteFile(db);
        file.Check(code);
        file.Execute("PRAGMA foreign_keys = OFF");
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
        _budget.Look();
        var statement = Prepare(sql);
        for (var i = 0; i < parameters.Length; i++)
            raw.sqlite3_bind_text(statement, i + 1, parameters[i]);
        return new SqliteRows(this, statement);
    }

    public void Execute(string sql) => Run(sql);

    /// <inheritdoc cref="SqliteDefences.AllowViews"/>
    internal void AllowViews() => SqliteDefences.AllowViews(_db);

    /// <summary>The longest value that may be read from now on, in bytes.</summary>
    public void AllowValues(int longest) => raw.sqlite3_limit(_db, raw.SQLITE_LIMIT_LENGTH, longest);

    /// <summary>Whether a table of this name exists that is stored: not a view, not a virtual table, which are code to be run. SQLite
    /// compares names without case.</summary>
    public bool HasTable(string name)
    {
        using var rows = Query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name = ?1 COLLATE NOCASE", name);
        return rows.Read();
    }

    /// <exception cref="OperationCanceledException">Nobody waits for the delivery any more.</exception>
    /// <exception cref="BudgetExceededException">The delivery has used up its time.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    internal void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
            return;
        _budget.Look();
        var detail = raw.sqlite3_errmsg(_db).utf8_to_string();
        if (code == raw.SQLITE_FULL)
            throw new IOException(detail, NoSpaceLeft);
        throw new GeoPackageException(code switch
        {
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new Text(
                $"Le fichier est abîmé ou n'est pas une base SQLite ({detail}).",
                $"The file is damaged or no SQLite database ({detail})."),
            raw.SQLITE_TOOBIG => new(
                "Le fichier contient une valeur trop longue : au plus "
                + $"{SqliteDefences.LongestCell >> 20} Mio pour une valeur d'une couche, {SqliteDefences.LongestCatalogueValue >> 20} "
                    + $"Mio ailleurs.",
                "The file has a value that is too long: at most "
                    + $"{SqliteDefences.LongestCell >> 20} MiB for a value of a layer, {SqliteDefences.LongestCatalogueValue >> 20} "
                    + $"MiB elsewhere."),
            _ => new($"La lecture du fichier échoue ({detail}).", $"Reading the file fails ({detail})."),
        });
    }

    public void Dispose()
    {
        _interrupting.Dispose();
        _db.Dispose();
    }

    public static string Quote(string identifier) => "\"" + identifier.Replace("\"", "\"\"") + "\"";
}
