using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Territories;

/// <summary>The layer that holds the territories of a type, and its fields.</summary>
internal sealed record TerritoryLayer(TerritoryDeclaration Declaration, CatalogLayer Layer, int CodeField, int NameField)
{
    private static readonly char[] Separators = ['/', ',', ';', '|', ' '];

    /// <summary>
    /// A layer of polygons with codes whose name fits a pattern: one whose codes are nearly all different before one whose codes repeat,
    /// then by the earliest
    /// pattern, then by the shorter name; none when there is none. Beside the first, which is that of the type, all whose codes are their
    /// own: two regions, each with its communes.
    /// </summary>
    public static IReadOnlyList<TerritoryLayer> FindAll(TerritoryDeclaration declaration, IEnumerable<CatalogLayer> layers) =>
        [.. Ranked(declaration, layers).Where((layer, i) => i == 0 || layer.HasOwnCodes)];

    private static IEnumerable<TerritoryLayer> Ranked(TerritoryDeclaration declaration, IEnumerable<CatalogLayer> layers) => layers
        .Where(layer => layer.Type.Family == GeometryFamily.Polygon)
        .Select(layer => (Layer: new TerritoryLayer(declaration, layer, IndexOf(layer.Type, declaration.Code, areNumbersGood: true),
            IndexOf(layer.Type, declaration.Name)), Rank: RankOf(declaration, layer)))
        .Where(found => found.Rank >= 0 && found.Layer.CodeField >= 0)
        .OrderByDescending(found => found.Layer.HasOwnCodes).ThenBy(found => found.Rank).ThenBy(found => found.Layer.Layer.Name.Length)
        .ThenBy(found => found.Layer.Layer.Name, StringComparer.Ordinal)
        .Select(found => found.Layer);

    private bool HasOwnCodes => Layer.Type.Fields[CodeField].Kind == FieldKind.Integer
        || Layer.Source.DistinctTexts(CodeField, int.MaxValue) is { } codes && codes.Count >= 0.9 * Layer.Type.Count;

    private static int RankOf(TerritoryDeclaration declaration, CatalogLayer layer)
    {
        for (var i = 0; i < (declaration.Match?.Count ?? 0); i++)
            if (Glob.Matches(declaration.Match![i], layer.Name) || Glob.Matches(declaration.Match[i], StyleNames.Plain(layer.Name)))
                return i;
        return -1;
    }

    /// <summary>In the order of the layer; features of one code are one territory.</summary>
    public IReadOnlyList<Territory> Read()
    {
        var toDegrees = CrsTransform.Between(Layer.Crs, CrsRegistry.Standard.LonLat);
        var parents = (Declaration.Parents ?? new Dictionary<string, IReadOnlyList<string>>())
            .Select(parent => (parent.Key, Field: IndexOf(Layer.Type, parent.Value, areNumbersGood: true)))
                .Where(parent => parent.Field >= 0 && parent.Field != CodeField).ToArray();
        var communes = IndexOf(Layer.Type, Declaration.Communes);
        var byCode = new Dictionary<string, Territory>(StringComparer.Ordinal);
        using var cursor = Layer.Source.Open(FeatureQuery.All);
        while (cursor.MoveNext())
        {
            if (TextOf(cursor[CodeField]) is not { Length: > 0 } code || cursor.Geometry.IsEmpty)
                continue;
            var bounds = toDegrees.TransformEnvelope(cursor.Bounds);
            byCode[code] = byCode.TryGetValue(code, out var known)
                ? known with { Bounds = known.Bounds.Union(bounds), Features = [.. known.Features, cursor.Id] }
                : New(cursor, code, bounds, parents, communes);
        }

        return [.. byCode.Values];
    }

    /// <summary>The first of these fields that the type has and that holds codes: texts, or whole numbers where those are good.</summary>
    public static int IndexOf(FeatureType type, IReadOnlyList<string>? names, bool areNumbersGood = false)
    {
        foreach (var name in names ?? [])
            if (type.IndexOf(name) is >= 0 and var index
                && (type.Fields[index].Kind == FieldKind.Text || (areNumbersGood && type.Fields[index].Kind == FieldKind.Integer)))
                return index;
        return -1;
    }

    public static string TextOf(FieldValue value) => value.Kind switch
    {
        FieldKind.Text => value.Text.Trim(),
        FieldKind.Integer => value.Integer.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "",
    };

    public static IReadOnlyList<string> Codes(string list) =>
        list.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private Territory New(FeatureCursor cursor, string code, Envelope bounds, (string Type, int Field)[] parents, int communes)
    {
        var name = NameField >= 0 && !cursor[NameField].IsNull ? cursor[NameField].Text : code;
        var belongs = new Dictionary<string, string>();
        foreach (var (type, field) in parents)
            if (TextOf(cursor[field]) is { Length: > 0 } parent)
                belongs[type] = parent;
        return new(Declaration.Type, code, name, StyleNames.Plain(name), bounds, [cursor.Id], belongs, communes < 0
            ? [] : Codes(TextOf(cursor[communes])))
        { Layer = Layer };
    }
}
