using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>Why a file is not taken, and what to do about it.</summary>
public sealed record Refusal(Text Message, Text Advice);

/// <summary>What lies where a file should is not to be read.</summary>
internal sealed class RefusedFileException(Refusal refusal) : IOException(refusal.Message.French)
{
    public Refusal Refusal => refusal;
}

/// <summary>
/// Opens what somebody else put into a folder: only plain files, and only those that lie in it. A link is followed as long as it stays
/// inside; what counts is where the opened file itself lies, so that nothing can be exchanged between the look and the reading.
/// </summary>
internal static partial class DeliveredFile
{
    private const int ReadOnly = 0, DoNotBlock = 0x800, CloseOnExec = 0x80000;
    private const int CurrentFolder = -100, EmptyPath = 0x1000, TypeOnly = 1, ModeAt = 28, SizeOfStatx = 256;
    private const int TypeMask = 0xF000, RegularFile = 0x8000;

    private static readonly Refusal Outside = new(
        new(
            "le fichier est un lien symbolique qui mène hors du dossier de dépôt.",
            "the file is a symbolic link that leads out of the drop folder."), new(
                "Copiez le fichier lui-même dans le dossier.",
                "Copy the file itself into the folder."));

    private static readonly Refusal Dangling = new(
        new("le fichier est un lien symbolique qui ne mène à rien.", "the file is a symbolic link that leads nowhere."), new(
            "Copiez le fichier lui-même dans le dossier.",
            "Copy the file itself into the folder."));

    private static readonly Refusal NotPlain =
        new(new(
            "ce n'est pas un fichier ordinaire (tube, périphérique, prise).",
            "this is no ordinary file (a pipe, a device, a socket)."), new(
                "Retirez-le du dossier de dépôt.",
                "Take it out of the drop folder."));

    /// <summary>For reading from start to end; others may go on writing and renaming.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">Where it must lie; null: anywhere, for what somebody names who could read it anyway.</param>
    /// <exception cref="RefusedFileException">It is not a plain file, or it lies elsewhere.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read now.</exception>
    public static FileStream Open(string path, string? folder)
    {
        var target = new FileInfo(path).LinkTarget is null ? null : File.ResolveLinkTarget(path, returnFinalTarget: true);
        if (target is { Exists: false })
            throw new RefusedFileException(Dangling);
        if (!OperatingSystem.IsLinux())
            return OpenChecked(path, target?.FullName ?? path, folder);
        if (!IsPlain(CurrentFolder, path, 0))
            throw new RefusedFileException(NotPlain);
        var handle = new SafeFileHandle(OpenNow(path, ReadOnly | DoNotBlock | CloseOnExec), ownsHandle: true);
        try
        {
            if (handle.IsInvalid)
                throw Fault(path);
            var descriptor = (int)handle.DangerousGetHandle();
            if (!IsPlain(descriptor, "", EmptyPath))
                throw new RefusedFileException(NotPlain);
            var place = File.ResolveLinkTarget($"/proc/self/fd/{descriptor}", returnFinalTarget: false)?.FullName;
            if (folder is not null && (place is null || !IsInside(place, folder)))
                throw new RefusedFileException(Outside);
            return new FileStream(handle, FileAccess.Read, 1);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Elsewhere than on Linux the system is not asked where an open file lies.</summary>
    private static FileStream OpenChecked(string path, string place, string? folder)
    {
        if (folder is not null && !IsInside(place, folder))
            throw new RefusedFileException(Outside);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
    }

    /// <summary>The folder itself may be a link: that is the administrator's choice.</summary>
    private static bool IsInside(string place, string folder)
    {
        var real = RealPath(Path.GetFullPath(folder));
        return place.StartsWith(real.EndsWith(Path.DirectorySeparatorChar) ? real : real + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);
    }

    /// <summary>With every link on the way resolved.</summary>
    private static string RealPath(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
            return path;
        var here = Path.Combine(RealPath(parent), Path.GetFileName(path));
        return Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? RealPath(target.FullName) : here;
    }

    /// <summary>The type of a file as statx tells it, whose layout is the same on every processor. What cannot be asked is left to the
    /// opening.</summary>
    private static bool IsPlain(int descriptor, string path, int flags)
    {
        Span<byte> found = stackalloc byte[SizeOfStatx];
        if (Statx(descriptor, path, flags, TypeOnly, ref MemoryMarshal.GetReference(found)) != 0)
            throw Fault(path);
        return (BitConverter.ToUInt16(found[ModeAt..]) & TypeMask) == RegularFile;
    }

    private static Exception Fault(string path) => Marshal.GetLastPInvokeError() switch
    {
        2 => new FileNotFoundException(null, path),
        13 => new UnauthorizedAccessException(path),
        var error => new IOException(new Win32Exception(error).Message, error),
    };

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial IntPtr OpenNow(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int descriptor, string path, int flags, uint mask, ref byte found);
}
