namespace SrceOgc.Features.Formats;

/// <summary>A file made for one answer, in the system's folder for such files; gone when it has been read or given up.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"srceogc-{Guid.NewGuid():N}");

    public Stream OpenAndForget() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.DeleteOnClose | FileOptions.SequentialScan);

    public void Dispose() => File.Delete(Path);
}
