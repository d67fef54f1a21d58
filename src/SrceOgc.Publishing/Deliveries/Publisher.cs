using Microsoft.Extensions.Logging;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.LayerFiles.Building;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Checks;
using SrceOgc.Publishing.Losses;
using SrceOgc.Publishing.SingleLayers;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>
/// Turns a delivered file into a served publication:
/// <list type="number">
/// <item>stage: copy it into quarantine;</item>
/// <item>validate and build every layer from the copy;</item>
/// <item>enter: the built folder, and in it the delivered file, comes into the store by one rename, as a draft;</item>
/// <item>activate: «courant» names it by another;</item>
/// <item>switch: the publication is handed on, the previous one retires with its last reader;</item>
/// <item>for a large one, <see cref="DeferredChecks"/> then completes the report.</item>
/// </list>
/// One build at a time, and one change at a time: what is built is entered, activated and switched in turn with roll backs, retirements and
/// restrictions, which never wait for a build. A failure at any step leaves everything as it was.
/// </summary>
public sealed class Publisher(DatasetStore store, PublicationSet publications, Journal journal, LastReports reports, DeferredChecks checks,
    CheckOptions options, int keptVersions, long maxBytes, CancellationToken stopping, TimeProvider clock, ILogger log,
    Action<JournalEntry>? announce = null)
{
    /// <summary>Held while a delivery is built, which may take minutes; taken before <see cref="_lock"/>.</summary>
    private static readonly Text NothingChanged = new("Rien n'a changé.", "Nothing changed.");

    private readonly Lock _build = new();

    /// <summary>Held while the store and what is served change: milliseconds.</summary>
    private readonly Lock _lock = new();
    private volatile Progress? _progress;

    /// <summary>What is being published now, if anything.</summary>
    public Progress? Current => _progress;

    /// <summary>Publishes a file of the drop folder as a dataset; null when it could not be read whole just now.</summary>
    /// <exception cref="OperationCanceledException">The server stops.</exception>
    public Report? Publish(string path, Delivery delivery)
    {
        var folder = Path.GetDirectoryName(path);
        if (Staging.RefusalOf(path, folder) is { } refusal)
            return Refused(delivery, path, refusal);
        if (!Staging.LooksWhole(path, folder))
            return null;
        if (Staging.Stamp(path).Length is var length && length > maxBytes)
            return Refused(delivery, path,
                new(new($"le fichier fait {length >> 20} Mio ; la limite est de {maxBytes >> 20} Mio.",
                        $"the file has {length >> 20} MiB; the limit is {maxBytes >> 20} MiB."),
                    new("Allégez-le, ou relevez le réglage maxGeoPackageMegabytes.",
                        "Make it lighter, or raise the setting maxGeoPackageMegabytes.")));
        try
        {
            using var staging = Staging.TryCopy(path, store.NewQuarantine(), folder, stopping);
            return staging is null ? null : Publish(staging, delivery, CancellationToken.None);
        }
        catch (Exception fault) when (StorageFault.Reason(fault) is not null)
        {
            return Failed(delivery, path, fault);
        }
    }

    /// <summary>Reports a file of the drop folder that nobody writes any more and that cannot be read; null when it can.</summary>
    public Report? RefuseUnreadable(string path, Delivery delivery) =>
        Staging.WhyUnreadable(path, Path.GetDirectoryName(path)) is { } refusal ? Refused(delivery, path, refusal) : null;

    private Report Refused(Delivery delivery, string path, Refusal refusal)
    {
        var report = Report.Refused(delivery, path, clock.UtcNow(), refusal.Message, refusal.Advice);
        lock (_lock)
            Remember(report, null);
        return report;
    }

    /// <summary>Publishes, or on a dry run only checks, what is in quarantine. The caller disposes of the quarantine.</summary>
    /// <param name="staging">The file.</param>
    /// <param name="delivery">Of what, by whom.</param>
    /// <param name="left">Whoever delivers does not wait any more: nothing is published then.</param>
    /// <exception cref="ServiceException">412: the precondition does not hold.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits, or the server stops.</exception>
    public Report Publish(Staging staging, Delivery delivery, CancellationToken left)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(left, stopping);
        lock (_build)
        {
            either.Token.ThrowIfCancellationRequested();
            lock (_lock)
            {
                delivery.Precondition.Check(publications.Find(delivery.Dataset)?.Version);
                if (!delivery.IsDryRun && AlreadyPublished(delivery, staging.Source) is { } known)
                    return Report.Unchanged(delivery, staging.Source, known, clock.UtcNow());
            }

            PublishingSteps.Trace.Reached("delivery received");
            var report = PublishStaged(delivery, staging, either.Token);
            lock (_lock)
                Remember(report, PublicationBuild.FolderOf(staging));
            return report;
        }
    }

    /// <summary>Publishes the version served with one layer replaced; the others stay as they were. The caller disposes of what was
    /// received.</summary>
    /// <param name="received">A GeoPackage, a zipped Shapefile or GeoJSON with the layer.</param>
    /// <param name="layer">Its public name, or that of its table.</param>
    /// <param name="delivery">Of what, by whom.</param>
    /// <param name="left">Whoever delivers does not wait any more.</param>
    /// <exception cref="ServiceException">404: the dataset is not served, or has no such layer; 412: another version is served.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits, or the server stops.</exception>
    public Report PublishLayer(ReceivedLayer received, string layer, Delivery delivery, CancellationToken left)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(left, stopping);
        lock (_build)
        {
            either.Token.ThrowIfCancellationRequested();
            delivery.Precondition.Check(publications.Find(delivery.Dataset)?.Version);
            var (served, replaced) = Served(delivery.Dataset, layer);
            delivery = delivery with
            {
                Replaces = new(replaced.Name, received.Sha256()),
                Precondition = new(Precondition.Tag(served.Manifest.Version), ""),
                Comment = delivery.Comment.Length > 0 ? delivery.Comment : $"couche « {replaced.Table} » seule",
            };
            if (!delivery.IsDryRun && served.Manifest.Replaces == delivery.Replaces)
                return Report.Unchanged(delivery, served.Manifest.Source, served.Manifest, clock.UtcNow());
            using var budget = new RequestBudget(DeliveryLimits.TimeFor(new FileInfo(received.Path).Length), long.MaxValue, either.Token);
            budget.Start();
            try
            {
                var notes = LayerReplacement.Compose(received.Path, served, replaced, received.Folder, maxBytes, budget);
                return Publish(Staging.Of(received.Folder, $"{replaced.Name}.gpkg", notes), delivery, left);
            }
            catch (GeoPackageException fault)
            {
                return Refused(delivery, replaced.Name, new(fault.Text, NothingChanged));
            }
            catch (BudgetExceededException spent)
            {
                return Refused(delivery, replaced.Name, new(new(
                    $"la lecture du fichier n'a pas abouti en {spent.Longest.TotalSeconds:0} s.",
                    $"the file could not be read in {spent.Longest.TotalSeconds:0} s."), NothingChanged));
            }
        }
    }

    private (KeptVersion Version, ManifestLayer Layer) Served(string dataset, string layer)
    {
        if (publications.Find(dataset) is not { } manifest || store.Find(dataset, manifest.Version) is not { } version)
            throw new ServiceException("NotFound", "id", new(
                $"« {dataset} » n'est pas servi : livrez d'abord le jeu entier.",
                $"'{dataset}' is not served: deliver it whole first."), 404);
        var found = manifest.Layers.FirstOrDefault(known => known.Name == layer)
            ?? manifest.Layers.FirstOrDefault(known => known.Table == layer);
        return found is not null ? (version, found) : throw new ServiceException("NotFound", "couche", new(
            $"« {ServiceException.Shortened(layer)} » n'est pas une couche de « {dataset} », qui a : "
                + $"{string.Join(", ", manifest.Layers.Take(50).Select(known => known.Name))}.",
            $"'{ServiceException.Shortened(layer)}' is no layer of '{dataset}', which has: "
                + $"{string.Join(", ", manifest.Layers.Take(50).Select(known => known.Name))}."), 404);
    }

    /// <summary>Serves another kept version of a dataset, or a draft.</summary>
    /// <returns>False when that version is not there.</returns>
    public bool Activate(string dataset, int version, Precondition precondition, string author, string from)
    {
        lock (_lock)
        {
            precondition.Check(publications.Find(dataset)?.Version);
            if (store.Find(dataset, version) is not { } kept)
                return false;
            if (publications.Find(dataset)?.Version == version)
                return true;
            Serve(kept);
            Note(new(clock.UtcNow(), Journal.Activated, dataset, version, author, from, ""));
            return true;
        }
    }

    /// <summary>Serves a dataset no more; its versions stay.</summary>
    public bool Retire(string dataset, Precondition precondition, string author, string from)
    {
        lock (_lock)
        {
            precondition.Check(publications.Find(dataset)?.Version);
            if (publications.Find(dataset) is not { } manifest)
                return false;
            store.Retire(dataset);
            PublishingSteps.Trace.Reached("dataset retired");
            publications.Remove(dataset);
            Note(new(clock.UtcNow(), Journal.Retired, dataset, manifest.Version, author, from, ""));
            return true;
        }
    }

    /// <summary>Lets only tokens read a dataset, or everybody again. Comes before the first delivery of what nobody else may see.</summary>
    public void Restrict(string dataset, bool isRestricted, Precondition precondition, string author, string from)
    {
        lock (_lock)
        {
            precondition.Check(publications.Find(dataset)?.Version);
            if (publications.IsRestricted(dataset) == isRestricted)
                return;
            store.Restrict(dataset, isRestricted);
            publications.Restrict(dataset, isRestricted);
            Note(new(clock.UtcNow(), isRestricted ? Journal.Restricted : Journal.Opened, dataset, null, author, from, ""));
        }
    }

    /// <summary>Keeps a version that was served from ever being pruned, or no more, for a reason.</summary>
    /// <returns>False when that version is not there, or is a draft.</returns>
    public bool Pin(string dataset, int version, bool isPinned, string author, string from, string reason)
    {
        lock (_lock)
        {
            if (store.Find(dataset, version) is not { IsDraft: false } kept)
                return false;
            if (kept.IsPinned == isPinned)
                return true;
            store.Pin(dataset, version, isPinned);
            Note(new(DateTime.UtcNow, isPinned ? Journal.Pinned : Journal.Unpinned, dataset, version, author, from, reason));
            return true;
        }
    }

    /// <summary>Notes and announces what happened to the store without anybody's doing.</summary>
    public void Tell(JournalEntry entry) => Note(entry);

    /// <summary>Changes the store between two changes of others.</summary>
    public void InTurn(Action change)
    {
        lock (_lock)
            change();
    }

    /// <summary>What became a version has its report there; a report that cannot be kept has been answered all the same.</summary>
    private void Remember(Report report, string? built)
    {
        if (report.IsServersFault)
            return;
        try
        {
            if (report.Version is null)
                reports.Keep(report, built);
            else
                reports.Forget(report.Dataset);
        }
        catch (Exception fault) when (StorageFault.Reason(fault) is not null)
        {
            log.LogWarning(fault, "The report of {Dataset} could not be kept", report.Dataset);
        }
    }

    /// <summary>A file touched, copied again, or sent again is not built again: the version that already holds it.</summary>
    private Manifest? AlreadyPublished(Delivery delivery, SourceFile source)
    {
        if (publications.Find(delivery.Dataset) is { } served && served.Source.Sha256 == source.Sha256)
            return served;
        return delivery.IsDraft ? store.Kept(delivery.Dataset)
            .FirstOrDefault(v => v.IsDraft && v.Manifest.Source.Sha256 == source.Sha256)?.Manifest : null;
    }

    private Report PublishStaged(Delivery delivery, Staging staging, CancellationToken left)
    {
        using var budget = new RequestBudget(DeliveryLimits.TimeFor(staging.Source.Length), long.MaxValue, left);
        budget.Start();
        try
        {
            return Build(delivery, staging, budget);
        }
        catch (BudgetExceededException spent)
        {
            return Report.Refused(delivery, staging.Source.Name, clock.UtcNow(),
                new(
                    $"la lecture du fichier n'a pas abouti en {spent.Longest.TotalSeconds:0} s, ce qu'un fichier de cette taille ne "
                        + "demande jamais.",
                    $"the file could not be read in {spent.Longest.TotalSeconds:0} s, which no file of this size takes."),
                new(
                    "Ouvrez le fichier dans QGIS et enregistrez ses couches dans un GeoPackage neuf.",
                    "Open the file in QGIS and save its layers in a new GeoPackage."));
        }
        catch (GeoPackageException fault)
        {
            return Report.Refused(delivery, staging.Source.Name, clock.UtcNow(), fault.Text,
                new(
                    "Ouvrez le fichier dans QGIS et enregistrez-le de nouveau en GeoPackage.",
                    "Open the file in QGIS and save it again as GeoPackage."));
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or ServiceException))
        {
            return Failed(delivery, staging.Source.Name, fault);
        }
        finally
        {
            _progress = null;
            BuildMemory.GiveBack();
        }
    }

    private Report Build(Delivery delivery, Staging staging, RequestBudget budget)
    {
        var dataset = delivery.Dataset;
        var flushed = delivery.IsDryRun ? Task.CompletedTask : staging.Flush();
        var names = new LayerNames(dataset, store.Datasets.SelectMany(store.All).Select(v => v.Manifest));
        var build = PublicationBuild.Make(staging, names, options, delivery.IsDryRun, budget,
            (layer, number, count) => _progress = new(dataset, layer, number, count));
        PublishingSteps.Trace.Reached("layers built");
        Compare(build, dataset);
        if (!build.IsServable || delivery.IsDryRun)
            return ReportOf(delivery, staging.Source, build);
        flushed.GetAwaiter().GetResult();
        staging.MoveInto(build.Folder);
        PublishingSteps.Trace.Reached("delivered file kept");
        while (true)
        {
            lock (_lock)
                if (publications.Find(dataset)?.Version == build.Changes?.Since)
                    return EnterOrAsk(delivery, staging.Source, build);
            // Somebody changed what is served while this was built: what disappears is not what was found.
            Compare(build, dataset);
        }
    }

    private void Compare(PublicationBuild build, string dataset)
    {
        var served = publications.Lease(dataset);
        try
        {
            build.CompareWith(served);
        }
        finally
        {
            served?.Release();
        }
    }

    private Report ReportOf(Delivery delivery, SourceFile source, PublicationBuild build) =>
        new(delivery.Dataset, source.Name, clock.UtcNow(), build.IsServable, build.Findings)
        {
            IsDraft = delivery.IsDraft,
            IsDryRun = delivery.IsDryRun,
            Changes = build.Changes,
            Faults = FaultsFile.In(build.Folder) is null ? null : ReportAddresses.FaultsOfLast(delivery.Dataset),
        };

    private Report EnterOrAsk(Delivery delivery, SourceFile source, PublicationBuild build)
    {
        delivery.Precondition.Check(publications.Find(delivery.Dataset)?.Version);
        var report = ReportOf(delivery, source, build);
        if (build.Changes is not { NeedConsent: true } || delivery.IsDraft || delivery.OnLoss == OnLoss.Publish)
            return EnterAndServe(delivery, source, build, report);
        return delivery.OnLoss == OnLoss.Refuse
            ? report with { Accepted = false, AwaitsConsent = true }
            : EnterAndServe(delivery with { IsDraft = true }, source, build, report with { IsDraft = true, IsHeldBack = true });
    }

    /// <summary>The short part, which excludes every other change.</summary>
    private Report EnterAndServe(Delivery delivery, SourceFile source, PublicationBuild build, Report report)
    {
        var dataset = delivery.Dataset;
        var manifest = new Manifest(Manifest.CurrentFormat, dataset, store.NextVersion(dataset), clock.UtcNow(), source, build.Layers)
        {
            Author = delivery.Author,
            Comment = delivery.Comment,
            Replaces = delivery.Replaces,
            BuiltBy = Manifest.Builder,
            IsDraft = delivery.IsDraft,
        };
        report = report with
        {
            Version = manifest.Version,
            Faults = report.Faults is null
            ? null : ReportAddresses.FaultsOf(dataset, manifest.Version)
        };
        if (build.Pending is not null)
            report = report.AwaitingChecks();
        manifest.Write(build.Folder);
        report.Write(build.Folder);
        build.Pending?.Write(build.Folder);
        var entered = Enter(build.Folder, manifest);
        var action = report.IsHeldBack ? Journal.HeldBack : delivery.IsDraft ? Journal.Drafted : Journal.Published;
        Note(new(manifest.Published, action, dataset, manifest.Version, delivery.Author, delivery.From,
            WithLosses(delivery.Comment, build.Changes)));
        Prune(dataset);
        checks.Add(entered);
        return report;
    }

    /// <summary>Who reads the journal learns what a delivery took away.</summary>
    private static string WithLosses(string comment, DeliveryChanges? changes) => changes is { NeedConsent: true }
        ? $"{comment}{(comment.Length > 0 ? " – " : "")}pertes : {changes.Lost.French}" : comment;

    private KeptVersion Enter(string built, Manifest manifest)
    {
        var entered = store.Enter(built, manifest);
        if (manifest.IsDraft)
            return entered;
        try
        {
            Serve(entered);
            return entered;
        }
        catch
        {
            store.Discard(manifest.Dataset, manifest.Version);
            throw;
        }
    }

    /// <summary>The files are opened before anything changes: what cannot be opened must not be named.</summary>
    private void Serve(KeptVersion version)
    {
        var publication = Publication.Open(version.Folder, version.Manifest);
        try
        {
            store.Activate(version.Manifest.Dataset, version.Manifest.Version);
        }
        catch
        {
            publication.Release();
            throw;
        }

        publications.Switch(publication);
        PublishingSteps.Trace.Reached("version served");
    }

    /// <summary>What is done is done, and readers see it: a journal that cannot be written is mended at the next start.</summary>
    private void Note(JournalEntry entry)
    {
        try
        {
            journal.Write(entry);
            PublishingSteps.Trace.Reached("journal written");
        }
        catch (Exception fault) when (StorageFault.Reason(fault) is not null)
        {
            log.LogError(fault, "The journal could not be written: {Entry}", entry);
        }

        announce?.Invoke(entry);
    }

    private void Prune(string dataset)
    {
        try
        {
            store.Prune(dataset, keptVersions);
        }
        catch (Exception fault) when (StorageFault.Reason(fault) is not null)
        {
            log.LogWarning(fault, "Old versions of {Dataset} could not be deleted", dataset);
        }
    }

    private Report Failed(Delivery delivery, string path, Exception fault)
    {
        log.LogError(fault, "Publishing {Dataset} failed", delivery.Dataset);
        var report = StorageFault.Reason(fault) is { } reason
            ? Report.Refused(delivery, path, clock.UtcNow(), new($"{reason.French}.", $"{reason.English}."),
                new(
                    "La version précédente reste servie ; prévenez l'administrateur du serveur, puis livrez de nouveau.",
                    "The version before stays served; tell the administrator of the server, then deliver again."))
            : Report.Refused(delivery, path, clock.UtcNow(), new(
                "une erreur inattendue a interrompu la publication.",
                "an unexpected error stopped the publication."),
                new(
                    "La version précédente reste servie ; transmettez le journal du serveur à son administrateur.",
                    "The version before stays served; give the server's log to its administrator."));
        return report with { IsServersFault = true };
    }
}
