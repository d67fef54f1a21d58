using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Reading;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.StyleFormats.Libraries;

namespace SrceOgc.Server.Catalogs;

/// <summary>A territory to find by name; <paramref name="Bounds"/> in longitude and latitude.</summary>
internal sealed record NamedTerritory(string Name, string Code, string Plain, Envelope Bounds);

/// <summary>The names of a layer of territories, read once per publication when first searched: some 35 000 at most.</summary>
internal sealed class TerritoryNames
{
    private static readonly string[] NameFields = ["nom", "nom_com", "nom_commune", "nom_officiel", "libgeo", "libelle", "nom_m", "name"];

    private static readonly SourceMemo<TerritoryNames> BySource = new();

    private readonly NamedTerritory[] _all;

    private TerritoryNames(NamedTerritory[] all) => _all = all;

    public static TerritoryNames Of(CodedTerritories territories) => BySource.Of(territories.Layer.Source, () => new(Read(territories)));

    /// <summary>A code first, then names that begin with the text, then names that hold it; shorter names before longer ones.</summary>
    public IEnumerable<NamedTerritory> Find(string text)
    {
        var plain = StyleNames.Plain(text);
        return _all.Select(territory => (Territory: territory, Rank: RankOf(territory.Code, territory.Plain, text.Trim(), plain)))
            .Where(found => found.Rank >= 0)
            .OrderBy(found => found.Rank).ThenBy(found => found.Territory.Plain.Length)
                .ThenBy(found => found.Territory.Plain, StringComparer.Ordinal)
            .Select(found => found.Territory);
    }

    /// <summary>How well a territory answers what was typed: 0 is best, -1 does not.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="name">Its name as <see cref="StyleNames.Plain"/> gives it.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="plain">The same as <see cref="StyleNames.Plain"/> gives it.</param>
    public static int RankOf(string code, string name, string text, string plain) =>
        code.Equals(text, StringComparison.OrdinalIgnoreCase) ? 0
        : name.StartsWith(plain, StringComparison.Ordinal) ? 1
        : name.Contains('_' + plain, StringComparison.Ordinal) ? 2
        : name.Contains(plain, StringComparison.Ordinal) ? 3 : -1;

    private static NamedTerritory[] Read(CodedTerritories territories)
    {
        var layer = territories.Layer;
        var name = NameFields.Select(layer.Type.IndexOf)
            .FirstOrDefault(index => index >= 0 && layer.Type.Fields[index].Kind == FieldKind.Text, -1);
        if (name < 0)
            return [];
        var toDegrees = CrsTransform.Between(layer.Crs, CrsRegistry.Standard.LonLat);
        var all = new List<NamedTerritory>();
        using var cursor = layer.Source.Open(FeatureQuery.All);
        while (cursor.MoveNext())
            if (!cursor[name].IsNull && !cursor.Bounds.IsEmpty)
                all.Add(Named(cursor[name].Text, cursor[territories.CodeField].Text, toDegrees.TransformEnvelope(cursor.Bounds)));
        return [.. all];
    }

    private static NamedTerritory Named(string name, string code, Envelope bounds) => new(name, code, StyleNames.Plain(name), bounds);
}
