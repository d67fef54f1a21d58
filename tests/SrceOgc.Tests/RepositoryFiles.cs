using System.Runtime.CompilerServices;

namespace SrceOgc.Tests;

/// <summary>Files of the repository itself, wherever the tests are run from.</summary>
internal static class RepositoryFiles
{
    public static string Sample => Path.Combine(Root, "gpkg/exemple-brumeval.gpkg");

    public static string Root { get; } = Path.GetFullPath(Path.Combine(SourceDirectory(), "../.."));

    public static Dictionary<string, byte[]> Read(string directory) =>
        Directory.EnumerateFiles(Path.Combine(Root, directory)).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);

    private static string SourceDirectory([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
