using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Here;

/// <summary>All that is known of a place: the territories it lies in, what holds it, and the nearest of what does not.</summary>
internal sealed record HereAnswer(
    PointQuestion Place, IReadOnlyList<Territory> Territories, IReadOnlyList<FoundHere> Present, IReadOnlyList<FoundHere> Nearest,
        IReadOnlyList<CatalogLayer> None)
{
    private const string ZoningTheme = "zonages", TerritoryTheme = "territoires";

    public static HereAnswer Of(Catalog catalog, PointQuestion place, Language language, RequestBudget budget)
    {
        var index = TerritoryIndex.Of(catalog);
        var reading = new PlaceReading(place, language, budget);
        var territories = index.Present.SelectMany(type => TerritoriesAt(index, type, reading, place)).ToArray();
        var holders = index.Present.SelectMany(type => type.Layers).Select(layer => layer.Layer)
            .Where(layer => layer.Theme.Key != "noire").ToHashSet();
        var (present, nearest, none) = (new List<FoundHere>(), new List<FoundHere>(), new List<CatalogLayer>());
        foreach (var layer in catalog.Layers.Where(layer =>
            layer.IsSpatial && !layer.IsDerived && layer.Theme.Key != TerritoryTheme && !holders.Contains(layer)))
        {
            budget.Look();
            var here = reading.At(layer);
            present.AddRange(here);
            if (here.Count > 0 || layer.Theme.Key == ZoningTheme)
                continue;
            if (reading.NearestTo(layer) is { } near)
                nearest.Add(near);
            else
                none.Add(layer);
        }

        return new(place, territories, present, [.. nearest.OrderBy(found => found.Metres)], none);
    }

    private static IEnumerable<Territory> TerritoriesAt(TerritoryIndex index, TerritoriesOfType type, PlaceReading reading,
        PointQuestion place)
    {
        var here = new Envelope(place.X, place.Y, place.X, place.Y);
        var ids = type.Layers.ToDictionary(layer => layer.Layer.Name,
            layer => reading.At(layer.Layer).Select(found => found.Id).ToHashSet(), StringComparer.Ordinal);
        foreach (var territory in type.All.Where(territory => territory.Bounds.Grow(0.001).Intersects(here)))
            if (territory.Layer is { } layer ? territory.Features.Any(ids[layer.Name].Contains) : IsMemberHere(index, territory, reading))
                yield return territory;
    }

    private static bool IsMemberHere(TerritoryIndex index, Territory territory, PlaceReading reading)
    {
        var communes = index.OfType(BuiltInTerritories.Commune);
        return communes.Layers.Any(layer => reading.At(layer.Layer).Any(found => communes.All.Any(commune =>
            commune.Layer?.Name == layer.Layer.Name && commune.Features.Contains(found.Id)
                && territory.Communes.Contains(commune.Code))));
    }
}
