namespace SrceOgc.Server.Publishing;

/// <summary>The publications served, one a dataset. A change makes a new list and tells whoever builds the catalogue.</summary>
internal sealed class PublicationSet
{
    private readonly Lock _turn = new();
    private Dictionary<string, Publication> _byDataset = new(StringComparer.Ordinal);

    /// <summary>Called with every new list, in order, before the publications it replaces are let go.</summary>
    public Action<IReadOnlyList<Publication>>? Changed { get; set; }

    public Manifest? Find(string dataset) => _byDataset.GetValueOrDefault(dataset)?.Manifest;

    /// <summary>Serves this publication in place of its dataset's previous one. Takes over the caller's lease.</summary>
    public void Switch(Publication publication) => Change(publication.Manifest.Dataset, publication);

    public void Remove(string dataset) => Change(dataset, null);

    private void Change(string dataset, Publication? publication)
    {
        lock (_turn)
        {
            var next = new Dictionary<string, Publication>(_byDataset, StringComparer.Ordinal);
            next.Remove(dataset, out var previous);
            if (publication is not null)
                next.Add(dataset, publication);
            _byDataset = next;
            Changed?.Invoke([.. next.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value)]);
            previous?.Release();
        }
    }
}
