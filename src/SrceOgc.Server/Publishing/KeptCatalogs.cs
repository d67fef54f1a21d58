using System.Collections.Frozen;
using System.Globalization;
using SrceOgc.Features.Publications;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Identity;
using SrceOgc.Server.Publishing.Comparisons;

namespace SrceOgc.Server.Publishing;

/// <summary>
/// Catalogues of single kept versions, so that a legal act can cite the data it was made with: <c>{dataset}-{number}</c>
/// stays readable whatever is served now; and of the differences of two, <c>{dataset}-{number}..{number}</c>. Drafts, and versions
/// of restricted datasets, are there for who may read them.
/// </summary>
internal sealed class KeptCatalogs(DatasetStore store, PublicationSet publications, Comparing comparing, Func<CatalogBuilder> newBuilder)
{
    /// <summary>Apart, so that nobody waits for a comparison who asks for a version.</summary>
    private readonly OpenCatalogs _versions = new(), _differences = new();

    /// <summary>The catalogue of this version with a lease, or null when it is not kept, or not for this reader.</summary>
    public Catalog? Acquire(string name, Reader reader)
    {
        var dash = name.LastIndexOf('-');
        if (dash <= 0 || NcName.Of(name[..dash]) != name[..dash])
            return null;
        try
        {
            return Opened(name, dash, reader);
        }
        catch (Exception fault) when (fault is InvalidDataException or FileNotFoundException or DirectoryNotFoundException or DamagedLayerException)
        {
            // Damaged, or of a format that is not read any more: it is not there until it is built anew (OutdatedVersions, SoundnessWatch).
            return null;
        }
    }

    private Catalog? Opened(string name, int dash, Reader reader)
    {
        return name[(dash + 1)..].Split("..") switch
        {
            [var number] when Find(name[..dash], number, reader) is { } kept => _versions.Acquire(kept.Folder, () => Open(kept)),
            [var from, var to] when Find(name[..dash], from, reader) is { } before && Find(name[..dash], to, reader) is { } after && before.Folder != after.Folder =>
                _differences.Acquire(before.Folder + ".." + after.Folder, () => Open(before, after)),
            _ => null,
        };
    }

    private KeptVersion? Find(string dataset, string number, Reader reader) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && store.Find(dataset, version) is { } kept
            && ((!kept.IsDraft && !publications.IsRestricted(dataset)) || reader.MayRead(dataset)) ? kept : null;

    private Catalog Open(KeptVersion kept) => CatalogOf(Publication.OpenKept(kept.Folder, kept.Manifest));

    private Catalog Open(KeptVersion before, KeptVersion after) =>
        CatalogOf(DifferencePublication.Open(comparing.Compare(before, after, null, CancellationToken.None), store.NewQuarantine()));

    private Catalog CatalogOf(Publication publication)
    {
        var catalog = newBuilder().Build([publication], FrozenSet<string>.Empty);
        publication.Release();
        return catalog;
    }
}
