using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Publishing;

/// <summary>Catalogues opened when first asked for, by name; the least recently used close.</summary>
internal sealed class OpenCatalogs
{
    private const int MostOpen = 8;

    private readonly Lock _turn = new();
    private readonly LinkedList<(string Key, Catalog Catalog)> _open = [];

    /// <summary>The catalogue with a lease.</summary>
    public Catalog Acquire(string key, Func<Catalog> open)
    {
        lock (_turn)
            return Leased(key, open);
    }

    private Catalog Leased(string key, Func<Catalog> open)
    {
        var entry = _open.First;
        while (entry is not null && entry.Value.Key != key)
            entry = entry.Next;
        if (entry is null)
            entry = new((key, open()));
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
}
