using System.Collections.Frozen;

namespace SrceOgc.Publishing.Store;

/// <summary>
/// The publications served, one a dataset, and the datasets only tokens may read. A change makes a new list and tells whoever
/// builds the catalogue.
/// </summary>
/// <param name="changed">Called with every new list, in order, before the publications it replaces are let go.</param>
public sealed class PublicationSet(Action<IReadOnlyList<Publication>, IReadOnlySet<string>>? changed = null)
{
    private readonly Lock _lock = new();
    private Dictionary<string, Publication> _byDataset = new(StringComparer.Ordinal);
    private FrozenSet<string> _restricted = [];

    public Manifest? Find(string dataset) => _byDataset.GetValueOrDefault(dataset)?.Manifest;

    public IReadOnlyList<string> Datasets => [.. _byDataset.Keys];

    /// <summary>What is served of a dataset, with a lease; null when nothing is.</summary>
    public Publication? Lease(string dataset)
    {
        lock (_lock)
        {
            var publication = _byDataset.GetValueOrDefault(dataset);
            publication?.Lease();
            return publication;
        }
    }

    public bool IsRestricted(string dataset) => _restricted.Contains(dataset);

    /// <summary>Serves this publication in place of its dataset's previous one. Takes over the caller's lease.</summary>
    public void Switch(Publication publication) => Change(publication.Manifest.Dataset, publication);

    public void Remove(string dataset) => Change(dataset, null);

    public void Restrict(string dataset, bool isRestricted)
    {
        lock (_lock)
        {
            _restricted = (isRestricted ? _restricted.Append(dataset) : _restricted.Where(d => d != dataset))
                .ToFrozenSet(StringComparer.Ordinal);
            Tell();
        }
    }

    /// <summary>Tells of the same publications again: something else that is shown with them has changed.</summary>
    public void Refresh()
    {
        lock (_lock)
            Tell();
    }

    private void Change(string dataset, Publication? publication)
    {
        lock (_lock)
        {
            var next = new Dictionary<string, Publication>(_byDataset, StringComparer.Ordinal);
            next.Remove(dataset, out var previous);
            if (publication is not null)
                next.Add(dataset, publication);
            _byDataset = next;
            Tell();
            previous?.Release();
        }
    }

    private void Tell() => changed?.Invoke([.. _byDataset.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value)], _restricted);
}
