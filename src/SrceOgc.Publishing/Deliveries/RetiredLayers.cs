using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// The names of what is served no more: layers, and the datasets they were of. Who comes by an address of before is told that it is gone
/// (410), not that
/// it never was. Restricted datasets never were, for whoever asks here.
/// </summary>
public static class RetiredLayers
{
    public static IReadOnlySet<string> Find(DatasetStore store, IReadOnlyList<Publication> served, IReadOnlySet<string> restricted)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var there = served.Select(publication => publication.Manifest.Dataset).Concat(restricted).ToHashSet(StringComparer.Ordinal);
        foreach (var dataset in store.Datasets.Where(dataset => !there.Contains(dataset)))
            if (store.Kept(dataset).FirstOrDefault(version => !version.IsDraft) is { } last)
                names.UnionWith(last.Manifest.Layers.Select(layer => layer.Name).Append(dataset));
        return names;
    }
}
