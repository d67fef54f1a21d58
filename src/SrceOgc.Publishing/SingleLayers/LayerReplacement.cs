using SrceOgc.Features.Budgets;
using SrceOgc.Features.GeoPackages;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Publishing.Store;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.SingleLayers;

/// <summary>
/// Makes the file of a new version of the one a version was delivered as and of one layer: that layer is replaced, everything else is as
/// it was. The new file is then a delivery like any other.
/// </summary>
internal static class LayerReplacement
{
    /// <param name="received">The file with the layer.</param>
    /// <param name="served">The version it is to be part of.</param>
    /// <param name="layer">The layer to be replaced.</param>
    /// <param name="folder">A quarantine; the new file becomes <see cref="KeptSource.FileName"/> in it.</param>
    /// <param name="maxBytes">How much may come out of a zip.</param>
    /// <param name="budget">What it may cost.</param>
    /// <returns>What was done to the layer, in French, for the report.</returns>
    /// <exception cref="GeoPackageException">The layer cannot be read; its text says why.</exception>
    public static IReadOnlyList<Text> Compose(string received, KeptVersion served, ManifestLayer layer, string folder, long maxBytes,
        RequestBudget budget)
    {
        var path = Path.Combine(folder, KeptSource.FileName);
        foreach (var part in KeptSource.PartsIn(served.Folder))
            File.Copy(part, Path.Combine(folder, Path.GetFileName(part)));
        var old = TableOf(path, layer, budget);
        var delivered = DeliveredLayer.Read(received, folder, old, maxBytes, budget);
        using (var from = GeoPackageFile.Open(delivered.Path, budget))
        {
            var table = Chosen(from, old, layer);
            var renamed = table with { Columns = new ColumnMatching(old).Renamed(table.Columns) };
            GeoPackageTableReplacement.Run(path, old, from, table, renamed.Columns, System(table), budget.Now, budget);
        }

        File.Delete(delivered.Path);
        File.Delete(delivered.Path + "-wal");
        return delivered.Notes;
    }

    private static GeoPackageTable TableOf(string path, ManifestLayer layer, RequestBudget budget)
    {
        using var file = GeoPackageFile.Open(path, budget);
        return file.Tables.FirstOrDefault(table => table.Name == layer.Table)
            ?? throw new GeoPackageException(
                new(
                    $"La table « {layer.Table} » n'est plus trouvée dans le fichier gardé : livrez le jeu entier.",
                    $"The table '{layer.Table}' is no longer found in the kept file: deliver the whole dataset."));
    }

    /// <summary>The table of that name, or the only one.</summary>
    private static GeoPackageTable Chosen(GeoPackageFile from, GeoPackageTable old, ManifestLayer layer) =>
        from.Tables.FirstOrDefault(table => table.Name.Equals(old.Name, StringComparison.OrdinalIgnoreCase))
            ?? from.Tables.FirstOrDefault(table => table.Name.Equals(layer.Name, StringComparison.OrdinalIgnoreCase))
            ?? (from.Tables is [var only] ? only : throw new GeoPackageException(from.Tables.Count == 0
                ? new Text("Le fichier n'a aucune couche qui puisse être lue.", "The file has no layer that can be read.")
                : new(
                    $"Le fichier a {from.Tables.Count} couches, et aucune ne s'appelle « {old.Name} » : livrez un fichier d'une seule "
                    + $"couche.",
                    $"The file has {from.Tables.Count} layers, none of them called '{old.Name}': deliver a file of one layer.")));

    /// <summary>By its known number, whatever the delivered file calls it, so that it is not taken for another of the file.</summary>
    private static GeoPackageSrs? System(GeoPackageTable table) =>
        table.Srs is { } srs && GeoPackageReferenceSystem.Resolve(CrsRegistry.Standard, srs) is { } crs
            ? new(crs.Srid, "EPSG", crs.Srid, crs.Title, CrsWellKnownText.Of(crs)) : table.Srs;
}
