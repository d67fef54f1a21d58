using System.Security.Cryptography;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>A file with one layer, in a quarantine of its own that goes with it.</summary>
public sealed class ReceivedLayer(string folder, string path) : IDisposable
{
    public string Folder => folder;

    public string Path => path;

    /// <summary>Of the file as it came.</summary>
    public string Sha256()
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public void Dispose() => DatasetStore.DeleteFolder(folder);
}
