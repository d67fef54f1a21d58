namespace SrceOgc.Publishing.Comparisons;

/// <summary>A layer compared, with the values that differ of the first <see cref="ComparisonDetails.Shown"/> changed features, by
/// identifier in the later version.</summary>
public sealed record LayerDetails(LayerComparison Layer, IReadOnlyDictionary<long, IReadOnlyList<ValueChange>> Values);

/// <summary>A comparison to be shown, with at most so many features of each kind and layer.</summary>
public sealed record ComparisonDetails(Comparison Comparison, IReadOnlyList<LayerDetails> Layers, int Shown)
{
    public static ComparisonDetails Collect(Comparison comparison, int shown)
    {
        using var versions = OpenVersions.Open(comparison.Before, comparison.After);
        return new(comparison, [.. versions.Layers.Select(layer =>
            DetailsOf(layer, comparison.Layers.First(compared => compared.Name == layer.Name), shown))], shown);
    }

    private static LayerDetails DetailsOf(VersionedLayer layer, LayerComparison compared, int shown) =>
        new(compared, layer is { Before: { } before, After: { } after } && compared.Differences is { } differences
            ? FeatureTexts.Changes(before, after, [.. differences.Changed.Take(shown)])
                : new Dictionary<long, IReadOnlyList<ValueChange>>());
}
