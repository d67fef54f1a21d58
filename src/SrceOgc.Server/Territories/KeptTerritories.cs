using System.Runtime.CompilerServices;
using SrceOgc.Features.LayerFiles.Reading;

namespace SrceOgc.Server.Territories;

/// <summary>The territories of a published layer, read once: other catalogues that show the same layer share them.</summary>
internal static class KeptTerritories
{
    private static readonly ConditionalWeakTable<PublishedLayer, Dictionary<string, IReadOnlyList<Territory>>> ByLayer = [];

    public static IReadOnlyList<Territory> Of(TerritoryLayer layer)
    {
        var byType = ByLayer.GetOrCreateValue(layer.Layer.Source);
        lock (byType)
        {
            if (!byType.TryGetValue(layer.Declaration.Type, out var territories))
                byType.Add(layer.Declaration.Type, territories = layer.Read());
            return territories;
        }
    }
}
