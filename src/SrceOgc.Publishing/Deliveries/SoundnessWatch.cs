using Microsoft.Extensions.Logging;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Publishing.Store;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// Reads every layer that is served once after it came into service, and those kept once a start, on a low-priority thread, and holds it
/// against
/// what was written. A damaged
/// one is said (log, journal, subscribers, /diagnostic), answers 503 from then on, and its version is built anew from the file it was
/// delivered as, when that is sound itself.
/// </summary>
public sealed class SoundnessWatch(PublicationSet publications, DatasetStore store, OutdatedVersions outdated, Publisher publisher,
    TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1), BetweenTries = TimeSpan.FromHours(1);

    private readonly Dictionary<(string Dataset, int Version), DateTime> _tried = [];

    public async Task Run(CancellationToken stop)
    {
        try
        {
            foreach (var dataset in publications.Datasets)
                await Look(dataset, stop);
            foreach (var version in store.Datasets.SelectMany(store.Kept).ToArray())
                await LookAtKept(version, stop);
            for (; ; await Task.Delay(BetweenLooks, stop))
                foreach (var dataset in publications.Datasets)
                    await Look(dataset, stop);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task Look(string dataset, CancellationToken stop)
    {
        if (publications.Lease(dataset) is not { } publication)
            return;
        try
        {
            foreach (var layer in publication.Layers)
                if (layer.Soundness == LayerSoundness.Unknown)
                    await LowPriorityThread.Run(() => layer.Verify(stop));
            if (publication.IsDamaged)
                await Mend(publication, stop);
        }
        finally
        {
            publication.Release();
        }
    }

    /// <summary>A version that may be gone back to, once a start.</summary>
    private async Task LookAtKept(KeptVersion version, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var (dataset, number) = (version.Manifest.Dataset, version.Manifest.Version);
        if (publications.Find(dataset)?.Version == number || version.Manifest.Format != Manifest.CurrentFormat)
            return;
        IReadOnlyList<Text> faults = [];
        await LowPriorityThread.Run(() => faults = StoreVerification.FaultsOfLayers(version.Folder, version.Manifest));
        if (faults.Count == 0 || !Directory.Exists(version.Folder))
            return;
        log.LogError("{Dataset}, version {Version}, kept: {Fault} It is built anew from the delivered file. Check the disk",
            dataset, number, faults[0].English);
        await LowPriorityThread.Run(() => outdated.Rebuild(version, stop));
    }

    private async Task Mend(Publication publication, CancellationToken stop)
    {
        var (dataset, version) = (publication.Manifest.Dataset, publication.Manifest.Version);
        var isKnown = _tried.TryGetValue((dataset, version), out var last);
        if (isKnown && clock.UtcNow() - last < BetweenTries)
            return;
        _tried[(dataset, version)] = clock.UtcNow();
        var damaged = string.Join(", ", publication.Layers.Where(l => l.Soundness == LayerSoundness.Damaged).Select(l => l.Type.Name));
        log.LogError("{Dataset}, version {Version}: the layer file is damaged on the disk ({Layers}); the version is built anew from the "
            + "delivered file. Check the disk", dataset, version, damaged);
        if (!isKnown)
            publisher.Tell(new(clock.UtcNow(), Journal.Damaged, dataset, version, "", "", damaged));
        var isMended = false;
        if (store.Find(dataset, version) is { } kept)
            await LowPriorityThread.Run(() => isMended = outdated.Rebuild(kept, stop));
        if (isMended)
            publisher.Tell(new(clock.UtcNow(), Journal.Mended, dataset, version, "", "", damaged));
        else if (!stop.IsCancellationRequested)
            log.LogError("{Dataset}, version {Version}: it could not be built anew; deliver the dataset again, or roll back to another "
                + "version", dataset, version);
    }
}
