using SQLitePCL;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// What SQLite advises for files from strangers («Defense Against The Dark Arts»): no code of the file runs, and what is parsed or
/// read is bounded. Numbers of the options are those of sqlite3.h where the binding has no name for them.
/// </summary>
internal static class SqliteDefences
{
    /// <summary>A geometry, or a value of a layer's field, in bytes.</summary>
    public const int LongestCell = 256 << 20;

    /// <summary>Anything else: names, titles, styles.</summary>
    public const int LongestCatalogueValue = 16 << 20;

    /// <summary>Operations of SQLite's machine between two looks at the budget: some tenths of a millisecond.</summary>
    private const int OperationsBetweenLooks = 10_000;

    private const int AllowAttachToCreate = 1020, AllowAttachToWrite = 1021;

    private static readonly delegate_progress Look = static budget => ((RequestBudget)budget).IsUsedUp ? 1 : 0;

    public static void Set(sqlite3 db, RequestBudget budget)
    {
        Option(db, raw.SQLITE_DBCONFIG_DEFENSIVE, isOn: true);
        foreach (var option in new[]
        {
            raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, raw.SQLITE_DBCONFIG_ENABLE_VIEW,
                raw.SQLITE_DBCONFIG_ENABLE_FKEY,
            raw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, raw.SQLITE_DBCONFIG_WRITABLE_SCHEMA, AllowAttachToCreate, AllowAttachToWrite,
        })
            Option(db, option, isOn: false);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_LENGTH, LongestCatalogueValue);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_SQL_LENGTH, 1_000_000);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_COLUMN, 2000);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_EXPR_DEPTH, 500);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_COMPOUND_SELECT, 100);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_VDBE_OP, 100_000);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_ATTACHED, 0);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_TRIGGER_DEPTH, 1);
        raw.sqlite3_limit(db, raw.SQLITE_LIMIT_WORKER_THREADS, 0);
        raw.sqlite3_progress_handler(db, OperationsBetweenLooks, Look, budget);
    }

    /// <summary>For views that were looked at; functions that do more than compute stay out (trusted_schema is off).</summary>
    public static void AllowViews(sqlite3 db) => Option(db, raw.SQLITE_DBCONFIG_ENABLE_VIEW, isOn: true);

    private static void Option(sqlite3 db, int option, bool isOn)
    {
        if (raw.sqlite3_db_config(db, option, isOn ? 1 : 0, out var isNow) != raw.SQLITE_OK || isNow != 0 != isOn)
            throw new GeoPackageException(new(
                $"La bibliothèque SQLite ne connaît pas la défense {option}.",
                $"The SQLite library does not know the defence {option}."));
    }
}
