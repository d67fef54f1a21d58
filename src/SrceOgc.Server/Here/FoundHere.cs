using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Here;

/// <summary>A feature at a place, or the nearest to it.</summary>
/// <param name="Layer">Where it lies.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its own name; null when it has none.</param>
/// <param name="Details">What is said of it, in words: objective, sub-network, class.</param>
/// <param name="Metres">0 at the place itself.</param>
internal sealed record FoundHere(CatalogLayer Layer, long Id, string? Name, IReadOnlyList<(string Title, string Value)> Details,
    double Metres);
