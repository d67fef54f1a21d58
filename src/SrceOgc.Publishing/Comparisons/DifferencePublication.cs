using SrceOgc.Features.Budgets;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Comparisons;

/// <summary>
/// The differences of two versions as a publication of their own, so that every protocol can show them: a layer for what was
/// added, one for what was removed, one for what changed, of each layer that has such. It holds the differences alone, and is kept as long
/// as
/// there is room (<see cref="ComparisonCache"/>).
/// </summary>
public sealed class DifferencePublication
{
    /// <summary>Changed features of a layer whose old and new values are said in words; the others are shown without.</summary>
    private const int MostDescribed = 20_000;

    private readonly string _folder;
    private readonly List<ManifestLayer> _layers = [];

    private readonly RequestBudget _budget;

    private DifferencePublication(string folder, RequestBudget budget) => (_folder, _budget) = (folder, budget);

    /// <summary>Makes the folder of the publication; what was begun goes when it does not come to its end.</summary>
    public static Manifest Build(Comparison comparison, string folder, RequestBudget budget)
    {
        Directory.CreateDirectory(folder);
        try
        {
            var built = new DifferencePublication(folder, budget);
            using (var versions = OpenVersions.Open(comparison.Before, comparison.After))
                foreach (var layer in versions.Layers)
                    built.Add(layer, comparison.Layers.First(compared => compared.Name == layer.Name).Differences);
            var manifest = built.ManifestOf(comparison);
            manifest.Write(folder);
            return manifest;
        }
        catch
        {
            DatasetStore.DeleteFolder(folder);
            throw;
        }
    }

    /// <summary>A name no dataset has, as pictures are kept by it.</summary>
    private Manifest ManifestOf(Comparison comparison) =>
        comparison.After.Manifest with { Dataset = $"{comparison.Dataset}-{comparison.Before.Manifest.Version}..", Layers = _layers };

    private void Add(VersionedLayer layer, Differences? differences)
    {
        if (differences is null || layer is not { Before: { } before, After: { } after })
            return;
        Add(layer, DifferenceKind.Added, after, differences.Added, null);
        Add(layer, DifferenceKind.Removed, before, differences.Removed, null);
        if (differences.Changed.Count == 0)
            return;
        var described = differences.Changed.Take(MostDescribed).ToArray();
        var changes = FeatureTexts.Changes(before, after, described);
        var words = described.ToDictionary(feature => feature.After, feature => Words(feature, changes[feature.After]));
        Add(layer, DifferenceKind.Changed, after, [.. differences.Changed.Select(feature => feature.After)], id =>
            words.GetValueOrDefault(id, "modifié"));
    }

    private void Add(VersionedLayer layer, DifferenceKind kind, PublishedLayer source, IReadOnlyList<long> ids, Func<long, string>? words)
    {
        if (ids.Count == 0)
            return;
        var name = $"{layer.Name}_{kind.Name}";
        var file = $"{_layers.Count:D3}.couche";
        new DifferenceLayer(source, ids, _folder, _budget).Build(name, Path.Combine(_folder, file), words);
        _layers.Add(layer.Described
            with
        { Name = name, File = file, Table = name, Part = kind.Name, Styles = [kind.Style(name, source.Type.Family)] });
    }

    private static string Words(ChangedFeature feature, IReadOnlyList<ValueChange> changes)
    {
        var words = changes.Select(change => $"{change.Field} : {change.Before.Text ?? "(vide)"} → {change.After.Text ?? "(vide)"}");
        return string.Join(" ; ", feature.HasOtherGeometry ? words.Prepend("géométrie") : words);
    }
}
