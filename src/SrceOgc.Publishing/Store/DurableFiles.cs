using System.Runtime.InteropServices;

namespace SrceOgc.Publishing.Store;

/// <summary>
/// Changes of the store that survive a power cut once they return: content is flushed, then takes its name by a rename, then the
/// folder that holds the name is flushed, as a rename is only a change of that folder.
/// </summary>
internal static partial class DurableFiles
{
    private const string TemporarySuffix = ".tmp";
    private const int InvalidArgument = 22;

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="path">The file to be replaced.</param>
    /// <param name="write">Writes the new content.</param>
    /// <param name="isSecret">Readable by its owner alone.</param>
    public static void Replace(string path, Action<Stream> write, bool isSecret = false)
    {
        var temporary = path + TemporarySuffix;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (isSecret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var stream = new FileStream(temporary, options))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            PublishingSteps.Trace.Reached("file written: " + Path.GetFileName(path));
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushFolder(Path.GetDirectoryName(path)!);
    }

    public static void Delete(string path)
    {
        if (!File.Exists(path))
            return;
        File.Delete(path);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        Directory.CreateDirectory(folder);
        FlushFolder(Path.GetDirectoryName(folder)!);
    }

    public static void MoveFolder(string from, string to)
    {
        Directory.Move(from, to);
        FlushFolder(Path.GetDirectoryName(to)!);
        FlushFolder(Path.GetDirectoryName(from)!);
    }

    /// <summary>A file that need not be flushed yet takes the place of another, whole.</summary>
    public static void MoveFile(string from, string to)
    {
        Flush(from);
        File.Move(from, to, overwrite: true);
        FlushFolder(Path.GetDirectoryName(to)!);
        FlushFolder(Path.GetDirectoryName(from)!);
    }

    public static void Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>What <see cref="Replace"/> was writing when the process stopped.</summary>
    public static void DeleteTemporary(string folder)
    {
        foreach (var temporary in Directory.GetFiles(folder, "*" + TemporarySuffix))
            File.Delete(temporary);
    }

    /// <summary>.NET opens no folders, so this asks the system itself; Windows keeps its own journal of names.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
            throw Fault(folder);
        try
        {
            // Some network file systems cannot flush a folder and say so.
            if (Flush(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw Fault(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Fault(string folder) =>
        new($"{Marshal.GetLastPInvokeErrorMessage()} : {folder}", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
