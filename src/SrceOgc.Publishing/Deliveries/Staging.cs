using System.Buffers.Binary;
using System.Security.Cryptography;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// The quarantine: a private copy of a delivered file, with its write-ahead log when it travels with one. Nothing else is ever copied:
/// SQLite would play a rollback journal back, and delete whatever file it names.
/// The steward's own file is only ever read from start to end: no lock, nothing written beside it.
/// </summary>
public sealed class Staging : IDisposable
{
    private const string RollbackJournal = "-journal";

    private static readonly Refusal BeingEdited = new(
        new(
            "le fichier est en cours de modification : un journal SQLite (« -journal ») l'accompagne.",
            "the file is being changed: an SQLite journal ('-journal') lies beside it."),
        new(
            "Fermez la couche ou le projet dans QGIS, ou attendez la fin de l'enregistrement ; le fichier est repris dès que le journal a "
            + "disparu.",
            "Close the layer or the project in QGIS, or wait until it is saved; the file is taken as soon as the journal is gone."));

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

    /// <summary>What was done to the file before it came here, for its report.</summary>
    public IReadOnlyList<Text> Notes { get; init; } = [];

    /// <summary>Why a file is not taken as it lies there, whatever it holds; null when it may be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="within">The folder it must lie in; null: any.</param>
    public static Refusal? RefusalOf(string path, string? within)
    {
        if (new FileInfo(path + RollbackJournal) is { Exists: true } journal && (journal.LinkTarget is not null || journal.Length > 0))
            return BeingEdited;
        try
        {
            foreach (var part in KeptSource.Parts(path))
                DeliveredFile.Open(part, within).Dispose();
            return null;
        }
        catch (RefusedFileException refused)
        {
            return refused.Refusal;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Not now: the copy will tell.
            return null;
        }
    }

    /// <summary>Why a file that nobody writes any more cannot be taken, or null when it can.</summary>
    /// <param name="path">The file.</param>
    /// <param name="within">The folder it must lie in; null: any.</param>
    public static Refusal? WhyUnreadable(string path, string? within)
    {
        try
        {
            foreach (var part in KeptSource.Parts(path))
                DeliveredFile.Open(part, within).Dispose();
            return LooksWhole(path, within) ? null : new(
                new(
                    $"le fichier est incomplet : il fait {Stamp(path).Length} octets, moins que ce que son en-tête annonce.",
                    $"the file is not whole: it has {Stamp(path).Length} bytes, fewer than its header says."),
                new(
                    "La copie a sans doute été interrompue : copiez-le de nouveau ; il est repris dès qu'il change.",
                    "Copying was probably interrupted: copy it again; it is taken as soon as it changes."));
        }
        catch (UnauthorizedAccessException)
        {
            return new(new("le serveur n'a pas le droit de lire le fichier.", "the server may not read the file."),
                new(
                    "Donnez au compte du serveur le droit de le lire ; il est repris aussitôt.",
                    "Let the server's account read it; it is taken at once."));
        }
        catch (RefusedFileException refused)
        {
            return refused.Refusal;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException fault)
        {
            return new(new(
                $"le fichier ne peut pas être lu : un autre programme le tient, ou son disque est en défaut ({fault.Message}).",
                $"the file cannot be read: another program holds it, or its disk is at fault ({fault.Message})."),
                new(
                    "Fermez le programme qui le tient ; il est repris dès qu'il peut être lu.",
                    "Close the program that holds it; it is taken as soon as it can be read."));
        }
    }

    /// <summary>Copies a file; null when it changed meanwhile or cannot be read now, which is no fault: it is still being
    /// written.</summary>
    /// <param name="sourcePath">The file.</param>
    /// <param name="folder">The quarantine to be made.</param>
    /// <param name="within">The folder it must lie in; null: any.</param>
    /// <param name="stop">Ends the copying.</param>
    public static Staging? TryCopy(string sourcePath, string folder, string? within, CancellationToken stop)
    {
        var copy = System.IO.Path.Combine(folder, KeptSource.FileName);
        try
        {
            Directory.CreateDirectory(folder);
            var before = Stamp(sourcePath);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var part in KeptSource.Parts(sourcePath))
                Copy(part, copy + part[sourcePath.Length..], within, hash, stop);
            if (before.Length >= 0 && before == Stamp(sourcePath) && File.Exists(copy))
                return new(folder, copy,
                    new(System.IO.Path.GetFileName(sourcePath), before.Length, before.Modified,
                    Convert.ToHexStringLower(hash.GetHashAndReset())));
        }
        catch (IOException fault) when (!StorageFault.IsFull(fault))
        {
            // Taken away, exchanged or locked by its writer: the next round sees it again.
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

    /// <summary>What already lies in a quarantine folder as <see cref="KeptSource.FileName"/>, received under this name.</summary>
    public static Staging Of(string folder, string name) => Of(folder, name, []);

    public static Staging Of(string folder, string name, IReadOnlyList<Text> notes)
    {
        var path = System.IO.Path.Combine(folder, KeptSource.FileName);
        var (length, modified) = Stamp(path);
        return new(folder, path, new(name, length, modified, KeptSource.Sha256Of(folder))) { Notes = notes };
    }

    /// <summary>Size and date of the file, its log and its journal, together: either changes when something is written.</summary>
    public static (long Length, DateTime Modified) Stamp(string path)
    {
        long length = -1;
        var modified = DateTime.MinValue;
        foreach (var name in new[] { path, path + KeptSource.Log, path + RollbackJournal })
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
    public static bool LooksWhole(string path, string? within)
    {
        try
        {
            using var stream = DeliveredFile.Open(path, within);
            Span<byte> header = stackalloc byte[100];
            if (stream.ReadAtLeast(header, 100, throwOnEndOfStream: false) < 100 || !header[..15].SequenceEqual("SQLite format 3"u8))
                return stream.Length is 0 or >= 100;
            var pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is 1
                ? 65536 : BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
            var isCurrent = header[24..28].SequenceEqual(header[92..96]);
            return !isCurrent || stream.Length >= (long)pageSize * BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>What a version was delivered as, to be built again in another folder. It stays where it is.</summary>
    public static Staging Kept(string versionFolder, string folder, SourceFile source) =>
        new(folder, System.IO.Path.Combine(versionFolder, KeptSource.FileName), source);

    /// <summary>To the disk, beside the build, so that nothing is left to wait for when the file moves.</summary>
    public Task Flush() => Task.Run(() =>
    {
        foreach (var part in KeptSource.PartsIn(System.IO.Path.GetDirectoryName(Path)!))
            DurableFiles.Flush(part);
    });

    /// <summary>Keeps the file with what was built of it.</summary>
    public void MoveInto(string builtFolder)
    {
        foreach (var part in KeptSource.PartsIn(Folder))
            DurableFiles.MoveFile(part, System.IO.Path.Combine(builtFolder, System.IO.Path.GetFileName(part)));
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private static void Copy(string from, string to, string? within, IncrementalHash hash, CancellationToken stop)
    {
        using var source = DeliveredFile.Open(from, within);
        using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
        var buffer = new byte[1 << 18];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            stop.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
        }
    }
}
