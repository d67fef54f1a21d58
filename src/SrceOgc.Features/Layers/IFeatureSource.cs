namespace SrceOgc.Features.Layers;

/// <summary>
/// The waist of the product: everything that reads features reads them through <see cref="Open"/>.
/// </summary>
public interface IFeatureSource
{
    FeatureType Type { get; }

    /// <summary>Features that match, in the order asked for; dispose the cursor to give its buffers back.</summary>
    FeatureCursor Open(FeatureQuery query);

    /// <summary>How many features match, whatever <see cref="FeatureQuery.Offset"/> and <see cref="FeatureQuery.Limit"/> say.
    /// Exact.</summary>
    long Count(FeatureQuery query);
}
