using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Stewards;

/// <summary>The store as one caller may know it: restricted datasets and drafts are there for who may read them.</summary>
internal sealed class VisibleDatasets(DatasetStore store, PublicationSet publications, Caller caller)
{
    public IEnumerable<string> All => store.Datasets.Where(Has);

    /// <summary>Something to see of it. A dataset of drafts alone, or one that is served no more, is nobody else's business.</summary>
    public bool Has(string dataset) => IsThere(dataset) && (caller.MayRead(dataset) || Served(dataset) is not null);

    /// <summary>It was served to everybody, and is no more.</summary>
    public bool IsRetired(string dataset) =>
        IsThere(dataset) && Served(dataset) is null && Versions(dataset).Any(version => !version.IsDraft);

    public bool MayKnow(string dataset) => !publications.IsRestricted(dataset) || caller.MayRead(dataset);

    public IEnumerable<KeptVersion> Versions(string dataset) => store.Kept(dataset).Where(v => !v.IsDraft || caller.MayRead(dataset));

    private bool IsThere(string dataset) => dataset == NcName.Of(dataset).ToLowerInvariant() && store.Has(dataset) && MayKnow(dataset);

    public int? Served(string dataset) => publications.Find(dataset)?.Version;

    public IReadOnlyList<ManifestLayer> ServedLayers(string dataset) => publications.Find(dataset)?.Layers ?? [];

    public bool IsRestricted(string dataset) => publications.IsRestricted(dataset);
}
