namespace SrceOgc.Publishing.Store;

/// <summary>The right to change a store, for one process at a time; the system takes it back however the process ends.</summary>
public sealed class StoreLock : IDisposable
{
    /// <summary>EAGAIN as Linux and as macOS number it, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <exception cref="IOException">Another process has it, or the folder cannot be written; the message is French.</exception>
    public static StoreLock Take(string dataFolder)
    {
        try
        {
            Directory.CreateDirectory(dataFolder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"La réserve « {dataFolder} » ne peut pas être écrite : {fault.Message}", fault);
        }

        try
        {
            return new(new FileStream(Path.Combine(dataFolder, "verrou"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException || (fault is IOException && !Taken.Contains(fault.HResult)))
        {
            throw new IOException($"La réserve « {dataFolder} » ne peut pas être écrite : {fault.Message}", fault);
        }
        catch (IOException fault)
        {
            throw new IOException($"La réserve « {dataFolder} » est déjà tenue par un serveur SrceOgc en marche. Arrêtez-le, "
                + $"adressez-vous à lui (--serveur), ou donnez un autre dossier (--data).", fault);
        }
    }

    public void Dispose() => _file.Dispose();
}
