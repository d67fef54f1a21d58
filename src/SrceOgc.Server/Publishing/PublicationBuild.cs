using SrceOgc.Features.GeoPackages;

namespace SrceOgc.Server.Publishing;

/// <summary>What came of building a quarantined file: the layers that can be served, and all that was found.</summary>
internal sealed record PublicationBuild(string Folder, IReadOnlyList<ManifestLayer> Layers, IReadOnlyList<Finding> Findings)
{
    public bool IsServable => Layers.Count > 0;

    /// <summary>Builds every layer of a staged file into a folder beside it.</summary>
    /// <exception cref="GeoPackageException">The file as a whole cannot be read.</exception>
    public static PublicationBuild Of(Staging staging, LayerNames names, Action<string, int, int> tell)
    {
        var folder = Path.Combine(staging.Folder, "publication");
        Directory.CreateDirectory(folder);
        using var file = GeoPackageFile.Open(staging.Path);
        var findings = new List<Finding>(file.Unreadable.Select(t => new Finding(Severity.Blocking, t.Name, $"couche non servie : {t.Reason}.", "")));
        var layers = LayersOf(file, staging, folder, names, findings, tell);
        if (layers.Count == 0)
            findings.Add(new(Severity.Blocking, "", "aucune couche du fichier ne peut être servie.", "La version précédente, s'il y en a une, reste servie."));
        return new(folder, layers, findings);
    }

    private static List<ManifestLayer> LayersOf(GeoPackageFile file, Staging staging, string folder, LayerNames names, List<Finding> findings, Action<string, int, int> tell)
    {
        var styles = file.Styles();
        var layers = new List<ManifestLayer>();
        foreach (var table in file.Tables)
        {
            tell(table.Name, layers.Count + 1, file.Tables.Count);
            var name = names.Of(table.Name);
            var fileName = $"{layers.Count:D3}.couche";
            var import = new LayerImport(file, table, name, staging.Folder);
            if (import.TryBuild(Path.Combine(folder, fileName)))
                layers.Add(new(name, fileName, table.Name, table.Title, table.Description, table.Srs,
                    [.. styles.Where(s => string.Equals(s.Table, table.Name, StringComparison.OrdinalIgnoreCase))]));
            findings.AddRange(import.Findings);
        }

        return layers;
    }
}
