using System.Globalization;

namespace SrceOgc.Server.Publishing;

/// <summary>
/// The private store, owner of all durable state.
/// <code>
/// jeux/{dataset}/{version}/   a finished publication: never changed, only deleted whole
/// jeux/{dataset}/courant      the number of the version served
/// quarantaine/{n}/            a delivery being checked and built: worthless after a stop
/// </code>
/// Invariants: 1. a version folder appears by one rename, complete. 2. «courant» changes by one rename, after the
/// version it names is there. 3. Whatever is neither is litter, removed at start. So a stop at any moment leaves the last
/// good version served.
/// </summary>
internal sealed class DatasetStore
{
    private readonly string _datasets;
    private readonly string _quarantine;
    private int _quarantined;

    public DatasetStore(string dataFolder)
    {
        _datasets = Path.Combine(dataFolder, "jeux");
        _quarantine = Path.Combine(dataFolder, "quarantaine");
        DeleteFolder(_quarantine);
        Directory.CreateDirectory(_quarantine);
        Directory.CreateDirectory(_datasets);
    }

    public IEnumerable<string> Datasets => Directory.EnumerateDirectories(_datasets).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal);

    public bool Has(string dataset) => Directory.Exists(Path.Combine(_datasets, dataset));

    /// <summary>A folder name for a new delivery; not created yet.</summary>
    public string NewQuarantine() => Path.Combine(_quarantine, Interlocked.Increment(ref _quarantined).ToString(CultureInfo.InvariantCulture));

    /// <summary>The version served, or null when there is none that this server can read.</summary>
    public (string Folder, Manifest Manifest)? Current(string dataset)
    {
        var pointer = Pointer(dataset);
        if (!File.Exists(pointer))
            return null;
        var folder = Path.Combine(_datasets, dataset, File.ReadAllText(pointer).Trim());
        return Manifest.Read(folder) is { } manifest ? (folder, manifest) : null;
    }

    /// <summary>A kept version, or null.</summary>
    public (string Folder, Manifest Manifest)? Find(string dataset, int version)
    {
        var folder = VersionFolder(dataset, version);
        return Manifest.Read(folder) is { } manifest ? (folder, manifest) : null;
    }

    /// <summary>The kept versions of a dataset, newest first, with their folders.</summary>
    public IEnumerable<(string Folder, Manifest Manifest)> Kept(string dataset) =>
        Versions(dataset).OrderDescending().Select(version => Find(dataset, version)).OfType<(string, Manifest)>();

    public int NextVersion(string dataset) => Versions(dataset).DefaultIfEmpty(0).Max() + 1;

    /// <summary>Moves a built folder into place and makes it current.</summary>
    public string Commit(string builtFolder, Manifest manifest)
    {
        var folder = VersionFolder(manifest.Dataset, manifest.Version);
        Directory.CreateDirectory(Path.Combine(_datasets, manifest.Dataset));
        Directory.Move(builtFolder, folder);
        Activate(manifest.Dataset, manifest.Version);
        return folder;
    }

    public void Activate(string dataset, int version)
    {
        var pointer = Pointer(dataset);
        var next = pointer + ".tmp";
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Name(version)));
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, pointer, overwrite: true);
    }

    /// <summary>The dataset is no longer served; its versions stay.</summary>
    public void Retire(string dataset) => File.Delete(Pointer(dataset));

    /// <summary>Deletes the oldest versions beyond <paramref name="kept"/>, never the current one.</summary>
    public void Prune(string dataset, int kept)
    {
        var current = Current(dataset)?.Manifest.Version;
        foreach (var version in Versions(dataset).OrderDescending().Skip(kept))
            if (version != current)
                DeleteFolder(VersionFolder(dataset, version));
    }

    internal static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private IEnumerable<int> Versions(string dataset)
    {
        var folder = Path.Combine(_datasets, dataset);
        if (!Directory.Exists(folder))
            yield break;
        foreach (var path in Directory.EnumerateDirectories(folder))
            if (int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                yield return version;
    }

    private string Pointer(string dataset) => Path.Combine(_datasets, dataset, "courant");

    private string VersionFolder(string dataset, int version) => Path.Combine(_datasets, dataset, Name(version));

    private static string Name(int version) => version.ToString("D6", CultureInfo.InvariantCulture);
}
