using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SrceOgc.Server.Publishing;

/// <summary>
/// The quarantine: a private copy of a delivered file, with its write-ahead log or rollback journal when it travels with one.
/// The steward's own file is only ever read from start to end: no lock, nothing written beside it.
/// </summary>
internal sealed class Staging : IDisposable
{
    public const string FileName = "source.gpkg";

    private static readonly string[] Companions = ["-wal", "-journal"];

    private Staging(string folder, string path, SourceFile source)
    {
        Folder = folder;
        Path = path;
        Source = source;
    }

    /// <summary>A new empty folder; the build may write into it.</summary>
    public string Folder { get; }

    public string Path { get; }

    public SourceFile Source { get; }

    /// <summary>Copies a file; null when it changed meanwhile or cannot be read now, which is no fault: it is still being written.</summary>
    public static Staging? TryCopy(string sourcePath, string folder)
    {
        var copy = System.IO.Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
            var before = Stamp(sourcePath);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Copy(sourcePath, copy, hash);
            foreach (var companion in Companions)
                if (File.Exists(sourcePath + companion))
                    Copy(sourcePath + companion, copy + companion, hash);
            if (before.Length >= 0 && before == Stamp(sourcePath))
                return new(folder, copy, new(System.IO.Path.GetFileName(sourcePath), before.Length, before.Modified, Convert.ToHexStringLower(hash.GetHashAndReset())));
        }
        catch (IOException fault) when (!StorageFault.IsFull(fault))
        {
            // Taken away or locked by its writer: the next round sees it again.
        }
        catch (UnauthorizedAccessException)
        {
            // Being renamed into place on a share.
        }
        catch
        {
            DatasetStore.DeleteFolder(folder);
            throw;
        }

        DatasetStore.DeleteFolder(folder);
        return null;
    }

    /// <summary>What already lies in a quarantine folder as <see cref="FileName"/>, received under this name.</summary>
    public static Staging Of(string folder, string name)
    {
        var path = System.IO.Path.Combine(folder, FileName);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 18];
        foreach (var part in Companions.Prepend("").Select(suffix => path + suffix).Where(File.Exists))
        {
            using var stream = File.OpenRead(part);
            for (int read; (read = stream.Read(buffer)) > 0;)
                hash.AppendData(buffer, 0, read);
        }

        var (length, modified) = Stamp(path);
        return new(folder, path, new(name, length, modified, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    /// <summary>Size and date of the file and of its log, together: either changes when something is written.</summary>
    public static (long Length, DateTime Modified) Stamp(string path)
    {
        long length = -1;
        var modified = DateTime.MinValue;
        foreach (var name in Companions.Prepend("").Select(suffix => path + suffix))
        {
            var info = new FileInfo(name);
            if (!info.Exists)
                continue;
            length = Math.Max(length, 0) + info.Length;
            modified = info.LastWriteTimeUtc > modified ? info.LastWriteTimeUtc : modified;
        }

        return (length, modified);
    }

    /// <summary>
    /// Whether the file is as long as its own header says (SQLite file format, 1.3.8): a slow copy has the header first.
    /// True for what is not SQLite at all, which will be refused for that.
    /// </summary>
    public static bool LooksWhole(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> header = stackalloc byte[100];
            if (stream.ReadAtLeast(header, 100, throwOnEndOfStream: false) < 100 || !header[..15].SequenceEqual("SQLite format 3"u8))
                return stream.Length is 0 or >= 100;
            var pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is 1 ? 65536 : BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
            var isCurrent = header[24..28].SequenceEqual(header[92..96]);
            return !isCurrent || stream.Length >= (long)pageSize * BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>What a version was delivered as, to be built again in another folder. It stays where it is.</summary>
    public static Staging Kept(string versionFolder, string folder, SourceFile source) => new(folder, System.IO.Path.Combine(versionFolder, FileName), source);

    public static bool IsKeptIn(string versionFolder) => File.Exists(System.IO.Path.Combine(versionFolder, FileName));

    /// <summary>To the disk, beside the build, so that nothing is left to wait for when the file moves.</summary>
    public Task Flush() => Task.Run(() =>
    {
        foreach (var part in PartsIn(System.IO.Path.GetDirectoryName(Path)!))
            DurableFiles.Flush(part);
    });

    /// <summary>Keeps the file with what was built of it.</summary>
    public void MoveInto(string builtFolder)
    {
        foreach (var part in PartsIn(Folder))
            DurableFiles.MoveFile(part, System.IO.Path.Combine(builtFolder, System.IO.Path.GetFileName(part)));
    }

    /// <summary>The kept file of a version, and its log when it still has one.</summary>
    public static IEnumerable<string> PartsIn(string folder) =>
        Companions.Prepend("").Select(suffix => System.IO.Path.Combine(folder, FileName + suffix)).Where(File.Exists);

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private static void Copy(string from, string to, IncrementalHash hash)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
        using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
        var buffer = new byte[1 << 18];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
        }
    }
}
