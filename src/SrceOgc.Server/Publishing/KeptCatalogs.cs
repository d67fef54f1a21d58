using System.Globalization;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Publishing;

/// <summary>
/// Catalogues of single kept versions, so that a legal act can cite the data it was made with: <c>{dataset}-{number}</c>
/// stays readable whatever is served now. Opened when first asked for; the least recently used close.
/// </summary>
internal sealed class KeptCatalogs(DatasetStore store, Func<CatalogBuilder> newBuilder)
{
    private const int MostOpen = 8;

    private readonly Lock _turn = new();
    private readonly LinkedList<(string Name, Catalog Catalog)> _open = [];

    /// <summary>The catalogue of this version with a lease, or null when it is not kept.</summary>
    public Catalog? Acquire(string name)
    {
        lock (_turn)
        {
            var entry = _open.First;
            while (entry is not null && entry.Value.Name != name)
                entry = entry.Next;
            if (entry is null)
                return Open(name);
            _open.Remove(entry);
            _open.AddFirst(entry);
            entry.Value.Catalog.TryLease();
            return entry.Value.Catalog;
        }
    }

    private Catalog? Open(string name)
    {
        var dash = name.LastIndexOf('-');
        if (dash <= 0 || !int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || NcName.Of(name[..dash]) != name[..dash] || store.Find(name[..dash], version) is not { } kept)
            return null;
        var publication = Publication.Open(kept.Folder, kept.Manifest);
        var catalog = newBuilder().Build([publication]);
        publication.Release();
        _open.AddFirst((name, catalog));
        if (_open.Count > MostOpen)
        {
            _open.Last!.Value.Catalog.Release();
            _open.RemoveLast();
        }

        catalog.TryLease();
        return catalog;
    }
}
