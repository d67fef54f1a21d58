using SrceOgc.Server.Publishing;

namespace SrceOgc.Server.Catalogs;

/// <summary>
/// Everything a request can see, at one moment: immutable, counted. A request leases one at the door and keeps it to its
/// end, so that an answer never mixes two versions; publications close when no catalogue that shows them is leased.
/// </summary>
internal sealed class Catalog
{
    private readonly IReadOnlyList<Publication> _publications;
    private readonly Dictionary<string, CatalogLayer> _byName;
    private int _leases = 1;

    public Catalog(ServiceDescription service, IReadOnlyList<CatalogLayer> layers, IReadOnlyList<Publication> publications, string sequence)
    {
        Service = service;
        Layers = layers;
        Sequence = sequence;
        _publications = publications;
        _byName = layers.ToDictionary(l => l.Name, StringComparer.Ordinal);
        foreach (var publication in publications)
            publication.Lease();
    }

    public ServiceDescription Service { get; }

    /// <summary>By theme, then in drawing order of the legend (points above lines above polygons).</summary>
    public IReadOnlyList<CatalogLayer> Layers { get; }

    /// <summary>Changes with anything shown: OWS updateSequence, and part of every ETag.</summary>
    public string Sequence { get; }

    /// <summary>Answers worth keeping as long as this catalogue: capabilities and their like.</summary>
    public AnswerMemo Memo { get; } = new();

    public CatalogLayer? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>See <see cref="MappedPages"/>; the caller holds a lease.</summary>
    public void LetGoOfPages()
    {
        foreach (var publication in _publications)
            foreach (var layer in publication.Layers)
                layer.LetGoOfPages();
    }

    public bool TryLease()
    {
        for (var leases = _leases; leases > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _leases, leases + 1, leases);
            if (seen == leases)
                return true;
            leases = seen;
        }

        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _leases) > 0)
            return;
        foreach (var publication in _publications)
            publication.Release();
    }
}
