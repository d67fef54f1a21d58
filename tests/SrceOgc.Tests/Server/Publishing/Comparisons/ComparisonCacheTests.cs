using SrceOgc.Publishing.Comparisons;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Tests.Server.Publishing.Comparisons;

/// <summary>Entries are believed only when they are of these very versions, and those used longest ago make room.</summary>
public sealed class ComparisonCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("srceogc-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_entry_of_other_versions_or_a_damaged_one_is_none()
    {
        var cache = new ComparisonCache(_folder, long.MaxValue, TimeProvider.System);
        Keep(cache, 1, 2);
        Assert.NotNull(cache.Find(Version(1), Version(2)));
        Assert.Null(cache.Find(Version(2), Version(1)));
        Assert.Null(cache.Find(Version(1), Version(2, sha256: "other")));
        foreach (var copy in Directory.EnumerateFiles(Path.Combine(_folder, "comparaisons", "essai-1..2"), "*.json"))
            File.WriteAllText(copy, "{");
        Assert.Null(cache.Find(Version(1), Version(2)));
    }

    [Fact]
    public void Those_used_longest_ago_make_room()
    {
        var roomy = new ComparisonCache(_folder, long.MaxValue, TimeProvider.System);
        Keep(roomy, 1, 2);
        var one = Directory.EnumerateFiles(Path.Combine(_folder, "comparaisons", "essai-1..2")).Sum(file => new FileInfo(file).Length);
        var cache = new ComparisonCache(_folder, 2 * one + one / 2, TimeProvider.System);
        Keep(cache, 1, 3);
        Directory.SetLastWriteTimeUtc(Path.Combine(_folder, "comparaisons", "essai-1..3"), DateTime.UtcNow.AddHours(-1));
        Keep(cache, 1, 4);
        Assert.Equal(["essai-1..2", "essai-1..4"], Directory.GetDirectories(Path.Combine(_folder, "comparaisons")).Select(Path.GetFileName)
            .Order());
    }

    [Fact]
    public void All_of_a_version_go_with_it()
    {
        var cache = new ComparisonCache(_folder, long.MaxValue, TimeProvider.System);
        Keep(cache, 1, 2);
        Keep(cache, 2, 3);
        Keep(cache, 3, 4);
        cache.Forget("essai", 2);
        Assert.Equal(["essai-3..4"], Directory.GetDirectories(Path.Combine(_folder, "comparaisons")).Select(Path.GetFileName));
    }

    private void Keep(ComparisonCache cache, int before, int after)
    {
        var built = Directory.CreateDirectory(Path.Combine(_folder, $"{before} {after}")).FullName;
        Version(after).Manifest.Write(built);
        cache.Keep(Version(before), Version(after), built, Version(after).Manifest).Release();
    }

    private static KeptVersion Version(int number, string sha256 = "a") => new(
        $"{number}", new Manifest(Manifest.CurrentFormat, "essai", number, new DateTime(2026, 1, number, 0, 0, 0, DateTimeKind.Utc),
            new SourceFile("a.gpkg", 1, DateTime.UnixEpoch, sha256), []), false);
}
