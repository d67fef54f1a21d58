using System.Collections.Frozen;
using System.Globalization;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Publishing;

/// <summary>
/// Catalogues of single kept versions, so that a legal act can cite the data it was made with: <c>{dataset}-{number}</c>
/// stays readable whatever is served now. Drafts, and versions of restricted datasets, are there for who may read them.
/// Opened when first asked for; the least recently used close.
/// </summary>
internal sealed class KeptCatalogs(DatasetStore store, PublicationSet publications, Func<CatalogBuilder> newBuilder)
{
    private const int MostOpen = 8;

    private readonly Lock _turn = new();
    private readonly LinkedList<(string Folder, Catalog Catalog)> _open = [];

    /// <summary>The catalogue of this version with a lease, or null when it is not kept, or not for this reader.</summary>
    public Catalog? Acquire(string name, Reader reader)
    {
        if (Find(name) is not { } kept)
            return null;
        var dataset = kept.Manifest.Dataset;
        if ((kept.IsDraft || publications.IsRestricted(dataset)) && !reader.MayRead(dataset))
            return null;
        lock (_turn)
            return Leased(kept);
    }

    private KeptVersion? Find(string name)
    {
        var dash = name.LastIndexOf('-');
        return dash > 0 && int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && NcName.Of(name[..dash]) == name[..dash] ? store.Find(name[..dash], version) : null;
    }

    private Catalog Leased(KeptVersion kept)
    {
        var entry = _open.First;
        while (entry is not null && entry.Value.Folder != kept.Folder)
            entry = entry.Next;
        if (entry is null)
            entry = new((kept.Folder, Open(kept)));
        else
            _open.Remove(entry);
        _open.AddFirst(entry);
        if (_open.Count > MostOpen)
        {
            _open.Last!.Value.Catalog.Release();
            _open.RemoveLast();
        }

        entry.Value.Catalog.TryLease();
        return entry.Value.Catalog;
    }

    private Catalog Open(KeptVersion kept)
    {
        var publication = Publication.Open(kept.Folder, kept.Manifest);
        var catalog = newBuilder().Build([publication], FrozenSet<string>.Empty);
        publication.Release();
        return catalog;
    }
}
