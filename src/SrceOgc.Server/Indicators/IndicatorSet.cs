using SrceOgc.Publishing.Store;

namespace SrceOgc.Server.Indicators;

/// <summary>A dataset that figures were computed of.</summary>
internal sealed record IndicatorInput(string Layer, string Dataset, int Version, DateTime Published);

/// <summary>Indicators of all territories at one state of the datasets: served as layers, read by territory.</summary>
/// <param name="Fingerprint">Of all they were computed of.</param>
/// <param name="BindingFingerprint">Of the layers measured alone.</param>
/// <param name="Computed">When.</param>
/// <param name="Inputs">What of.</param>
/// <param name="Publications">One a type of territory.</param>
/// <param name="Rows">By type and code.</param>
internal sealed record IndicatorSet(
    string Fingerprint, string BindingFingerprint, DateTime Computed, IReadOnlyList<IndicatorInput> Inputs,
        IReadOnlyList<Publication> Publications,
    IReadOnlyDictionary<(string Type, string Code), MeasuredRow> Rows)
{
    /// <summary>Nothing computed of a dataset is shown when the dataset is not: everybody sees these layers.</summary>
    public bool MayBeShown(IEnumerable<string> datasets, IReadOnlySet<string> restricted)
    {
        var served = datasets.Where(dataset => !restricted.Contains(dataset)).ToHashSet(StringComparer.Ordinal);
        return Inputs.All(input => served.Contains(input.Dataset));
    }

    public void Release()
    {
        foreach (var publication in Publications)
            publication.Release();
    }
}
