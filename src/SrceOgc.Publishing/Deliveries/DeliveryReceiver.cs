using System.Collections.Concurrent;
using System.IO.Compression;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>Reads the next bytes of what is being received; none at the end.</summary>
public delegate ValueTask<int> NextBytes(Memory<byte> buffer);

/// <summary>How much of a file has come, and how much there is to come in all when that is known.</summary>
public sealed record ReceiveProgress(long Bytes, long? Announced);

/// <summary>
/// Receives a file into quarantine, from wherever it comes: a GeoPackage as it is, or a zip with one and its write-ahead log.
/// Streamed to the disk, held to a quota; what goes wrong leaves nothing behind.
/// </summary>
public sealed class DeliveryReceiver(DatasetStore store, long maxBytes)
{
    private readonly ConcurrentDictionary<string, ReceiveProgress> _progress = new(StringComparer.Ordinal);

    public long MaxBytes => maxBytes;

    /// <summary>What is being received for a dataset now, if anything.</summary>
    public ReceiveProgress? ProgressOf(string dataset) => _progress.GetValueOrDefault(dataset);

    /// <exception cref="ServiceException">Too large, cut off, or not what it should be; or the disk is full.</exception>
    public Task<Staging> Receive(string dataset, NextBytes next, long? announced) => Receive(dataset, next, announced, (received, folder) =>
    {
        Unpack(received, folder);
        return Staging.Of(folder, $"{dataset}.gpkg");
    });

    /// <summary>One layer of a dataset, as it came.</summary>
    /// <exception cref="ServiceException">Too large or cut off; or the disk is full.</exception>
    public Task<ReceivedLayer> ReceiveLayer(string dataset, NextBytes next, long? announced) =>
        Receive(dataset, next, announced, (received, folder) => new ReceivedLayer(folder, received));

    private async Task<T> Receive<T>(string dataset, NextBytes next, long? announced, Func<string, string, T> finish)
    {
        if (announced > maxBytes)
            throw TooLarge();
        var folder = store.NewQuarantine();
        var isSenderAwaited = false;
        try
        {
            Directory.CreateDirectory(folder);
            var received = Path.Combine(folder, "recu");
            await Save(dataset, FromSender, received, announced);
            PublishingSteps.Trace.Reached("file received");
            return finish(received, folder);
        }
        catch (Exception fault)
        {
            DatasetStore.DeleteFolder(folder);
            if (isSenderAwaited || StorageFault.Reason(fault) is not { } reason)
                throw;
            throw new ServiceException("InsufficientStorage", null, new(
                $"La livraison n'a pas pu être reçue : {reason.French}. Rien n'a changé.",
                $"The delivery could not be received: {reason.English}. Nothing changed."), 507);
        }

        // What fails while the sender's bytes are awaited is no fault of the disk, though it be an IOException too.
        async ValueTask<int> FromSender(Memory<byte> buffer)
        {
            isSenderAwaited = true;
            var length = await next(buffer);
            isSenderAwaited = false;
            return length;
        }
    }

    private async Task Save(string dataset, NextBytes next, string path, long? announced)
    {
        try
        {
            await Save(next, path, announced, length => _progress[dataset] = new(length, announced));
        }
        finally
        {
            _progress.TryRemove(dataset, out _);
        }
    }

    private async Task Save(NextBytes next, string path, long? announced, Action<long> tell)
    {
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
        var buffer = new byte[1 << 17];
        long length = 0;
        for (int read; (read = await next(buffer)) > 0;)
        {
            length += read;
            if (length > maxBytes)
                throw TooLarge();
            await target.WriteAsync(buffer.AsMemory(0, read));
            tell(length);
        }

        if (announced is { } expected && length != expected)
            throw Wrong("La livraison est incomplète.", "The delivery is incomplete.");
    }

    private void Unpack(string received, string folder)
    {
        var target = Path.Combine(folder, KeptSource.FileName);
        if (!IsZip(received))
        {
            File.Move(received, target);
            return;
        }

        using (var zip = OpenZip(received))
        {
            var main = zip.Entries.Where(e => e.Name.EndsWith(".gpkg", StringComparison.OrdinalIgnoreCase)).ToArray();
            if (main.Length != 1)
                throw Wrong($"L'archive doit contenir un seul fichier .gpkg ; elle en contient {main.Length}.",
                    $"The archive must hold exactly one .gpkg; it holds {main.Length}.");
            if (zip.Entries.Any(e => e.Name.EndsWith("-journal", StringComparison.OrdinalIgnoreCase) && !IsEmpty(e)))
                throw Wrong("L'archive contient un journal SQLite (« -journal ») : le fichier a été pris pendant une modification. "
                    + "Fermez la couche ou le projet dans QGIS, puis refaites l'archive.",
                    "The archive holds a SQLite journal ('-journal'): the file was taken while it was being edited. Close the layer or "
                        + "project in QGIS, then make the archive anew.");
            long left = maxBytes;
            Extract(main[0], target, ref left);
            if (zip.Entries.FirstOrDefault(e => e.FullName == main[0].FullName + "-wal") is { } log)
                Extract(log, target + "-wal", ref left);
        }

        File.Delete(received);
    }

    private static bool IsEmpty(ZipArchiveEntry entry)
    {
        try
        {
            using var content = entry.Open();
            return content.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            throw Wrong("L'archive zip est abîmée.", "The zip archive is damaged.");
        }
    }

    private static ZipArchive OpenZip(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException)
        {
            throw Wrong("L'archive zip est abîmée.", "The zip archive is damaged.");
        }
    }

    /// <summary>Counts what really comes out: the sizes an archive announces may lie. Its paths are never used.</summary>
    private static void Extract(ZipArchiveEntry entry, string path, ref long left)
    {
        try
        {
            using var source = entry.Open();
            using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            var buffer = new byte[1 << 17];
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                left -= read;
                if (left < 0)
                    throw TooLarge();
                target.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            throw Wrong("L'archive zip est abîmée.", "The zip archive is damaged.");
        }
    }

    private static bool IsZip(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
    }

    private static ServiceException TooLarge() =>
        Wrong("Le fichier dépasse la taille permise (réglage maxGeoPackageMegabytes).",
        "The file exceeds the size allowed (setting maxGeoPackageMegabytes).", 413);

    private static ServiceException Wrong(string french, string english, int status = 400) =>
        new("InvalidDelivery", null, new(french, english), status);
}
