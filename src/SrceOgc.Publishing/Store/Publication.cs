using SrceOgc.Features.LayerFiles.Reading;

namespace SrceOgc.Publishing.Store;

/// <summary>
/// An open version of a dataset. Catalogues that show it each hold a lease; its files are closed when the last one lets go.
/// </summary>
public sealed class Publication
{
    private readonly string? _temporary;
    private int _leases = 1;

    private Publication(Manifest manifest, PublishedLayer[] layers, string? temporary)
    {
        Manifest = manifest;
        Layers = layers;
        _temporary = temporary;
    }

    public Manifest Manifest { get; }

    /// <summary>In the order of <see cref="Manifest.Layers"/>.</summary>
    public IReadOnlyList<PublishedLayer> Layers { get; }

    /// <exception cref="InvalidDataException">A file of the store is damaged.</exception>
    public static Publication Open(string folder, Manifest manifest) =>
        Open(folder, manifest.WithStyles(folder), null, isAlwaysVerified: false);

    /// <summary>A version that is not the one served: nobody verifies its large layers beside the requests, so it is done before their
    /// first use.</summary>
    public static Publication OpenKept(string folder, Manifest manifest) =>
        Open(folder, manifest.WithStyles(folder), null, isAlwaysVerified: true);

    /// <summary>The folder goes when the publication closes.</summary>
    public static Publication OpenTemporary(string folder, Manifest manifest) => Open(folder, manifest, folder, isAlwaysVerified: false);

    private static Publication Open(string folder, Manifest manifest, string? temporary, bool isAlwaysVerified)
    {
        var layers = new List<PublishedLayer>();
        try
        {
            foreach (var layer in manifest.Layers)
                layers.Add(PublishedLayer.Open(Path.Combine(folder, layer.File), isAlwaysVerified));
            return new(manifest, [.. layers], temporary);
        }
        catch
        {
            layers.ForEach(layer => layer.Dispose());
            throw;
        }
    }

    /// <summary>Some layer's file is known not to be what was written.</summary>
    public bool IsDamaged => Layers.Any(layer => layer.Soundness == LayerSoundness.Damaged);

    public void Lease() => Interlocked.Increment(ref _leases);

    public void Release()
    {
        if (Interlocked.Decrement(ref _leases) > 0)
            return;
        foreach (var layer in Layers)
            layer.Dispose();
        if (_temporary is not null)
            Delete(_temporary);
    }

    private static void Delete(string folder)
    {
        try
        {
            DatasetStore.DeleteFolder(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It lies in quarantine, which the next start empties.
        }
    }
}
