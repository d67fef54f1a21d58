namespace SrceOgc.Features.Layers;

/// <summary>
/// The waist of the product: everything that reads features reads them through <see cref="Open"/>, whatever keeps them. What a source
/// has to hold is written down once more in the tests, as one suite that runs against every source there is.
/// </summary>
public interface IFeatureSource
{
    /// <summary>Its extent and its count are exact, as of <see cref="Stamp"/>.</summary>
    FeatureType Type { get; }

    /// <summary>Another one when the features, or what they look like, are others: whatever is kept of a source is kept by its
    /// stamp.</summary>
    string Stamp { get; }

    /// <summary>Known not to be what it was when it was made: reading it fails.</summary>
    bool IsDamaged => false;

    /// <summary>Some features may be without geometry though others have one.</summary>
    bool HasFeaturesWithoutGeometry => true;

    /// <summary>Features that match, in the order asked for; dispose the cursor to give its buffers back.</summary>
    FeatureCursor Open(FeatureQuery query);

    /// <summary>How many features match, whatever <see cref="FeatureQuery.Offset"/> and <see cref="FeatureQuery.Limit"/> say.
    /// Exact.</summary>
    long Count(FeatureQuery query);

    /// <summary>The different texts of a field, ascending by code point: what a choice list would offer. Null for more than
    /// <paramref name="most"/>, for another kind of field, or where they cannot be had without reading features.</summary>
    IReadOnlyList<string>? DistinctTexts(int field, int most) => null;
}
