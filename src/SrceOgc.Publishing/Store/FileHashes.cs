using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace SrceOgc.Publishing.Store;

/// <summary>What the small files of a version were when they were written: a name and an XxHash3 a line.</summary>
internal sealed class FileHashes
{
    public const string FileName = "empreintes.txt";

    private readonly Dictionary<string, ulong> _byName = new(StringComparer.Ordinal);

    /// <summary>None, for a folder without them.</summary>
    public static FileHashes Read(string folder)
    {
        var hashes = new FileHashes();
        if (Path.Combine(folder, FileName) is var path && File.Exists(path))
            foreach (var line in Encoding.Latin1.GetString(File.ReadAllBytes(path)).Split('\n'))
                if (line.Split(' ') is [var name, var hash]
                    && ulong.TryParse(hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                    hashes._byName[name] = value;
        return hashes;
    }

    public static byte[] List(params (string Name, byte[] Content)[] files) => Encoding.Latin1.GetBytes(string.Concat(
        files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} {XxHash3.HashToUInt64(file.Content):x16}\n"))));

    /// <summary>Whether a file still has the content it was written with.</summary>
    public bool Are(string name, byte[] content) => _byName.TryGetValue(name, out var hash) && XxHash3.HashToUInt64(content) == hash;
}
