using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Store;

/// <summary>What goes wrong with the server's own disk, told apart from what is wrong with a delivery.</summary>
public static class StorageFault
{
    /// <summary>ENOSPC, EDQUOT and EFBIG of Unix, ERROR_DISK_FULL of Windows.</summary>
    private static readonly int[] Full = [28, 122, 27, unchecked((int)0x80070070)];

    public static bool IsFull(Exception fault) => fault is IOException && Full.Contains(fault.HResult);

    /// <summary>The reason, or null when this is no fault of the disk.</summary>
    public static Text? Reason(Exception fault) => fault switch
    {
        _ when IsFull(fault) => new Text("le disque du serveur est plein", "the server's disk is full"),
        UnauthorizedAccessException => new("le serveur n'a pas le droit d'écrire dans sa réserve",
            "the server may not write into its store"),
        IOException => new("le disque du serveur a refusé une écriture ou une lecture", "the server's disk refused to be written or read"),
        _ => null,
    };
}
