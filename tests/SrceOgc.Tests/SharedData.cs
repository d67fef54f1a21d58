using System.Runtime.CompilerServices;

namespace SrceOgc.Tests;

/// <summary>Real data that may lie beside the repository; tests that want it skip when it does not.</summary>
internal static class SharedData
{
    public static string Directory { get; } = Path.GetFullPath(Path.Combine(SourceDirectory(), "../../../shared/data"));

    public static string Require(string name)
    {
        var path = Path.Combine(Directory, name);
        Assert.SkipUnless(File.Exists(path) || System.IO.Directory.Exists(path), $"the shared data {name} is not here");
        return path;
    }

    private static string SourceDirectory([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
