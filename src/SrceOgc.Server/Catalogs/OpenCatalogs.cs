namespace SrceOgc.Server.Catalogs;

/// <summary>Catalogues opened when first asked for, by name; the least recently used close.</summary>
internal sealed class OpenCatalogs(int most)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, Catalog Catalog)> _open = [];

    /// <summary>An open catalogue with a lease, or null.</summary>
    public Catalog? Lease(string key)
    {
        lock (_lock)
        {
            if (Find(key) is not { } entry)
                return null;
            _open.Remove(entry);
            _open.AddFirst(entry);
            entry.Value.Catalog.TryLease();
            return entry.Value.Catalog;
        }
    }

    /// <summary>Keeps a catalogue that was just opened, and leases it.</summary>
    public Catalog Add(string key, Catalog opened)
    {
        lock (_lock)
        {
            opened.TryLease();
            _open.AddFirst((key, opened));
            if (_open.Count > most)
            {
                _open.Last!.Value.Catalog.Release();
                _open.RemoveLast();
            }

            return opened;
        }
    }

    private LinkedListNode<(string Key, Catalog Catalog)>? Find(string key)
    {
        var entry = _open.First;
        while (entry is not null && entry.Value.Key != key)
            entry = entry.Next;
        return entry;
    }
}
