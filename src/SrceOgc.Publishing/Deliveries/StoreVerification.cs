using System.Text.Json;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Publishing.Store;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>What was found of one version in the store; no faults, and it is sound.</summary>
public sealed record VersionState(string Dataset, int Version, IReadOnlyList<Text> Faults);

/// <summary>Reads everything in a store and changes nothing: manifests, styles, layers, delivered files. A server may be running on
/// it.</summary>
public static class StoreVerification
{
    /// <exception cref="IOException">The folder is not a store, or cannot be read.</exception>
    public static IEnumerable<VersionState> Verify(string dataFolder)
    {
        var datasets = Path.Combine(dataFolder, "jeux");
        if (!Directory.Exists(datasets))
            throw new IOException($"« {dataFolder} » n'est pas une réserve : il n'y a pas de dossier « jeux ».");
        foreach (var dataset in Directory.EnumerateDirectories(datasets).Order(StringComparer.Ordinal))
            foreach (var folder in Directory.EnumerateDirectories(dataset).Order(StringComparer.Ordinal))
                if (int.TryParse(Path.GetFileName(folder), out var version) && Faults(folder) is var faults && Directory.Exists(folder))
                    yield return new(Path.GetFileName(dataset), version, faults);
    }

    private static List<Text> Faults(string folder)
    {
        if (Manifest.ReadAny(folder) is not { } manifest)
            return [new("le manifeste manque ou n'est pas lisible.", "the manifest is missing or cannot be read.")];
        List<Text> faults = [.. manifest.IsDamaged ? [new(
            "le manifeste est abîmé.",
            "the manifest is damaged.")] : Array.Empty<Text>(),
            .. FaultsOfLayers(folder, manifest), .. Source(folder, manifest)];
        try
        {
            _ = manifest.WithStyles(folder);
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException)
        {
            faults.Add(new("les styles sont abîmés.", "the styles are damaged."));
        }

        return faults;
    }

    public static IReadOnlyList<Text> FaultsOfLayers(string folder, Manifest manifest) =>
        [.. manifest.Layers.SelectMany(layer => Faults(folder, layer))];

    private static IEnumerable<Text> Faults(string folder, ManifestLayer layer)
    {
        Text? fault = null;
        try
        {
            using var opened = PublishedLayer.Open(Path.Combine(folder, layer.File));
            if (opened.Verify(CancellationToken.None) == LayerSoundness.Damaged)
                fault = new($"la couche « {layer.Name} » est abîmée.", $"the layer '{layer.Name}' is damaged.");
        }
        catch (FileNotFoundException)
        {
            fault = new($"le fichier de la couche « {layer.Name} » manque.", $"the file of the layer '{layer.Name}' is missing.");
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException)
        {
            fault = new(
                $"la couche « {layer.Name} » est abîmée ou d'un autre format.",
                $"the layer '{layer.Name}' is damaged or of another format.");
        }

        return fault is { } found ? [found] : [];
    }

    private static IEnumerable<Text> Source(string folder, Manifest manifest) =>
        !KeptSource.IsIn(folder) ? [new(
            "le fichier livré manque : la version ne pourra pas être refaite.",
            "the delivered file is missing: the version cannot be built anew.")]
        : OutdatedVersions.IsSourceSound(new(folder, manifest, false)) ? []
        : [new(
            "le fichier livré n'est plus celui qui a été livré : la version ne pourra pas être refaite.",
            "the delivered file is no longer the one that was delivered: the version cannot be built anew.")];
}
