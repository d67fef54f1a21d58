using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;

namespace SrceOgc.Publishing.Comparisons;

/// <summary>A field that both versions of a layer have, with values that can be equal.</summary>
internal sealed record SharedField(string Name, int Before, int After);

/// <summary>
/// One layer in two versions. Both are read once, side by side by identifier; what is the same in both is forgotten at once,
/// of the rest a hash is kept.
/// </summary>
internal sealed class LayerPair(string name, string title, IFeatureSource before, IFeatureSource after, string? askedCode)
{
    /// <summary>Of either version; some tens of bytes each. A table numbered anew differs in every feature before it is paired.</summary>
    private const int MostDifferent = 1_000_000;

    private static readonly string[] CodeBeginnings = ["cleabs", "uuid", "code", "cd", "id", "insee", "siren", "cle"];

    private readonly List<FeatureHash> _onlyBefore = [], _onlyAfter = [];

    /// <summary>Fields by name, in the order of the later version.</summary>
    public static IReadOnlyList<SharedField> SharedFields(FeatureType before, FeatureType after) =>
    [
        .. after.Fields.Select((field, i) => new SharedField(field.Name, Place(before, field.Name), i))
            .Where(shared => shared.Before >= 0 && CanBeEqual(before.Fields[shared.Before].Kind, after.Fields[shared.After].Kind)),
    ];

    public LayerComparison Compare(RequestBudget budget)
    {
        var shared = SharedFields(before.Type, after.Type);
        var code = CodeField(shared);
        using var earlier = new HashCursor(before, [.. shared.Select(field => field.Before)], code?.Before ?? -1, budget);
        using var later = new HashCursor(after, [.. shared.Select(field => field.After)], code?.After ?? -1, budget);
        Walk(earlier, later, budget);
        var isTooDifferent = _onlyBefore.Count > MostDifferent || _onlyAfter.Count > MostDifferent;
        return new(name, title, Extent(before.Type, earlier.Measure), Extent(after.Type, later.Measure), FieldChanges(),
            before.Type.Srid != after.Type.Srid,
            isTooDifferent ? null : FeaturePairing.Pair(_onlyBefore, _onlyAfter, askedCode is not null));
    }

    /// <summary>The extent of a layer that one version alone has.</summary>
    public static LayerExtent Measured(IFeatureSource layer, RequestBudget budget)
    {
        using var cursor = layer.Open(new FeatureQuery { Budget = budget });
        var measure = default(WkbMeasure);
        while (cursor.MoveNext())
        {
            budget.Look();
            measure += WkbMeasure.Of(cursor.Geometry);
        }

        return Extent(layer.Type, measure);
    }

    private void Walk(HashCursor earlier, HashCursor later, RequestBudget budget)
    {
        var (isBefore, isAfter) = (earlier.MoveNext(), later.MoveNext());
        while (isBefore || isAfter)
        {
            budget.Look();
            var order = !isBefore ? 1 : !isAfter ? -1 : earlier.Current.Id.CompareTo(later.Current.Id);
            if (order != 0 || earlier.Current.Content != later.Current.Content)
                Note(order <= 0 ? earlier : null, order >= 0 ? later : null);
            isBefore = order <= 0 ? earlier.MoveNext() : isBefore;
            isAfter = order >= 0 ? later.MoveNext() : isAfter;
        }
    }

    private void Note(HashCursor? earlier, HashCursor? later)
    {
        if (earlier is not null && _onlyBefore.Count <= MostDifferent)
            _onlyBefore.Add(earlier.Current);
        if (later is not null && _onlyAfter.Count <= MostDifferent)
            _onlyAfter.Add(later.Current);
    }

    private static LayerExtent Extent(FeatureType type, WkbMeasure measure) =>
        new(type.Count, type.HasGeometry && CrsRegistry.Standard.Find(type.Srid) is { IsGeographic: false } ? measure : null);

    private SharedField? CodeField(IReadOnlyList<SharedField> shared)
    {
        if (askedCode is not null)
            return shared.FirstOrDefault(field => field.Name.Equals(askedCode, StringComparison.OrdinalIgnoreCase));
        var candidates = shared.Where(field => after.Type.Fields[field.After].Kind is FieldKind.Text or FieldKind.Integer).ToArray();
        return CodeBeginnings.Select(word =>
            Array.Find(candidates, field => field.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(found => found is not null);
    }

    private List<FieldChange> FieldChanges()
    {
        var changes = after.Type.Fields
            .Select(field => new FieldChange(field.Name, Place(before.Type, field.Name) is >= 0 and var i
                ? before.Type.Fields[i].Kind : null, field.Kind))
            .Where(change => change.Before != change.After)
            .ToList();
        changes.AddRange(before.Type.Fields.Where(field => Place(after.Type, field.Name) < 0)
            .Select(field => new FieldChange(field.Name, field.Kind, null)));
        return changes;
    }

    private static int Place(FeatureType type, string name)
    {
        for (var i = 0; i < type.Fields.Count; i++)
            if (type.Fields[i].Name.Equals(name, StringComparison.Ordinal))
                return i;
        return -1;
    }

    private static bool CanBeEqual(FieldKind one, FieldKind other) =>
        one == other || (one is FieldKind.Integer or FieldKind.Real && other is FieldKind.Integer or FieldKind.Real);
}
