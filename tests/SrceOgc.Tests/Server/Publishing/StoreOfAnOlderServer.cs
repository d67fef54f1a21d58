using SrceOgc.Publishing.Store;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>A store as an older server would have left it: of another format, and with layers this one cannot read.</summary>
internal static class StoreOfAnOlderServer
{
    /// <summary>Whether every version has been built anew.</summary>
    public static bool IsBuiltAnew(string dataFolder) =>
        Directory.GetFiles(Path.Combine(dataFolder, "jeux"), Manifest.FileName, SearchOption.AllDirectories)
        .All(path => Manifest.ReadAny(Path.GetDirectoryName(path)!) is { Format: Manifest.CurrentFormat });

    public static void Make(string dataFolder)
    {
        var datasets = Path.Combine(dataFolder, "jeux");
        foreach (var path in Directory.GetFiles(datasets, Manifest.FileName, SearchOption.AllDirectories))
        {
            var manifest = File.ReadAllText(path);
            var older = manifest.Replace($"\"Format\": {Manifest.CurrentFormat},", $"\"Format\": {Manifest.CurrentFormat - 1},");
            Assert.NotEqual(manifest, older);
            File.WriteAllText(path, older);
        }

        foreach (var layer in Directory.GetFiles(datasets, "*.couche", SearchOption.AllDirectories))
            File.WriteAllText(layer, "SRCEOGC0");
    }
}
