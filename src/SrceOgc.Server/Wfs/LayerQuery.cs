using SrceOgc.Features.Encodings;
using SrceOgc.Features.Queries;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Wfs;

/// <summary>A query that is understood: the layer, what to read of it, and how to show it.</summary>
internal sealed record LayerQuery(CatalogLayer Layer, FeatureQuery Query, LayerSelection Selection)
{
    /// <summary>GetFeatureById: the answer is the feature itself, and not finding it is an error.</summary>
    public bool IsSingleFeature { get; init; }
}
