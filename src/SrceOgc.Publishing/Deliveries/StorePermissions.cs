using System.Runtime.InteropServices;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// Who may look into the private store: it holds restricted datasets as they were delivered. Nobody but the server's own account; or its
/// group too, for backups. Secrets stay the account's alone. Windows has its own rights, inherited from the folder.
/// </summary>
public static partial class StorePermissions
{
    public const string OwnerOnly = "0700", OwnerAndGroup = "0750";

    private const UnixFileMode GroupMayLook = UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static UnixFileMode _refused = Others | UnixFileMode.GroupWrite | GroupMayLook;

    private static UnixFileMode Others => UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Holds for everything this process makes from now on.</summary>
    public static void Restrict(string mode)
    {
        _refused = Others | UnixFileMode.GroupWrite | (mode == OwnerAndGroup ? 0 : GroupMayLook);
        if (!OperatingSystem.IsWindows())
            _ = SetMask((uint)_refused);
    }

    /// <summary>A store that an older server made, or that was copied by hand. Of what others may have made inside, what cannot be changed
    /// stays.</summary>
    public static void Tighten(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", everything).Prepend(folder))
            Tighten(new FileInfo(path));
    }

    private static void Tighten(FileInfo entry)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            var mode = entry.UnixFileMode;
            var isSecret = (mode & ~OwnersFile) == 0 && !entry.Attributes.HasFlag(FileAttributes.Directory);
            var allowed = isSecret ? mode : mode & ~_refused;
            if (allowed != mode)
                File.SetUnixFileMode(entry.FullName, allowed);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A mounted folder's root may belong to somebody else: what matters lies below.
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);
}
