using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Catalogs;

/// <summary>
/// Everything a request can see, at one moment: immutable, counted. A request leases one on entry and keeps it to its
/// end, so that an answer never mixes two versions; publications close when no catalogue that shows them is leased.
/// </summary>
internal sealed class Catalog
{
    private readonly IReadOnlyList<Publication> _publications;
    private readonly string _inputs;
    private readonly Func<string, DateTime> _changed;
    private readonly Lazy<string> _updateSequence;
    private readonly string[] _restricted;
    private readonly Dictionary<string, CatalogLayer> _byName;
    private readonly CatalogViews _views;
    private readonly Lazy<IReadOnlySet<string>> _retired, _opening;
    private int _leases = 1;

    /// <param name="service">What the service says of itself.</param>
    /// <param name="layers">Of these publications, in the order they are shown.</param>
    /// <param name="publications">Leased as long as the catalogue is.</param>
    /// <param name="restricted">Datasets that only tokens may read.</param>
    /// <param name="inputs">See <see cref="DocumentInputs"/>.</param>
    /// <param name="retired">The layers and datasets that were served and are no more; asked for when one is looked for.</param>
    /// <param name="changed">When what has this fingerprint was first shown, in UTC.</param>
    public Catalog(
        ServiceDescription service, IReadOnlyList<CatalogLayer> layers, IReadOnlyList<Publication> publications,
            IReadOnlySet<string> restricted, string inputs,
        Func<IReadOnlySet<string>> retired, Func<string, DateTime> changed)
    {
        (_inputs, _changed) = (inputs, changed);
        _retired = new(retired);
        Service = service;
        Layers = layers;
        Systems = layers.All(l => CrsRegistry.Standard.Find(l.Crs.Srid) is not null)
            ? CrsRegistry.Standard : CrsRegistry.Standard.With(layers.Select(l => l.Crs));
        Sequence = SequenceOf(publications, inputs);
        _updateSequence = new(() => InstantText(changed(Sequence)));
        _publications = publications;
        _restricted = [.. publications.Select(p => p.Manifest.Dataset).Where(restricted.Contains)];
        _views = new(this, Without);
        _opening = new(() => (service.Opening ?? new()).Choose(layers));
        VariesByCaller = _restricted.Length > 0;
        _byName = layers.ToDictionary(l => l.Name, StringComparer.Ordinal);
        foreach (var publication in publications)
            publication.Lease();
    }

    public ServiceDescription Service { get; }

    /// <summary>Whether a map opens with this layer on.</summary>
    public bool OpensWith(CatalogLayer layer) => _opening.Value.Contains(layer.Name);

    /// <summary>By theme, then in drawing order of the legend (points above lines above polygons).</summary>
    public IReadOnlyList<CatalogLayer> Layers { get; }

    /// <summary>The systems a map may be asked in: those of the server, and those that layers brought with them.</summary>
    public CrsRegistry Systems { get; }

    /// <summary>Changes with anything shown: part of every ETag.</summary>
    public string Sequence { get; }

    /// <summary>The OWS updateSequence: the instant of the last change, which clients can order.</summary>
    public string UpdateSequence => _updateSequence.Value;

    /// <summary>Settles <see cref="UpdateSequence"/> before anybody asks, so that instants rise in the order of the changes.</summary>
    public void KeepInstant() => _ = _updateSequence.Value;

    /// <summary>Answers worth keeping as long as this catalogue: capabilities and their like.</summary>
    public AnswerMemo Memo { get; } = new();

    /// <summary>Other readers may be shown other layers.</summary>
    public bool VariesByCaller { get; private init; }

    /// <summary>What this caller may see of it, in exchange for the caller's lease.</summary>
    public Catalog SeenBy(Caller caller) => _restricted.Length == 0 ? this : _views.Exchange(_restricted, caller);

    public CatalogLayer? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether this layer or dataset was served to everybody once, and is no more.</summary>
    public bool IsRetired(string name) => !_byName.ContainsKey(name) && _retired.Value.Contains(name);

    /// <summary>See <see cref="MappedMemoryRelease"/>; the caller holds a lease.</summary>
    public void ReleaseMappedMemory()
    {
        foreach (var publication in _publications)
            foreach (var layer in publication.Layers)
                layer.ReleaseMappedMemory();
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
        _views.Release();
        foreach (var publication in _publications)
            publication.Release();
    }

    private Catalog Without(IReadOnlyCollection<string> hidden) => new(
        Service, [.. Layers.Where(l => !hidden.Contains(l.Publication.Dataset))],
            [.. _publications.Where(p => !hidden.Contains(p.Manifest.Dataset))],
        _restricted.ToHashSet(), _inputs, () => _retired.Value, InstantOf)
    { VariesByCaller = true };

    /// <summary>A view changes with the whole; ticks below a millisecond tell the views of one moment apart.</summary>
    private DateTime InstantOf(string fingerprint) =>
        _changed(Sequence).AddTicks(1 + Convert.ToInt32(fingerprint[..4], 16) % (TimeSpan.TicksPerMillisecond - 1));

    private static string InstantText(DateTime instant) => instant.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    /// <summary>The same publications, described alike by the same server, give the same sequence, after a restart too, so that clients'
    /// caches stay good.</summary>
    private static string SequenceOf(IReadOnlyList<Publication> publications, string inputs)
    {
        var stamp = inputs + '\n'
            + string.Join('\n', publications.Select(p => $"{p.Manifest.Dataset} {p.Manifest.Version} {p.Manifest.Published:O}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stamp)).AsSpan(0, 8));
    }
}
