using System.Globalization;
using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Comparisons;

/// <summary>
/// What was found between two versions, on the disk, so that no pair is compared twice: a folder a pair below «comparaisons», as
/// <see cref="DifferencePublication"/> built it, with the identity of both versions in «paire.txt». An entry that cannot be read, or is of
/// other versions under the same numbers, is compared anew; those used longest ago go beyond a total size; all of a version go with it.
/// Worthless to anybody but this server: nothing is flushed.
/// </summary>
public sealed class ComparisonCache
{
    private const string PairFile = "paire.txt";

    private readonly string _folder;
    private readonly long _mostBytes;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();

    /// <param name="dataFolder">Of the store.</param>
    /// <param name="mostBytes">In all.</param>
    /// <param name="clock">Says which was used longest ago.</param>
    public ComparisonCache(string dataFolder, long mostBytes, TimeProvider clock)
    {
        _folder = Path.Combine(dataFolder, "comparaisons");
        _mostBytes = mostBytes;
        _clock = clock;
    }

    /// <summary>The differences, open; null when they are not kept.</summary>
    public Publication? Find(KeptVersion before, KeptVersion after)
    {
        var entry = Entry(before, after);
        try
        {
            return File.Exists(Path.Combine(entry, PairFile)) && File.ReadAllText(Path.Combine(entry, PairFile)) == Pair(before, after)
                ? Open(entry) : null;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Delete(entry);
            return null;
        }
    }

    /// <summary>Keeps what was built in this folder, which is gone afterwards, and opens it.</summary>
    public Publication Keep(KeptVersion before, KeptVersion after, string built, Manifest manifest)
    {
        var entry = Entry(before, after);
        try
        {
            File.WriteAllText(Path.Combine(built, PairFile), Pair(before, after));
            Directory.CreateDirectory(_folder);
            Delete(entry);
            Directory.Move(built, entry);
            return Open(entry) ?? throw new InvalidDataException("The differences that were just built cannot be read.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && Directory.Exists(built))
        {
            return Publication.OpenTemporary(built, manifest);
        }
        finally
        {
            Trim();
        }
    }

    /// <summary>Drops all that has to do with a version that is gone.</summary>
    public void Forget(string dataset, int version)
    {
        foreach (var entry in Entries().Where(entry => IsOf(entry.Name, dataset, version)))
            Delete(entry.FullName);
    }

    /// <summary>Drops what no kept version stands behind any more: versions may have gone while the server was stopped.</summary>
    public void ForgetAllBut(DatasetStore store)
    {
        foreach (var entry in Entries())
            if (!(Numbers(entry.Name) is { } pair && store.Find(pair.Dataset, pair.Before) is not null
                && store.Find(pair.Dataset, pair.After) is not null))
                Delete(entry.FullName);
    }

    /// <summary>Which part of a layer it is does not go into a manifest; the name says it.</summary>
    private Publication? Open(string entry)
    {
        if (Manifest.Read(entry) is not { } manifest)
            return null;
        Directory.SetLastWriteTimeUtc(entry, _clock.UtcNow());
        return Publication.Open(entry, manifest with
        {
            Layers = [.. manifest.Layers.Select(layer => layer with { Part = layer.Name[(layer.Name.LastIndexOf('_') + 1)..] })],
        });
    }

    private string Entry(KeptVersion before, KeptVersion after) =>
        Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture,
            $"{after.Manifest.Dataset}-{before.Manifest.Version}..{after.Manifest.Version}"));

    private static string Pair(KeptVersion before, KeptVersion after) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"{Manifest.CurrentFormat}\n{Identity(before.Manifest)}\n{Identity(after.Manifest)}\n")
            .ToString();

    private static string Identity(Manifest manifest) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{manifest.Dataset} {manifest.Version} {manifest.Published.Ticks} {manifest.Format} {manifest.Source.Sha256}");

    private static bool IsOf(string name, string dataset, int version) =>
        Numbers(name) is { } pair && pair.Dataset == dataset && (pair.Before == version || pair.After == version);

    private static (string Dataset, int Before, int After)? Numbers(string name)
    {
        var dash = name.LastIndexOf('-');
        return dash > 0 && name[(dash + 1)..].Split("..") is [var from, var to]
            && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
                && int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? (name[..dash], before, after) : null;
    }

    private DirectoryInfo[] Entries() => Directory.Exists(_folder) ? new DirectoryInfo(_folder).GetDirectories() : [];

    private void Trim()
    {
        lock (_lock)
        {
            var left = _mostBytes;
            foreach (var entry in Entries().OrderByDescending(entry => entry.LastWriteTimeUtc))
            {
                left -= entry.EnumerateFiles().Sum(file => file.Length);
                if (left < 0)
                    Delete(entry.FullName);
            }
        }
    }

    /// <summary>Where open files cannot be deleted, another time will do.</summary>
    private static void Delete(string entry)
    {
        try
        {
            DatasetStore.DeleteFolder(entry);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It counts again at the next trimming.
        }
    }
}
