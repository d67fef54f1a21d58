using SrceOgc.Features.Layers;

namespace SrceOgc.Server.Territories;

/// <summary>The territories of a published layer, read once: other catalogues that show the same layer share them.</summary>
internal static class KeptTerritories
{
    private static readonly SourceMemo<Dictionary<string, IReadOnlyList<Territory>>> BySource = new();

    public static IReadOnlyList<Territory> Of(TerritoryLayer layer)
    {
        var byType = BySource.Of(layer.Layer.Source, static () => []);
        lock (byType)
        {
            if (!byType.TryGetValue(layer.Declaration.Type, out var territories))
                byType.Add(layer.Declaration.Type, territories = layer.Read());
            return territories;
        }
    }
}
