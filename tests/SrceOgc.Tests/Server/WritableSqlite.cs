using SQLitePCL;
using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Tests.Server;

/// <summary>Opens a GeoPackage to be changed, as its makers do and the server never does.</summary>
internal static class WritableSqlite
{
    public static SqliteFile Open(string path)
    {
        SqliteLibrary.Use();
        if (raw.sqlite3_open_v2(path, out var db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null) != raw.SQLITE_OK)
            throw new IOException($"SQLite cannot open {path}.");
        var file = new SqliteFile(db);
        // On by default in this build of SQLite; files are to be spoiled as other tools spoil them.
        file.Execute("PRAGMA foreign_keys = OFF");
        return file;
    }
}
