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
internal sealed class Publisher(DatasetStore store, PublicationSet publications, int keptVersions, long maxBytes, ILogger log)
{
    private readonly Lock _turn = new();

    /// <summary>Publishes the file as a dataset; null when it could not be read whole just now.</summary>
    public Report? Publish(string dataset, string path)
    {
        lock (_turn)
        {
            if (new FileInfo(path) is { Exists: true } file && file.Length > maxBytes)
                return Refused(dataset, path, $"le fichier fait {file.Length >> 20} Mio ; la limite est de {maxBytes >> 20} Mio.", "Allégez-le, ou relevez le réglage maxGeoPackageMegabytes.");
            using var staging = Staging.TryCopy(path, store.NewQuarantine());
            if (staging is null)
                return null;
            return IsServed(dataset, staging.Source) ? Unchanged(dataset, staging.Source) : PublishStaged(dataset, staging);
        }
    }

    /// <summary>A file touched, or copied again, without a change of content is not built again.</summary>
    private bool IsServed(string dataset, SourceFile source) => publications.Find(dataset)?.Source.Sha256 == source.Sha256;

    private static Report Unchanged(string dataset, SourceFile source) =>
        new(dataset, source.Name, DateTime.UtcNow, true, [new(Severity.Note, "", "le contenu est celui de la version déjà servie.", "")]);

    private Report PublishStaged(string dataset, Staging staging)
    {
        try
        {
            return Build(dataset, staging);
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

    private Report Build(string dataset, Staging staging)
    {
        var built = Path.Combine(staging.Folder, "publication");
        Directory.CreateDirectory(built);
        var findings = new List<Finding>();
        var layers = BuildLayers(dataset, staging, built, findings);
        var report = new Report(dataset, staging.Source.Name, DateTime.UtcNow, layers.Count > 0, findings);
        if (layers.Count == 0)
            return report with { Findings = [.. findings, new(Severity.Blocking, "", "aucune couche du fichier ne peut être servie.", "La version précédente, s'il y en a une, reste servie.")] };
        var manifest = new Manifest(Manifest.CurrentFormat, dataset, store.NextVersion(dataset), DateTime.UtcNow, staging.Source, layers);
        manifest.Write(built);
        var folder = store.Commit(built, manifest);
        publications.Switch(Publication.Open(folder, manifest));
        store.Prune(dataset, keptVersions);
        return report;
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
