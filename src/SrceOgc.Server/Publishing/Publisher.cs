using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.Publications;

namespace SrceOgc.Server.Publishing;

/// <summary>
/// Turns a delivered file into a served publication:
/// <list type="number">
/// <item>stage: copy it into quarantine;</item>
/// <item>validate and build every layer from the copy;</item>
/// <item>commit: the built folder enters the store by one rename;</item>
/// <item>switch: the publication is handed on, the previous one retires with its last reader.</item>
/// </list>
/// One delivery at a time. A failure at any step leaves everything as it was.
/// </summary>
internal sealed class Publisher(DatasetStore store, PublicationSet publications, Journal journal, int keptVersions, long maxBytes, ILogger log)
{
    private readonly Lock _turn = new();
    private volatile Progress? _progress;

    /// <summary>What is being published now, if anything.</summary>
    public Progress? Current => _progress;

    /// <summary>Publishes the file as a dataset; null when it could not be read whole just now.</summary>
    public Report? Publish(string path, Delivery delivery)
    {
        if (new FileInfo(path) is { Exists: true } file && file.Length > maxBytes)
            return Refused(delivery.Dataset, path, $"le fichier fait {file.Length >> 20} Mio ; la limite est de {maxBytes >> 20} Mio.", "Allégez-le, ou relevez le réglage maxGeoPackageMegabytes.");
        using var staging = Staging.TryCopy(path, store.NewQuarantine());
        return staging is null ? null : Publish(staging, delivery);
    }

    /// <summary>Publishes, or on a dry run only checks, what is in quarantine. The caller disposes of the quarantine.</summary>
    public Report Publish(Staging staging, Delivery delivery)
    {
        lock (_turn)
        {
            var report = IsServed(delivery.Dataset, staging.Source) ? Unchanged(delivery.Dataset, staging.Source) : PublishStaged(delivery, staging);
            _progress = null;
            GiveBackMemory();
            return report;
        }
    }

    /// <summary>A build holds columns and bounds of whole layers, a request next to nothing: the difference goes back to the system.</summary>
    private static void GiveBackMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>Serves another kept version of a dataset.</summary>
    /// <returns>False when that version is not there.</returns>
    public bool Activate(string dataset, int version, string author, string from)
    {
        lock (_turn)
        {
            if (store.Find(dataset, version) is not { } kept)
                return false;
            var publication = Publication.Open(kept.Folder, kept.Manifest);
            store.Activate(dataset, version);
            publications.Switch(publication);
            journal.Write(new(DateTime.UtcNow, Journal.Activated, dataset, version, author, from, ""));
            return true;
        }
    }

    /// <summary>Serves a dataset no more; its versions stay.</summary>
    public bool Retire(string dataset, string author, string from)
    {
        lock (_turn)
        {
            if (publications.Find(dataset) is not { } manifest)
                return false;
            store.Retire(dataset);
            publications.Remove(dataset);
            journal.Write(new(DateTime.UtcNow, Journal.Retired, dataset, manifest.Version, author, from, ""));
            return true;
        }
    }

    /// <summary>A file touched, or copied again, without a change of content is not built again.</summary>
    private bool IsServed(string dataset, SourceFile source) => publications.Find(dataset)?.Source.Sha256 == source.Sha256;

    private static Report Unchanged(string dataset, SourceFile source) =>
        new(dataset, source.Name, DateTime.UtcNow, true, [new(Severity.Note, "", "le contenu est celui de la version déjà servie.", "")]);

    private Report PublishStaged(Delivery delivery, Staging staging)
    {
        var dataset = delivery.Dataset;
        try
        {
            return Build(delivery, staging);
        }
        catch (GeoPackageException fault)
        {
            return Refused(dataset, staging.Source.Name, fault.Message, "Ouvrez le fichier dans QGIS et enregistrez-le de nouveau en GeoPackage.");
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Publishing {Dataset} failed", dataset);
            return Refused(dataset, staging.Source.Name, "une erreur inattendue a interrompu la publication.", "La version précédente reste servie ; transmettez le journal du serveur à son administrateur.");
        }
    }

    private Report Build(Delivery delivery, Staging staging)
    {
        var dataset = delivery.Dataset;
        var built = Path.Combine(staging.Folder, "publication");
        Directory.CreateDirectory(built);
        var findings = new List<Finding>();
        var layers = BuildLayers(dataset, staging, built, findings);
        var report = new Report(dataset, staging.Source.Name, DateTime.UtcNow, layers.Count > 0, findings);
        if (layers.Count == 0)
            return report with { Findings = [.. findings, new(Severity.Blocking, "", "aucune couche du fichier ne peut être servie.", "La version précédente, s'il y en a une, reste servie.")] };
        if (delivery.IsDryRun)
            return report;
        var manifest = new Manifest(Manifest.CurrentFormat, dataset, store.NextVersion(dataset), DateTime.UtcNow, staging.Source, layers) { Author = delivery.Author, Comment = delivery.Comment };
        manifest.Write(built);
        report.Write(built);
        var folder = store.Commit(built, manifest);
        publications.Switch(Publication.Open(folder, manifest));
        journal.Write(new(DateTime.UtcNow, Journal.Published, dataset, manifest.Version, delivery.Author, delivery.From, delivery.Comment));
        store.Prune(dataset, keptVersions);
        return report with { Version = manifest.Version };
    }

    private List<ManifestLayer> BuildLayers(string dataset, Staging staging, string built, List<Finding> findings)
    {
        using var file = GeoPackageFile.Open(staging.Path);
        findings.AddRange(file.Unreadable.Select(t => new Finding(Severity.Blocking, t.Name, $"couche non servie : {t.Reason}.", "")));
        var names = new LayerNames(dataset, publications);
        var styles = file.Styles();
        var layers = new List<ManifestLayer>();
        foreach (var table in file.Tables)
        {
            var name = names.Of(table.Name);
            _progress = new(dataset, table.Name, layers.Count + 1, file.Tables.Count);
            var fileName = $"{layers.Count:D3}.couche";
            var import = new LayerImport(file, table, name, staging.Folder);
            if (import.TryBuild(Path.Combine(built, fileName)))
                layers.Add(new(name, fileName, table.Name, table.Title, table.Description, table.Srs,
                    [.. styles.Where(s => string.Equals(s.Table, table.Name, StringComparison.OrdinalIgnoreCase))]));
            findings.AddRange(import.Findings);
        }

        return layers;
    }

    private static Report Refused(string dataset, string path, string message, string advice) =>
        new(dataset, Path.GetFileName(path), DateTime.UtcNow, false, [new(Severity.Blocking, "", message, advice)]);
}
