using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Catalogs;

/// <summary>
/// Which layers a map opens with, so that it can be read: at most <paramref name="Most"/>. <paramref name="Background"/> patterns each
/// give one layer to find one's way by; those of <paramref name="Match"/>, in turn, one each, then a second each, and so on. Points come
/// only where a pattern has nothing else: at the scale of a region they hide the rest.
/// </summary>
internal sealed record OpeningRules(int Most = 8, IReadOnlyList<string>? Background = null, IReadOnlyList<string>? Match = null)
{
    private static readonly string[] UsualBackground = ["communes*", "*cours_eau*"];
    private static readonly string[] UsualMatch = ["*reservoir*", "*corridor*", "*zone*humide*"];

    /// <summary>Of layers in the order they are shown.</summary>
    public IReadOnlySet<string> Choose(IReadOnlyList<CatalogLayer> layers)
    {
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in Background ?? UsualBackground)
            Add(chosen, Of(layers, pattern).Take(1));
        CatalogLayer[][] found = [.. (Match ?? UsualMatch).Select(pattern => Of(layers, pattern))];
        for (var turn = 0; turn < found.Select(list => list.Length).DefaultIfEmpty(0).Max(); turn++)
            Add(chosen, found.SelectMany(list => list.Skip(turn).Take(1)));
        if (chosen.Count == 0)
            Add(chosen, layers.Where(layer => layer.IsSpatial));
        return chosen;
    }

    private void Add(HashSet<string> chosen, IEnumerable<CatalogLayer> layers)
    {
        foreach (var layer in layers)
            if (chosen.Count < Most)
                chosen.Add(layer.Name);
    }

    private static CatalogLayer[] Of(IReadOnlyList<CatalogLayer> layers, string pattern)
    {
        CatalogLayer[] all = [.. layers.Where(layer => layer.IsSpatial && !layer.IsDerived && Glob.Matches(pattern, layer.Name))];
        return all.Any(layer => layer.Type.Family != GeometryFamily.Point)
            ? [.. all.Where(layer => layer.Type.Family != GeometryFamily.Point)] : all;
    }
}
