namespace SrceOgc.Features.Formats.Writing;

/// <summary>A file made for one answer, in the system's folder for such files; gone when it has been read or given up.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}");

    /// <summary>0 before there is a file.</summary>
    public long Bytes => new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    public Stream OpenAndForget() =>
        new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024,
        FileOptions.DeleteOnClose | FileOptions.SequentialScan);

    public void Dispose() => File.Delete(Path);
}
