using System.Runtime.CompilerServices;
using NetTopologySuite.Geometries;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Server.Catalogs;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Server.Territories;

/// <summary>Codes that fit nothing: communes nouvelles, communes of other departments, mistakes. They are said, never dropped in
/// silence.</summary>
internal sealed record UnmatchedCodes(string Type, string Code, string Name, IReadOnlyList<string> Communes);

/// <summary>
/// The territories of one catalogue, as its reader may see them; each type is read when it is first asked for. EPCI without a geometry of
/// their own are made of
/// their communes: by a field of the communes, or by a table (<see cref="MembershipTable"/>).
/// </summary>
internal sealed class TerritoryIndex
{
    private static readonly ConditionalWeakTable<Catalog, TerritoryIndex> ByCatalog = [];

    private readonly Catalog _catalog;
    private readonly Dictionary<string, Lazy<TerritoriesOfType>> _types;

    private TerritoryIndex(Catalog catalog)
    {
        _catalog = catalog;
        Declarations = BuiltInTerritories.With(catalog.Service.Territories);
        _types = Declarations.ToDictionary(type => type.Type, type => new Lazy<TerritoriesOfType>(() => Read(type)));
    }

    public IReadOnlyList<TerritoryDeclaration> Declarations { get; }

    public static TerritoryIndex Of(Catalog catalog) => ByCatalog.GetValue(catalog, static catalog => new(catalog));

    public bool Knows(string type) => _types.ContainsKey(type);

    /// <exception cref="ServiceException">404: no such type.</exception>
    public TerritoriesOfType OfType(string type) =>
        _types.TryGetValue(type, out var found) ? found.Value : throw new ServiceException("NotFound", "type", new(
        $"Le type de territoire « {ServiceException.Shortened(type)} » n'existe pas ; attendu : {string.Join(", ", _types.Keys)}.",
        $"There is no type of territory '{ServiceException.Shortened(type)}'; expected: {string.Join(", ", _types.Keys)}."), 404);

    /// <summary>Tables that say which commune belongs where.</summary>
    public IEnumerable<CatalogLayer> MembershipLayers => MembershipTable.Find(_catalog.Layers) is { } table ? [table.Layer] : [];

    /// <summary>Types that this catalogue has any territory of.</summary>
    public IEnumerable<TerritoriesOfType> Present => _types.Values.Select(type => type.Value).Where(type => type.All.Count > 0);

    public Territory? Find(string type, string code) => OfType(type).Find(code);

    /// <exception cref="ServiceException">404: no such type or code.</exception>
    public Territory Require(string type, string code) => Find(type, code) ?? throw new ServiceException("NotFound", "code", new(
        $"Aucun territoire « {type} » n'a le code « {ServiceException.Shortened(code)} »{Hint(type)}.",
        $"No territory '{type}' has the code '{ServiceException.Shortened(code)}'{HintInEnglish(type)}."), 404);

    /// <summary>What it belongs to: by its fields, by the lists of its parents, else by where its middle lies (see
    /// <see cref="TerritoryGeometry"/>).</summary>
    public IEnumerable<Territory> ParentsOf(Territory territory)
    {
        foreach (var type in Declarations.Select(declaration => OfType(declaration.Type))
            .Where(type => type.All.Count > 0 && type.Rank > OfType(territory.Type).Rank))
            if (ParentOf(territory, type) is { } parent)
                yield return parent;
    }

    public IEnumerable<Territory> ChildrenOf(Territory territory)
    {
        if (territory.Type == BuiltInTerritories.Commune)
            yield break;
        var ground = new Lazy<Geometry>(() => TerritoryGeometry.Of(this, territory));
        foreach (var child in OfType(BuiltInTerritories.Commune).All)
            if (IsMember(child, territory, ground))
                yield return child;
    }

    private bool IsMember(Territory commune, Territory parent, Lazy<Geometry> ground) =>
        parent.Communes.Count > 0 ? parent.Communes.Contains(commune.Code)
        : commune.Parents.TryGetValue(parent.Type, out var code) ? code == parent.Code
        : parent.Bounds.Intersects(commune.Bounds) && TerritoryGeometry.IsMiddleIn(this, commune, parent, ground.Value);

    private Territory? ParentOf(Territory territory, TerritoriesOfType type)
    {
        if (territory.Parents.TryGetValue(type.Declaration.Type, out var code) && type.Find(code) is { } named)
            return named;
        if (territory.Type == BuiltInTerritories.Commune
            && type.All.FirstOrDefault(parent => parent.Communes.Contains(territory.Code)) is { } listing)
            return listing;
        return type.All.FirstOrDefault(parent => parent.Bounds.Intersects(territory.Bounds)
            && TerritoryGeometry.IsMiddleIn(this, territory, parent, TerritoryGeometry.Of(this, parent)));
    }

    private TerritoriesOfType Read(TerritoryDeclaration declaration)
    {
        var rank = Declarations.TakeWhile(type => type.Type != declaration.Type).Count();
        var layers = TerritoryLayer.FindAll(declaration, _catalog.Layers.Where(layer => !layer.IsDerived));
        var layer = layers.Count > 0 ? layers[0] : null;
        IReadOnlyList<Territory> own = layers.Count == 1 ? KeptTerritories.Of(layers[0])
            : [.. layers.SelectMany(KeptTerritories.Of).DistinctBy(territory => territory.Code)];
        return (declaration.Type == BuiltInTerritories.Epci
            ? WithComposed(declaration, layer, own, rank) : new(declaration, rank, layer, own, [])) with
        { Layers = layers };
    }

    /// <summary>EPCI of the layer, and those that only communes or a table speak of.</summary>
    private TerritoriesOfType WithComposed(TerritoryDeclaration declaration, TerritoryLayer? layer, IReadOnlyList<Territory> own, int rank)
    {
        var communes = OfType(BuiltInTerritories.Commune);
        var unmatched = new List<UnmatchedCodes>();
        foreach (var territory in own.Where(territory => territory.Communes.Any(code => communes.Find(code) is null)))
            unmatched.Add(new(declaration.Type, territory.Code, territory.Name,
                [.. territory.Communes.Where(code => communes.Find(code) is null)]));
        var known = own.Select(territory => territory.Code).ToHashSet();
        var all = own.ToList();
        foreach (var (siren, name, codes) in Compositions(communes).Where(composition => !known.Contains(composition.Siren)))
        {
            var found = codes.Select(communes.Find).OfType<Territory>().ToArray();
            if (found.Length == 0)
                continue;
            var bounds = found.Aggregate(Envelope.Empty, static (box, commune) => box.Union(commune.Bounds));
            all.Add(new(declaration.Type, siren, name, StyleNames.Plain(name), bounds, [], new Dictionary<string, string>(),
                [.. found.Select(commune => commune.Code)]));
            if (found.Length < codes.Count)
                unmatched.Add(new(declaration.Type, siren, name, [.. codes.Where(code => communes.Find(code) is null)]));
        }

        return new(declaration, rank, layer, all, unmatched);
    }

    private IEnumerable<(string Siren, string Name, IReadOnlyList<string> Codes)> Compositions(TerritoriesOfType communes)
    {
        if (MembershipTable.Find(_catalog.Layers) is { } table)
            return table.Rows().GroupBy(row => row.Siren)
                .Select(rows => (rows.Key, rows.First().Name, (IReadOnlyList<string>)[.. rows.Select(row => row.Insee).Distinct()]));
        return communes.All.Where(commune => commune.Parents.ContainsKey(BuiltInTerritories.Epci))
            .GroupBy(commune => commune.Parents[BuiltInTerritories.Epci])
            .Select(group => (group.Key, group.Key, (IReadOnlyList<string>)[.. group.Select(commune => commune.Code)]));
    }

    private static string Hint(string type) => type switch
    {
        BuiltInTerritories.Commune => " : c'est un code INSEE qui est attendu, non un code postal",
        BuiltInTerritories.Epci => " : c'est un numéro SIREN qui est attendu",
        _ => "",
    };

    private static string HintInEnglish(string type) => type switch
    {
        BuiltInTerritories.Commune => ": an INSEE code is expected, not a postcode",
        BuiltInTerritories.Epci => ": a SIREN number is expected",
        _ => "",
    };
}
