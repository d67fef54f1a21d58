using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Catalogs;

/// <summary>The catalogue of this moment: one reference, one write to change it.</summary>
internal sealed class CatalogHolder(Catalog first)
{
    private volatile Catalog _current = first;

    /// <summary>What this caller may see of the current catalogue, with a lease; <see cref="Catalog.Release"/> it.</summary>
    public Catalog Acquire(Caller caller) => Acquire().SeenBy(caller);

    /// <summary>The whole current catalogue, for the server's own purposes.</summary>
    public Catalog Acquire()
    {
        Catalog catalog;
        do
            catalog = _current;
        while (!catalog.TryLease());
        return catalog;
    }

    public void Switch(Catalog next)
    {
        var previous = _current;
        _current = next;
        previous.Release();
    }
}
