using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace SrceOgc.Features.LayerFiles.Format;

/// <summary>
/// Whether a layer file still is what was written, section by section. It is read from start to end as any file, not through the map: a
/// disk that cannot give a page then fails a call, where a mapped page would kill the process.
/// </summary>
internal static class LayerVerification
{
    private const int AtOnce = 1 << 20;

    /// <summary>The first section that is not as it was written; null when all are, or when the file is of a format without
    /// hashes.</summary>
    /// <exception cref="OperationCanceledException">Told to stop.</exception>
    public static string? FindDamage(SafeFileHandle file, LayerHeader header, CancellationToken stop)
    {
        try
        {
            var buffer = new byte[AtOnce];
            foreach (var (name, section) in header.Sections.OrderBy(section => section.Value.Offset))
                if (section.Hash is { } hash && HashOf(file, section, buffer, stop) != hash)
                    return name;
            return null;
        }
        catch (IOException fault)
        {
            return fault.Message;
        }
    }

    private static ulong HashOf(SafeFileHandle file, SectionRange section, byte[] buffer, CancellationToken stop)
    {
        var hash = new XxHash3();
        for (long at = 0; at < section.Length;)
        {
            stop.ThrowIfCancellationRequested();
            var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, section.Length - at)), section.Offset + at);
            if (read == 0)
                break;
            hash.Append(buffer.AsSpan(0, read));
            at += read;
        }

        return hash.GetCurrentHashAsUInt64();
    }
}
