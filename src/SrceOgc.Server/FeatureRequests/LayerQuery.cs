using SrceOgc.Features.Formats.Writing;
using SrceOgc.Features.Layers;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.FeatureRequests;

/// <summary>A query that is understood: the layer, what to read of it, and how to show it.</summary>
internal sealed record LayerQuery(CatalogLayer Layer, FeatureQuery Query, LayerSelection Selection)
{
    /// <summary>GetFeatureById: the answer is the feature itself, and not finding it is an error.</summary>
    public bool IsSingleFeature { get; init; }

    /// <summary>What is read: the layer itself, or what was computed from it.</summary>
    public IFeatureSource Source { get; init; } = Layer.Source;
}
