using System.Globalization;
using SrceOgc.Publishing.Deliveries;

namespace SrceOgc.Publishing.Store;

/// <summary>A version as it lies in the store; a draft was never served.</summary>
public sealed record KeptVersion(string Folder, Manifest Manifest, bool IsDraft)
{
    /// <summary>Cited somewhere: it stays until an administrator lets it go.</summary>
    public bool IsPinned { get; init; }

    /// <summary>All it takes on the disk.</summary>
    public long Bytes => new DirectoryInfo(Folder) is { Exists: true } folder ? folder.EnumerateFiles().Sum(file => file.Length) : 0;
}

/// <summary>
/// The private store, owner of all durable state.
/// <code>
/// verrou                               held by the one process that owns the store (<see cref="StoreLock"/>)
/// jeux/{dataset}/{version}/            a finished publication: its layers never change, it is only moved away whole
/// jeux/{dataset}/{version}/manifeste.json  what it consists of, twice, and beside it styles.json and the hashes of both
/// (<see cref="FileHashes"/>)
/// jeux/{dataset}/{version}/source.gpkg what it was built of, to be built anew in another format
/// jeux/{dataset}/{version}.refait      the same version built anew: complete, but for the source, and about to take its place
/// jeux/{dataset}/{version}.brouillon   while it stands, that version was never served
/// jeux/{dataset}/{version}.epingle     while it stands, that version is cited somewhere and is never pruned
/// jeux/{dataset}/parties               the numbers of versions that were served and are pruned
/// jeux/{dataset}/courant               the number of the version served
/// jeux/{dataset}/restreint             while it stands, only tokens may read the dataset
/// quarantaine/{n}/                     a delivery being built, a version being deleted: worthless after a stop
/// comparaisons/{dataset}-{a}..{b}/     differences of two kept versions: made again when missing
/// (<see cref="SrceOgc.Publishing.Comparisons.ComparisonCache"/>)
/// rapports/{dataset}/                  the last report that is no version's (<see cref="LastReports"/>)
/// journal.jsonl, jetons.json, …        replaced or appended to by their owners, with the same care
///
///              Enter             Activate            Activate another, Retire            Prune
/// quarantine ---------> draft ---------------> served -----------------------> kept ---------------> quarantine --> nothing
///                         |                       ^                              |
///                         +- Prune, Discard       +-------- Activate ------------+
/// </code>
/// Invariants:
/// 1. A version folder appears by one rename, complete and on the disk, and goes by one rename. Only its report and its faults are ever
///    replaced, each by one rename, when <see cref="DeferredChecks"/> ends; «controle.json» goes after that.
/// 2. «courant» changes by one rename, after the version it names is on the disk.
/// 3. «.brouillon» stands before its version does, and goes after «courant» names it.
/// 4. So a stop leaves a marker either on the version served (it goes at start), or on one delivered to be served that never
///    was and was never answered for (the version goes at start), or on a draft (both stay).
/// 5. A version number is never given twice: the highest is never pruned.
/// 6. «.refait» appears by one rename, complete; what is left to do then (the source moves into it, the old folder goes, it takes
///    its name) is done from wherever a stop left it. The highest is a version's number even between.
/// 7. A number is in «parties» before its version goes, so that who comes by its address is told that it was.
/// 8. Whatever else lies here is litter and goes at start: quarantine, temporary files, markers without a version.
/// Renames and deletions are followed by a flush of their folder (<see cref="DurableFiles"/>).
/// </summary>
public sealed class DatasetStore
{
    private const string DraftSuffix = ".brouillon", RebuiltSuffix = ".refait", PinSuffix = ".epingle";

    private readonly string _datasets;
    private readonly string _quarantine;

    /// <summary>Held while one folder takes the name of another, so that nobody looks between.</summary>
    private readonly Lock _renaming = new();

    private readonly Action<string, int>? _removed;
    private int _quarantined;

    /// <summary>Opens the store of whoever holds its lock, and mends what a stop cut off.</summary>
    /// <param name="dataFolder">Where it lies.</param>
    /// <param name="removed">Told of each version that is gone.</param>
    public DatasetStore(string dataFolder, Action<string, int>? removed = null)
    {
        _removed = removed;
        _datasets = Path.Combine(dataFolder, "jeux");
        _quarantine = Path.Combine(dataFolder, "quarantaine");
        DeleteFolder(_quarantine);
        Directory.CreateDirectory(_quarantine);
        Directory.CreateDirectory(_datasets);
        DurableFiles.DeleteTemporary(dataFolder);
        foreach (var dataset in Datasets.ToArray())
            Mend(dataset);
    }

    public IEnumerable<string> Datasets =>
        Directory.EnumerateDirectories(_datasets).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal);

    public bool Has(string dataset) => Directory.Exists(DatasetFolder(dataset));

    /// <summary>A folder name for a new delivery; not created yet.</summary>
    public string NewQuarantine() =>
        Path.Combine(_quarantine, Interlocked.Increment(ref _quarantined).ToString(CultureInfo.InvariantCulture));

    /// <summary>The number of the version to be served, whether or not this server can read it.</summary>
    public int? CurrentNumber(string dataset) =>
        File.Exists(Pointer(dataset))
            && int.TryParse(File.ReadAllText(Pointer(dataset)), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version : null;

    /// <summary>The version served, or null when there is none that this server can read.</summary>
    public KeptVersion? Current(string dataset) => CurrentNumber(dataset) is { } version ? Find(dataset, version) : null;

    /// <summary>A kept version or draft, or null.</summary>
    public KeptVersion? Find(string dataset, int version)
    {
        var folder = VersionFolder(dataset, version);
        lock (_renaming)
            return Manifest.Read(folder) is { } manifest ? Version(folder, manifest, dataset, version) : null;
    }

    /// <summary>The kept versions and drafts of a dataset, newest first.</summary>
    public IEnumerable<KeptVersion> Kept(string dataset) =>
        Versions(dataset).OrderDescending().Select(version => Find(dataset, version)).OfType<KeptVersion>();

    /// <summary>The same, and those that an older or newer server built.</summary>
    public IEnumerable<KeptVersion> All(string dataset) =>
        from version in Versions(dataset).OrderDescending()
        let folder = VersionFolder(dataset, version)
        let manifest = Manifest.ReadAny(folder)
        where manifest is not null
        select Version(folder, manifest, dataset, version);

    private KeptVersion Version(string folder, Manifest manifest, string dataset, int version) =>
        new(folder, manifest, File.Exists(Marker(dataset, version))) { IsPinned = IsPinned(dataset, version) };

    public int NextVersion(string dataset) => Versions(dataset).Concat(Rebuilt(dataset)).DefaultIfEmpty(0).Max() + 1;

    /// <summary>Moves a built folder into place, as a draft.</summary>
    public KeptVersion Enter(string builtFolder, Manifest manifest)
    {
        var (dataset, version) = (manifest.Dataset, manifest.Version);
        try
        {
            DurableFiles.CreateFolder(DatasetFolder(dataset));
            DurableFiles.Replace(Marker(dataset, version), static _ => { });
            PublishingSteps.Trace.Reached("draft announced");
            DurableFiles.FlushFolder(builtFolder);
            DurableFiles.MoveFolder(builtFolder, VersionFolder(dataset, version));
            PublishingSteps.Trace.Reached("version entered");
        }
        catch
        {
            Discard(dataset, version);
            throw;
        }

        return new(VersionFolder(dataset, version), manifest, true);
    }

    /// <summary>A version built anew takes the place of what it was, and its delivered file.</summary>
    public KeptVersion Supplant(string builtFolder, KeptVersion rebuilt)
    {
        DurableFiles.FlushFolder(builtFolder);
        DurableFiles.MoveFolder(builtFolder, rebuilt.Folder + RebuiltSuffix);
        PublishingSteps.Trace.Reached("version mended");
        EndSupplanting(rebuilt.Manifest.Dataset, rebuilt.Manifest.Version);
        return rebuilt;
    }

    /// <summary>Names the version to be served from now on.</summary>
    public void Activate(string dataset, int version)
    {
        DurableFiles.Replace(Pointer(dataset), stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(Name(version))));
        PublishingSteps.Trace.Reached("version named");
        DurableFiles.Delete(Marker(dataset, version));
        PublishingSteps.Trace.Reached("draft lifted");
    }

    /// <summary>Takes back a version that just entered and could not be served.</summary>
    public void Discard(string dataset, int version)
    {
        if (Directory.Exists(VersionFolder(dataset, version)))
            Remove(dataset, version);
        DurableFiles.Delete(Marker(dataset, version));
    }

    public bool IsPinned(string dataset, int version) => File.Exists(Pin(dataset, version));

    /// <summary>Keeps a version from being pruned, or no more.</summary>
    public void Pin(string dataset, int version, bool isPinned)
    {
        if (isPinned)
            DurableFiles.Replace(Pin(dataset, version), static _ => { });
        else
            DurableFiles.Delete(Pin(dataset, version));
    }

    /// <summary>Whether this version was served once, and is pruned.</summary>
    public bool IsGone(string dataset, int version) =>
        Has(dataset) && !Directory.Exists(VersionFolder(dataset, version)) && Gone(dataset).Contains(Name(version));

    /// <summary>The dataset is no longer served; its versions stay.</summary>
    public void Retire(string dataset) => DurableFiles.Delete(Pointer(dataset));

    public bool IsRestricted(string dataset) => File.Exists(Restriction(dataset));

    public void Restrict(string dataset, bool isRestricted)
    {
        if (!isRestricted)
        {
            DurableFiles.Delete(Restriction(dataset));
            return;
        }

        DurableFiles.CreateFolder(DatasetFolder(dataset));
        DurableFiles.Replace(Restriction(dataset), static _ => { });
    }

    /// <summary>
    /// Deletes the oldest versions, and the oldest drafts, beyond <paramref name="kept"/> of each. The current one stays, the pinned ones,
    /// and the last one dropped, by which an unchanged file in the drop folder is known.
    /// </summary>
    public void Prune(string dataset, int kept)
    {
        var current = CurrentNumber(dataset);
        var all = All(dataset).ToArray();
        var dropped = Array.Find(all, v => v.Manifest.Author == Delivery.DropFolderAuthor);
        foreach (var version in all.Where(v => !v.IsDraft && !v.IsPinned).Skip(kept).Concat(all.Where(v => v.IsDraft).Skip(kept)))
            if (version.Manifest.Version != current && version != dropped)
            {
                if (!version.IsDraft)
                    NoteGone(dataset, version.Manifest.Version);
                Discard(dataset, version.Manifest.Version);
            }
    }

    private void NoteGone(string dataset, int version)
    {
        var lines = string.Join('\n', Gone(dataset).Append(Name(version)).Distinct());
        DurableFiles.Replace(GoneFile(dataset), stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(lines)));
        PublishingSteps.Trace.Reached("departure noted");
    }

    private string[] Gone(string dataset) => File.Exists(GoneFile(dataset)) ? File.ReadAllLines(GoneFile(dataset)) : [];

    internal static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private void Mend(string dataset)
    {
        DurableFiles.DeleteTemporary(DatasetFolder(dataset));
        foreach (var version in Rebuilt(dataset).ToArray())
            EndSupplanting(dataset, version);
        var current = CurrentNumber(dataset);
        foreach (var version in Versions(dataset))
            DurableFiles.DeleteTemporary(VersionFolder(dataset, version));
        foreach (var version in Versions(dataset).ToArray())
            if (File.Exists(Marker(dataset, version)) && version != current
                && Manifest.ReadAny(VersionFolder(dataset, version)) is not { IsDraft: true })
                Remove(dataset, version);
        foreach (var pin in Directory.GetFiles(DatasetFolder(dataset), "*" + PinSuffix))
            if (!Directory.Exists(pin[..^PinSuffix.Length]))
                DurableFiles.Delete(pin);
        foreach (var marker in Directory.GetFiles(DatasetFolder(dataset), "*" + DraftSuffix))
            if (Path.GetFileNameWithoutExtension(marker) is var name
                && (!Directory.Exists(Path.Combine(DatasetFolder(dataset), name)) || name == Name(current ?? 0)))
                DurableFiles.Delete(marker);
    }

    /// <summary>From any moment on: the delivered file is in one folder or the other, never in neither.</summary>
    private void EndSupplanting(string dataset, int version)
    {
        var (old, rebuilt) = (VersionFolder(dataset, version), VersionFolder(dataset, version) + RebuiltSuffix);
        if (Directory.Exists(old))
        {
            foreach (var part in KeptSource.PartsIn(old))
                DurableFiles.MoveFile(part, Path.Combine(rebuilt, Path.GetFileName(part)));
            PublishingSteps.Trace.Reached("delivered file taken again");
        }

        var grave = NewQuarantine();
        lock (_renaming)
        {
            if (Directory.Exists(old))
                Directory.Move(old, grave);
            PublishingSteps.Trace.Reached("version removed");
            Directory.Move(rebuilt, old);
        }

        DurableFiles.FlushFolder(DatasetFolder(dataset));
        PublishingSteps.Trace.Reached("version replaced");
        DeleteFolder(grave);
    }

    /// <summary>A half-deleted version must not look like one: it leaves whole, and is deleted in quarantine.</summary>
    private void Remove(string dataset, int version)
    {
        var grave = NewQuarantine();
        DurableFiles.MoveFolder(VersionFolder(dataset, version), grave);
        PublishingSteps.Trace.Reached("version removed");
        DeleteFolder(grave);
        _removed?.Invoke(dataset, version);
    }

    private IEnumerable<int> Versions(string dataset)
    {
        if (!Has(dataset))
            yield break;
        foreach (var path in Directory.EnumerateDirectories(DatasetFolder(dataset)))
            if (int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                yield return version;
    }

    private IEnumerable<int> Rebuilt(string dataset) =>
        !Has(dataset) ? [] : Directory.EnumerateDirectories(DatasetFolder(dataset), "*" + RebuiltSuffix)
        .Select(path => int.Parse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture));

    private string DatasetFolder(string dataset) => Path.Combine(_datasets, dataset);

    private string Pointer(string dataset) => Path.Combine(DatasetFolder(dataset), "courant");

    private string Restriction(string dataset) => Path.Combine(DatasetFolder(dataset), "restreint");

    private string GoneFile(string dataset) => Path.Combine(DatasetFolder(dataset), "parties");

    private string Pin(string dataset, int version) => VersionFolder(dataset, version) + PinSuffix;

    private string Marker(string dataset, int version) => VersionFolder(dataset, version) + DraftSuffix;

    private string VersionFolder(string dataset, int version) => Path.Combine(DatasetFolder(dataset), Name(version));

    private static string Name(int version) => version.ToString("D6", CultureInfo.InvariantCulture);
}
