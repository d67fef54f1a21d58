using SrceOgc.Features.Publications;
using SrceOgc.Server.Publishing.Checks;

namespace SrceOgc.Server.Publishing;

/// <summary>
/// Builds anew, from the files they were delivered as, the versions that an older server built otherwise than this one reads, and those
/// to be served that are damaged. Each keeps its number, names, report and comment; the others are served meanwhile.
/// </summary>
internal sealed class OutdatedVersions(DatasetStore store, PublicationSet publications, Publisher publisher, DeferredChecks checks, Inspection inspection, ILogger log)
{
    /// <summary>What should be served and is not: before anything is delivered, so that no file is taken for a new one.</summary>
    public void RebuildServed(CancellationToken stop)
    {
        foreach (var dataset in store.Datasets.ToArray())
            if (publications.Find(dataset) is null && store.CurrentNumber(dataset) is { } number)
                Rebuild(store.All(dataset).FirstOrDefault(v => v.Manifest.Version == number), stop);
    }

    /// <summary>Other versions and drafts, to be read or gone back to.</summary>
    public void RebuildKept(CancellationToken stop)
    {
        foreach (var version in store.Datasets.SelectMany(store.All).ToArray())
            if (version.Manifest.Format != Manifest.CurrentFormat)
                Rebuild(version, stop);
    }

    private void Rebuild(KeptVersion? version, CancellationToken stop)
    {
        if (version is null || stop.IsCancellationRequested || !Staging.IsKeptIn(version.Folder))
            return;
        publisher.InTurn(() => TryRebuild(version));
        BuildMemory.GiveBack();
    }

    /// <summary>A version may have been pruned meanwhile. One that cannot be built stays as it is.</summary>
    private void TryRebuild(KeptVersion version)
    {
        try
        {
            if (Directory.Exists(version.Folder) && Built(version) is { } built)
                Serve(built);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "{Dataset}, version {Version}, could not be built anew", version.Manifest.Dataset, version.Manifest.Version);
        }
    }

    private KeptVersion? Built(KeptVersion version)
    {
        var dataset = version.Manifest.Dataset;
        using var staging = Staging.Kept(version.Folder, store.NewQuarantine(), version.Manifest.Source);
        var names = new LayerNames(dataset, store.Datasets.SelectMany(store.All).Select(v => v.Manifest).Prepend(version.Manifest));
        var build = PublicationBuild.Of(staging, names, inspection, served: null, isWhole: false, static (_, _, _) => { });
        if (!build.IsServable)
        {
            log.LogWarning("{Dataset}, version {Version} : {Findings}", dataset, version.Manifest.Version, Report.Lines(build.Findings));
            return null;
        }

        KeepReport(version.Folder, build.Folder);
        var manifest = version.Manifest with { Format = Manifest.CurrentFormat, Layers = build.Layers };
        manifest.Write(build.Folder);
        PublishingSteps.Trace.Reached("version reconstruite");
        return store.Supplant(build.Folder, version with { Manifest = manifest });
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
        log.LogInformation("{Dataset}, version {Version} : construite de nouveau à partir du fichier livré.", dataset, number);
    }
}
