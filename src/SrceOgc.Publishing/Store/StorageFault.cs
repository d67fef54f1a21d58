namespace SrceOgc.Publishing.Store;

/// <summary>What goes wrong with the server's own disk, told apart from what is wrong with a delivery.</summary>
public static class StorageFault
{
    /// <summary>ENOSPC, EDQUOT and EFBIG of Unix, ERROR_DISK_FULL of Windows.</summary>
    private static readonly int[] Full = [28, 122, 27, unchecked((int)0x80070070)];

    public static bool IsFull(Exception fault) => fault is IOException && Full.Contains(fault.HResult);

    /// <summary>The reason in French, or null when this is no fault of the disk.</summary>
    public static string? Reason(Exception fault) => fault switch
    {
        _ when IsFull(fault) => "le disque du serveur est plein",
        UnauthorizedAccessException => "le serveur n'a pas le droit d'écrire dans sa réserve",
        IOException => "le disque du serveur a refusé une écriture ou une lecture",
        _ => null,
    };
}
