using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Comparisons;

/// <summary>A layer as each of two versions has it, if it has it.</summary>
internal sealed record VersionedLayer(string Name, string Title, PublishedLayer? Before, PublishedLayer? After, ManifestLayer Described);

/// <summary>Two kept versions, open: once opened, a version can be pruned without harm.</summary>
internal sealed class OpenVersions : IDisposable
{
    private readonly Publication _before, _after;

    private OpenVersions(Publication before, Publication after) => (_before, _after) = (before, after);

    /// <summary>Those of the later version in its order, then those only the earlier one has.</summary>
    public IEnumerable<VersionedLayer> Layers =>
    [
        .. _after.Manifest.Layers.Select((layer, i) =>
            new VersionedLayer(layer.Name, layer.Title, Find(_before, layer.Name), _after.Layers[i], layer)),
        .. _before.Manifest.Layers.Where(layer => Find(_after, layer.Name) is null)
            .Select(layer => new VersionedLayer(layer.Name, layer.Title, Find(_before, layer.Name), null, layer)),
    ];

    public static OpenVersions Open(KeptVersion before, KeptVersion after)
    {
        var earlier = Publication.OpenKept(before.Folder, before.Manifest);
        try
        {
            return new(earlier, Publication.OpenKept(after.Folder, after.Manifest));
        }
        catch
        {
            earlier.Release();
            throw;
        }
    }

    public void Dispose()
    {
        _before.Release();
        _after.Release();
    }

    private static PublishedLayer? Find(Publication publication, string name)
    {
        for (var i = 0; i < publication.Layers.Count; i++)
            if (publication.Manifest.Layers[i].Name == name)
                return publication.Layers[i];
        return null;
    }
}
