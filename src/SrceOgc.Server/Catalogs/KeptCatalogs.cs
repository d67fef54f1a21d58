using System.Collections.Frozen;
using System.Globalization;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Comparisons;
using SrceOgc.Publishing.Deliveries;
using SrceOgc.Publishing.Store;
using SrceOgc.Server.Identity;

namespace SrceOgc.Server.Catalogs;

/// <summary>
/// Catalogues of single kept versions, so that a legal act can cite the data it was made with: <c>{dataset}-{number}</c>
/// stays readable whatever is served now; and of the differences of two, <c>{dataset}-{number}..{number}</c>. Drafts, and versions
/// of restricted datasets, are there for who may read them. Opening one waits its turn without holding a thread.
/// </summary>
internal sealed class KeptCatalogs(DatasetStore store, PublicationSet publications, Comparing comparing, ComparisonCache cache,
    Func<CatalogBuilder> newBuilder)
{
    private const int MostVersions = 8, MostDifferences = 32, MostAmong = 8;

    /// <summary>Apart, so that nobody waits for a comparison who asks for a version.</summary>
    private readonly OpenCatalogs _versions = new(MostVersions), _differences = new(MostDifferences), _among = new(MostAmong);

    private readonly WaitingQueue _opening = new(1, RequestLimits.ComparisonQueue, new(
        "Trop de versions sont demandées à la fois ; recommencez dans quelques secondes.",
            "Too many versions are asked for at once; try again in a few seconds."));

    /// <summary>The catalogue of this version with a lease, or null when it is not kept, or not for this caller.</summary>
    /// <param name="name">Below /versions/.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="budget">Of the request that asks.</param>
    /// <exception cref="ServiceException">503: too many wait already.</exception>
    public async ValueTask<Catalog?> Acquire(string name, Caller caller, RequestBudget budget)
    {
        var dash = name.LastIndexOf('-');
        if (dash <= 0 || NcName.Of(name[..dash]) != name[..dash])
            return null;
        try
        {
            return await Opened(name, dash, caller, budget) ?? (IsGone(name, dash, caller) ? throw Gone(name, dash) : null);
        }
        catch (Exception fault) when (fault is InvalidDataException or FileNotFoundException or DirectoryNotFoundException
            or DamagedLayerException)
        {
            // Damaged, or of a format that is not read any more: it is not there until it is built anew (OutdatedVersions, SoundnessWatch).
            return null;
        }
    }

    /// <summary>
    /// The version among what is served now, in the place of its own dataset: what is said of a territory needs territories, which are
    /// another dataset's. With a lease; null when it is not kept, or not for this caller.
    /// </summary>
    /// <exception cref="ServiceException">410: kept no more. 503: too many wait already.</exception>
    public async ValueTask<Catalog?> AcquireAmong(string name, Caller caller, RequestBudget budget)
    {
        if (await Acquire(name, caller, budget) is not { } alone)
            return null;
        alone.Release();
        var dash = name.LastIndexOf('-');
        if (Find(name[..dash], name[(dash + 1)..], caller) is not { } kept)
            return null;
        var present = publications.Datasets.Where(dataset => dataset != kept.Manifest.Dataset).Order(StringComparer.Ordinal)
            .Select(publications.Lease).OfType<Publication>().ToArray();
        try
        {
            var key = string.Join('\n', present.Select(other => $"{other.Manifest.Dataset} {other.Manifest.Version} "
                + $"{other.Manifest.Published.Ticks:x} {publications.IsRestricted(other.Manifest.Dataset)}").Prepend(kept.Folder));
            if (_among.Lease(key) is { } known)
                return known.SeenBy(caller);
            using (await _opening.Enter(budget.Token))
                return (_among.Lease(key) ?? _among.Add(key, Among(kept, present))).SeenBy(caller);
        }
        finally
        {
            foreach (var other in present)
                other.Release();
        }
    }

    private Catalog Among(KeptVersion kept, Publication[] present)
    {
        var publication = Publication.OpenKept(kept.Folder, kept.Manifest);
        var names = kept.Manifest.Layers.Select(layer => layer.Name).ToHashSet(StringComparer.Ordinal);
        // Another dataset may have taken over the name of a layer since.
        var others = present.Where(other => !other.Manifest.Layers.Any(layer => names.Contains(layer.Name))).ToArray();
        // Who may read the version was asked already; whoever may not read another dataset does not see it beside.
        var restricted = others.Select(other => other.Manifest.Dataset).Where(publications.IsRestricted)
            .ToFrozenSet(StringComparer.Ordinal);
        var catalog = newBuilder().Build([publication, .. others], restricted);
        publication.Release();
        return catalog;
    }

    private ValueTask<Catalog?> Opened(string name, int dash, Caller caller, RequestBudget budget)
    {
        return name[(dash + 1)..].Split("..", 3) switch
        {
            [var number] when Find(name[..dash], number, caller) is { } kept => Acquire(kept, budget),
            [var from, var to] when Find(name[..dash], from, caller) is { } before && Find(name[..dash], to, caller) is { } after
                && before.Folder != after.Folder =>
                Acquire(before, after, budget),
            _ => new((Catalog?)null),
        };
    }

    private async ValueTask<Catalog?> Acquire(KeptVersion kept, RequestBudget budget)
    {
        if (_versions.Lease(kept.Folder) is { } known)
            return known;
        using (await _opening.Enter(budget.Token))
            return _versions.Lease(kept.Folder) ?? _versions.Add(kept.Folder, CatalogOf(Publication.OpenKept(kept.Folder, kept.Manifest)));
    }

    private async ValueTask<Catalog?> Acquire(KeptVersion before, KeptVersion after, RequestBudget budget)
    {
        var key = $"{before.Folder}..{after.Folder}";
        return _differences.Lease(key) ?? await comparing.InTurn(
            () => _differences.Lease(key) ?? _differences.Add(key, CatalogOf(cache.Find(before, after) ?? Compared(before, after, budget))),
                budget);
    }

    /// <summary>It was served, was never pinned, and made room for others.</summary>
    private bool IsGone(string name, int dash, Caller caller) =>
        Number(name[(dash + 1)..]) is { } version && (!publications.IsRestricted(name[..dash]) || caller.MayRead(name[..dash]))
            && store.IsGone(name[..dash], version);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private ServiceException Gone(string name, int dash)
    {
        var (dataset, version) = (name[..dash], Number(name[(dash + 1)..])!.Value);
        var next = store.Kept(dataset).Where(kept => !kept.IsDraft && kept.Manifest.Version > version)
            .Select(kept => (int?)kept.Manifest.Version).LastOrDefault();
        return new("Gone", null, new(
            $"La version {version} de « {dataset} » n'est plus conservée : elle n'était pas épinglée."
                + (next is null ? "" : $" La plus ancienne qui l'a suivie et qui l'est encore est à /versions/{dataset}-{next}."),
            $"Version {version} of '{dataset}' is kept no more: it was not pinned."
                + (next is null ? "" : $" The oldest that followed it and still is kept is at /versions/{dataset}-{next}.")), 410)
        { IsOfHttp = true };
    }

    private KeptVersion? Find(string dataset, string number, Caller caller) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && store.Find(dataset, version) is { } kept
            && ((!kept.IsDraft && !publications.IsRestricted(dataset)) || caller.MayRead(dataset)) ? kept : null;

    private Publication Compared(KeptVersion before, KeptVersion after, RequestBudget budget)
    {
        var folder = store.NewQuarantine();
        return cache.Keep(before, after, folder,
            DifferencePublication.Build(comparing.Compare(before, after, null, budget), folder, budget));
    }

    private Catalog CatalogOf(Publication publication)
    {
        var catalog = newBuilder().Build([publication], FrozenSet<string>.Empty);
        publication.Release();
        return catalog;
    }
}
