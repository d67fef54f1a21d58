using System.Runtime.InteropServices;
using SQLitePCL;

namespace SrceOgc.Features.GeoPackages;

/// <summary>
/// Binds SQLitePCLRaw to the machine's own SQLite, which the machine's administrator keeps patched; the bundled
/// native package is years behind. Linux: libsqlite3.so.0, Windows: winsqlite3, macOS: libsqlite3.
/// </summary>
internal static class SqliteLibrary
{
    /// <summary>3.31 (January 2020) brought trusted_schema, which hostile files are opened with.</summary>
    private const int OldestVersion = 3_031_000;

    private static readonly Lazy<bool> Loaded = new(Load);

    /// <exception cref="GeoPackageException">No SQLite, or one too old: the message says how to install it.</exception>
    public static void Use() => _ = Loaded.Value;

    private static bool Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, static (name, assembly, path) =>
            name == "e_sqlite3" ? Find() : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        if (raw.sqlite3_libversion_number() < OldestVersion)
            throw new GeoPackageException($"La bibliothèque SQLite du système est la version {raw.sqlite3_libversion().utf8_to_string()} ; il faut au moins la 3.31. Mettez à jour le paquet « libsqlite3-0 ».");
        return true;
    }

    private static IntPtr Find()
    {
        foreach (var name in Candidates)
            if (NativeLibrary.TryLoad(name, out var handle))
                return handle;
        throw new GeoPackageException("La bibliothèque SQLite du système est introuvable. Sous Debian ou Ubuntu : apt-get install libsqlite3-0.");
    }

    private static string[] Candidates =>
        OperatingSystem.IsWindows() ? ["winsqlite3.dll"]
        : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib", "libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];
}
