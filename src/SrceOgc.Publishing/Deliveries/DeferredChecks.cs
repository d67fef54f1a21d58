using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.LayerFiles.Building;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Store;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// Checks the geometries of large versions after they are served, one version at a time on a low-priority thread, then completes their
/// reports.
/// Everything it needs lies in the version's folder, so that one cut off by a stop begins anew at the next start.
/// </summary>
public sealed class DeferredChecks(DatasetStore store, CheckOptions options, TimeProvider clock, ILogger log)
{
    /// <summary>Nobody waits: longer than while a delivery is held up, and still bounded.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Channel<KeptVersion> _waiting = Channel.CreateUnbounded<KeptVersion>();

    /// <summary>Takes note of a version whose report is not complete; does not wait.</summary>
    public void Add(KeptVersion version)
    {
        if (PendingChecks.IsIn(version.Folder))
            _waiting.Writer.TryWrite(version);
    }

    public async Task Run(CancellationToken stop)
    {
        foreach (var version in store.Datasets.SelectMany(store.Kept))
            Add(version);
        try
        {
            await foreach (var version in _waiting.Reader.ReadAllAsync(stop))
                await LowPriorityThread.Run(() => Check(version, stop));
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>A version may have been deleted, or its check ended, while it waited; what cannot be completed now waits for the next
    /// start.</summary>
    private void Check(KeptVersion version, CancellationToken stop)
    {
        try
        {
            if (PendingChecks.Read(version.Folder) is { } pending && Report.Read(version.Folder) is { } report)
                Complete(version, report, pending, Findings(version, stop));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning(fault, "The report of {Dataset} {Version} could not be completed", version.Manifest.Dataset,
                version.Manifest.Version);
        }
    }

    private List<LayerFindings> Findings(KeptVersion version, CancellationToken stop)
    {
        var checks = new GeometryChecks(options, version.Folder, Longest, stop);
        try
        {
            checks.CheckAll(version.Manifest.Layers);
            return checks.Found;
        }
        catch (Exception fault) when (fault is not OperationCanceledException && StorageFault.Reason(fault) is null)
        {
            log.LogError(fault, "The geometries of {Dataset} {Version} could not be checked", version.Manifest.Dataset,
                version.Manifest.Version);
            var unfinished = new FindingList("");
            unfinished.Add(Severity.Note, new(
                "une erreur inattendue a interrompu le contrôle des géométries.",
                "an unexpected error stopped the check of geometries."),
                new(
                    "Les couches sont servies ; transmettez le journal du serveur à son administrateur.",
                    "The layers are served; give the server's log to its administrator."));
            return [.. checks.Found, new(null, unfinished)];
        }
        finally
        {
            BuildMemory.GiveBack();
        }
    }

    /// <summary>Faults first, the report next, the marker last: a stop anywhere between leaves the check to be made again, with the same
    /// end.</summary>
    private void Complete(KeptVersion version, Report report, PendingChecks pending, List<LayerFindings> found)
    {
        PublishingSteps.Trace.Reached("geometries checked");
        var (dataset, number) = (version.Manifest.Dataset, version.Manifest.Version);
        var hasFaults = ReplaceFaults(version.Folder, [.. pending.Faults, .. found.Select(f => f.Faults)]);
        Finding[] findings = [.. found.SelectMany(f => f.Findings.All)];
        report = report with
        {
            Findings = [.. pending.Findings, .. findings],
            Pending = null,
            Faults = hasFaults
            ? ReportAddresses.FaultsOf(dataset, number) : null
        };
        DurableFiles.Replace(Path.Combine(version.Folder, Report.FileName), stream => stream.Write(report.KeptJson()));
        PublishingSteps.Trace.Reached("report completed");
        PendingChecks.Delete(version.Folder);
        PublishingSteps.Trace.Reached("check ended");
        log.LogInformation("{Dataset}, version {Version}, geometries checked{Findings}", dataset, number, Report.Lines(findings));
    }

    private bool ReplaceFaults(string folder, IReadOnlyList<LayerFaults> faults)
    {
        var aside = store.NewQuarantine();
        Directory.CreateDirectory(aside);
        try
        {
            FaultsFile.Write(aside, faults, clock.UtcNow());
            if (FaultsFile.In(aside) is not { } written)
                return false;
            DurableFiles.MoveFile(written, Path.Combine(folder, FaultsFile.Name));
            PublishingSteps.Trace.Reached("faults completed");
            return true;
        }
        finally
        {
            DatasetStore.DeleteFolder(aside);
        }
    }
}
