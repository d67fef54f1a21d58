using System.Security.Cryptography;

namespace SrceOgc.Publishing.Store;

/// <summary>The delivered file as it lies in a folder of the store, with its write-ahead log when it travelled with one.</summary>
internal static class KeptSource
{
    public const string FileName = "source.gpkg";

    internal const string Log = "-wal";

    /// <summary>Of the file in a folder of the store and its log, as it was taken when they were delivered.</summary>
    public static string Sha256Of(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 18];
        foreach (var part in PartsIn(folder))
        {
            using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            for (int read; (read = stream.Read(buffer)) > 0;)
                hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static bool IsIn(string versionFolder) => File.Exists(Path.Combine(versionFolder, FileName));

    /// <summary>The kept file of a version, and its log when it still has one.</summary>
    public static IEnumerable<string> PartsIn(string folder) => Parts(Path.Combine(folder, FileName));

    internal static IEnumerable<string> Parts(string path) => new[] { path, path + Log }.Where(File.Exists);
}
