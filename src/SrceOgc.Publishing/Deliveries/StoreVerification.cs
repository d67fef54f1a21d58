using System.Text.Json;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Deliveries;

/// <summary>What was found of one version in the store; no faults, and it is sound.</summary>
public sealed record VersionState(string Dataset, int Version, IReadOnlyList<string> Faults);

/// <summary>Reads everything in a store and changes nothing: manifests, styles, layers, delivered files. A server may be running on
/// it.</summary>
public static class StoreVerification
{
    /// <exception cref="IOException">The folder is not a store, or cannot be read.</exception>
    public static IEnumerable<VersionState> Of(string dataFolder)
    {
        var datasets = Path.Combine(dataFolder, "jeux");
        if (!Directory.Exists(datasets))
            throw new IOException($"« {dataFolder} » n'est pas une réserve : il n'y a pas de dossier « jeux ».");
        foreach (var dataset in Directory.EnumerateDirectories(datasets).Order(StringComparer.Ordinal))
            foreach (var folder in Directory.EnumerateDirectories(dataset).Order(StringComparer.Ordinal))
                if (int.TryParse(Path.GetFileName(folder), out var version) && Faults(folder) is var faults && Directory.Exists(folder))
                    yield return new(Path.GetFileName(dataset), version, faults);
    }

    private static List<string> Faults(string folder)
    {
        if (Manifest.ReadAny(folder) is not { } manifest)
            return ["le manifeste manque ou n'est pas lisible."];
        List<string> faults = [.. manifest.IsDamaged ? ["le manifeste est abîmé."] : Array.Empty<string>(),
            .. FaultsOfLayers(folder, manifest), .. Source(folder, manifest)];
        try
        {
            _ = manifest.WithStyles(folder);
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException)
        {
            faults.Add("les styles sont abîmés.");
        }

        return faults;
    }

    public static IReadOnlyList<string> FaultsOfLayers(string folder, Manifest manifest) =>
        [.. manifest.Layers.SelectMany(layer => Faults(folder, layer))];

    private static IEnumerable<string> Faults(string folder, ManifestLayer layer)
    {
        string? fault = null;
        try
        {
            using var opened = PublishedLayer.Open(Path.Combine(folder, layer.File));
            if (opened.Verify(CancellationToken.None) == LayerSoundness.Damaged)
                fault = $"la couche « {layer.Name} » est abîmée.";
        }
        catch (FileNotFoundException)
        {
            fault = $"le fichier de la couche « {layer.Name} » manque.";
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException)
        {
            fault = $"la couche « {layer.Name} » est abîmée ou d'un autre format.";
        }

        return fault is null ? [] : [fault];
    }

    private static IEnumerable<string> Source(string folder, Manifest manifest) =>
        !KeptSource.IsIn(folder) ? ["le fichier livré manque : la version ne pourra pas être refaite."]
        : OutdatedVersions.IsSourceSound(new(folder, manifest, false)) ? []
        : ["le fichier livré n'est plus celui qui a été livré : la version ne pourra pas être refaite."];
}
