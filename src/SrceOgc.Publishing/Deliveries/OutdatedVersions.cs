using Microsoft.Extensions.Logging;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.LayerFiles.Building;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// Builds anew, from the files they were delivered as, the versions that an older server built otherwise, and those that are damaged. Each
/// keeps its number, names, report and comment. What is served stays so meanwhile: a version is built beside, on a low-priority thread
/// and without
/// the
/// publisher's turn, and takes the old one's place by a rename; one that cannot be built stays as it is.
/// </summary>
public sealed class OutdatedVersions(DatasetStore store, PublicationSet publications, Publisher publisher, DeferredChecks checks,
    CheckOptions options, ILogger log)
{
    /// <summary>What should be served and is not: before anything is delivered, so that no file is taken for a new one.</summary>
    public void RebuildServed(CancellationToken stop)
    {
        foreach (var dataset in store.Datasets.ToArray())
            if (publications.Find(dataset) is null && store.CurrentNumber(dataset) is { } number && store.All(dataset)
                .FirstOrDefault(v => v.Manifest.Version == number) is { } version)
                Rebuild(version, stop);
    }

    /// <summary>Versions of another format: those served first, then what may be read or gone back to.</summary>
    public async Task RebuildKept(CancellationToken stop)
    {
        foreach (var version in store.Datasets.SelectMany(store.All)
            .OrderByDescending(v => store.CurrentNumber(v.Manifest.Dataset) == v.Manifest.Version).ToArray())
            if (version.Manifest.Format != Manifest.CurrentFormat && !stop.IsCancellationRequested)
                await LowPriorityThread.Run(() => Rebuild(version, stop));
    }

    /// <returns>Whether the version was built anew. One may have been pruned meanwhile.</returns>
    public bool Rebuild(KeptVersion version, CancellationToken stop)
    {
        if (stop.IsCancellationRequested || !KeptSource.IsIn(version.Folder))
            return false;
        try
        {
            return TryRebuild(version, stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception fault)
        {
            log.LogError(fault, "{Dataset}, version {Version}, could not be built anew", version.Manifest.Dataset,
                version.Manifest.Version);
            return false;
        }
        finally
        {
            BuildMemory.GiveBack();
        }
    }

    private bool TryRebuild(KeptVersion version, CancellationToken stop)
    {
        var (dataset, number) = (version.Manifest.Dataset, version.Manifest.Version);
        if (!IsSourceSound(version))
        {
            log.LogError("{Dataset}, version {Version}: the kept file is no longer the one that was delivered; deliver the dataset again",
                dataset, number);
            return false;
        }

        using var staging = Staging.Kept(version.Folder, store.NewQuarantine(), version.Manifest.Source);
        using var budget = new RequestBudget(DeliveryLimits.TimeFor(version.Manifest.Source.Length), long.MaxValue, stop);
        budget.Start();
        var names = new LayerNames(dataset, store.Datasets.SelectMany(store.All).Select(v => v.Manifest).Prepend(version.Manifest));
        var build = PublicationBuild.Make(staging, names, options, isWhole: false, budget, static (_, _, _) => { });
        if (!build.IsServable)
        {
            log.LogWarning("{Dataset}, version {Version}: {Findings}", dataset, number, Report.Lines(build.Findings));
            return false;
        }

        var isDone = false;
        publisher.InTurn(() => isDone = TakePlace(version, build));
        return isDone;
    }

    /// <summary>Whether the kept file still is the one delivered. What was delivered with a write-ahead log was written into by servers of
    /// the format before, and tells nothing by its hash.</summary>
    public static bool IsSourceSound(KeptVersion version)
    {
        var source = version.Manifest.Source;
        var length = KeptSource.PartsIn(version.Folder).Sum(part => new FileInfo(part).Length);
        return (version.Manifest.Format < Manifest.CurrentFormat && length != source.Length)
            || KeptSource.Sha256Of(version.Folder) == source.Sha256;
    }

    private bool TakePlace(KeptVersion version, PublicationBuild build)
    {
        if (!Directory.Exists(version.Folder))
            return false;
        KeepReport(version.Folder, build.Folder);
        var manifest = version.Manifest with
        {
            Format = Manifest.CurrentFormat,
            Layers = build.Layers,
            IsDamaged = false,
            BuiltBy = Manifest.Builder
        };
        manifest.Write(build.Folder);
        PublishingSteps.Trace.Reached("version built anew");
        Serve(store.Supplant(build.Folder, version with { Manifest = manifest }));
        return true;
    }

    /// <summary>What the steward was told when the file came, and is still to be told.</summary>
    private static void KeepReport(string from, string to)
    {
        foreach (var name in new[] { Report.FileName, FaultsFile.Name, PendingChecks.FileName })
        {
            var kept = Path.Combine(to, name);
            File.Delete(kept);
            if (File.Exists(Path.Combine(from, name)))
            {
                File.Copy(Path.Combine(from, name), kept);
                DurableFiles.Flush(kept);
            }
        }
    }

    private void Serve(KeptVersion built)
    {
        var (dataset, number) = (built.Manifest.Dataset, built.Manifest.Version);
        if (store.CurrentNumber(dataset) == number)
            publications.Switch(Publication.Open(built.Folder, built.Manifest));
        checks.Add(built);
        log.LogInformation("{Dataset}, version {Version}: built anew from the delivered file", dataset, number);
    }
}
