using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Territories;

/// <summary>All territories of a type; <paramref name="Rank"/> grows with their size; <paramref name="Layer"/> is null where all are made
/// of communes.</summary>
internal sealed record TerritoriesOfType(
    TerritoryDeclaration Declaration, int Rank, TerritoryLayer? Layer, IReadOnlyList<Territory> All,
        IReadOnlyList<UnmatchedCodes> Unmatched)
{
    /// <summary>All layers that have any of them, <see cref="Layer"/> first.</summary>
    public IReadOnlyList<TerritoryLayer> Layers { get; init; } = Layer is null ? [] : [Layer];

    private readonly Lazy<Dictionary<string, Territory>> _byCode =
        new(() => All.ToDictionary(territory => territory.Code, StringComparer.Ordinal));

    public Territory? Find(string code) => _byCode.Value.GetValueOrDefault(code);

    /// <summary>A code first, then names that begin with the text, then names that hold it; shorter names before longer ones.</summary>
    public IEnumerable<Territory> Search(string text, string plain) =>
        All.Select(territory => (territory, Rank: TerritoryNames.RankOf(territory.Code, territory.Plain, text, plain)))
        .Where(found => found.Rank >= 0)
        .OrderBy(found => found.Rank).ThenBy(found => found.territory.Plain.Length)
            .ThenBy(found => found.territory.Plain, StringComparer.Ordinal)
        .Select(found => found.territory);
}
