using SQLitePCL;

namespace SrceOgc.Features.GeoPackages;

/// <summary>Binds SQLitePCLRaw to the SQLite it brings for every platform, so that all of them read a hostile file with the same
/// defences.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Loaded = new(Load);

    public static void Use() => _ = Loaded.Value;

    private static bool Load()
    {
        Batteries_V2.Init();
        return true;
    }
}
