using System.Security.Cryptography;
using System.Text;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Features.Texts;
using SrceOgc.Rendering.StyleFormats.Libraries;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.Indicators;

/// <summary>
/// Definitions met with the layers of a catalogue, as its reader may see them: what can be measured, of which versions. What has no layer
/// is left out, and
/// said so (<see cref="Missing"/>).
/// </summary>
internal sealed class IndicatorBinding
{
    private readonly Catalog _catalog;
    private readonly IndicatorDefinitions _definitions;
    private readonly Crs _system;
    private readonly List<MeasuredRole> _roles = [];
    private readonly List<Measure> _measures = [];
    private readonly Dictionary<string, int> _roleIndexes = [];
    private readonly HashSet<CatalogLayer> _layers = [];

    private IndicatorBinding(Catalog catalog, IndicatorDefinitions definitions, Crs system) =>
        (_catalog, _definitions, _system) = (catalog, definitions, system);

    public MeasuringPlan Plan { get; private set; } = null!;

    public IReadOnlyList<BoundIndicator> Indicators { get; private set; } = [];

    /// <summary>Roles that no layer plays.</summary>
    public IReadOnlyList<RoleDefinition> Missing { get; private set; } = [];

    /// <summary>Layers read, in order of their names.</summary>
    public IReadOnlyList<CatalogLayer> Layers { get; private set; } = [];

    /// <param name="catalog">Whose layers are read.</param>
    /// <param name="definitions">What is asked for.</param>
    /// <param name="system">The system measured in.</param>
    /// <param name="budget">Categories are looked for in the layers.</param>
    public static IndicatorBinding Of(Catalog catalog, IndicatorDefinitions definitions, Crs system, RequestBudget budget)
    {
        var binding = new IndicatorBinding(catalog, definitions, system);
        binding.Bind(budget);
        return binding;
    }

    /// <summary>Changes with anything measured, or how.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        Layers.Select(layer => $"{layer.Name} {layer.Stamp}")
            .Concat(Indicators.Select(indicator =>
                $"{indicator.Key} {indicator.Title.French} {Plan.Measures[indicator.Measure]} {indicator.Whole}"))
            .Concat(_roles.SelectMany(role => role.Sources).Select(source => source.Classes).OfType<NumberClasses>()
                .Select(classes => $"{string.Join(' ', classes.Bounds)} {string.Join(' ', classes.Names)}"))))).AsSpan(0, 12));

    private void Bind(RequestBudget budget)
    {
        foreach (var role in _definitions.Roles.Where(role => role.Roles is null))
            AddRole(role, SourcesOf(role));
        foreach (var role in _definitions.Roles.Where(role => role.Roles is not null))
            AddRole(role, [.. role.Roles!.Where(_roleIndexes.ContainsKey).SelectMany(part => _roles[_roleIndexes[part]].Sources)]);
        Missing = [.. _definitions.Roles.Where(role => !_roleIndexes.ContainsKey(role.Cle))];
        Indicators = [.. _definitions.Indicateurs.Where(IsPossible).SelectMany(indicator => Bound(indicator, budget))];
        Plan = new(_roles, _measures);
        Layers = [.. _layers.OrderBy(layer => layer.Name, StringComparer.Ordinal)];
    }

    private void AddRole(RoleDefinition role, IReadOnlyList<RoleSource> sources)
    {
        if (sources.Count == 0)
            return;
        _roleIndexes.Add(role.Cle, _roles.Count);
        _roles.Add(new(role.Cle, sources));
    }

    private bool IsPossible(IndicatorDefinition indicator) =>
        _roleIndexes.TryGetValue(indicator.Role, out var role) && (indicator.Dans is null || _roleIndexes.ContainsKey(indicator.Dans))
        && _roles[role].Sources.Any(source => Fits(source.Layer.Type.Family, indicator.Mesure));

    private static bool Fits(GeometryFamily family, string measure) => measure switch
    {
        IndicatorDefinitions.Count => family != GeometryFamily.None,
        IndicatorDefinitions.Length => family is GeometryFamily.Line or GeometryFamily.Mixed,
        _ => family is GeometryFamily.Polygon or GeometryFamily.Mixed,
    };

    private IEnumerable<BoundIndicator> Bound(IndicatorDefinition indicator, RequestBudget budget)
    {
        var role = _roleIndexes[indicator.Role];
        if (!indicator.ParCategorie)
        {
            yield return New(indicator, role, null);
            yield break;
        }

        var keys = new HashSet<string>();
        foreach (var category in IndicatorCategories.Of(_roles[role], budget))
        {
            var bound = New(indicator, role, category);
            if (keys.Add(bound.Key))
                yield return bound;
        }
    }

    private BoundIndicator New(IndicatorDefinition indicator, int role, string? category)
    {
        var (kind, unit) = indicator.Mesure switch
        {
            IndicatorDefinitions.Length => (MeasureKind.Length, "km"),
            IndicatorDefinitions.Count => (MeasureKind.Count, ""),
            IndicatorDefinitions.Share => (MeasureKind.Area, "%"),
            _ => (MeasureKind.Area, "ha"),
        };
        var within = indicator.Dans is null ? -1 : _roleIndexes[indicator.Dans];
        var measure = IndexOf(new(kind, role, within, category));
        int? whole = unit != "%" ? null : within < 0 && category is null ? -1 : IndexOf(new(kind, role));
        var key = category is null
            ? indicator.Cle : $"{indicator.Cle}_{(category.Length == 0 ? "non_renseigne" : StyleNames.Plain(category))}";
        var title = indicator.Titre.Text;
        return new(key, category is null
            ? title : new($"{title.French} : {Words(category, "non renseigné")}", $"{title.English}: {Words(category, "not given")}"),
            unit, measure, whole, indicator.Principal, indicator);
    }

    private static string Words(string category, string none) => category.Length == 0 ? none : category;

    private int IndexOf(Measure measure)
    {
        var index = _measures.IndexOf(measure);
        if (index >= 0)
            return index;
        _measures.Add(measure);
        return _measures.Count - 1;
    }

    private List<RoleSource> SourcesOf(RoleDefinition role)
    {
        var layers = Matching(role.Couches!, role);
        if (layers.Count == 0)
            layers = Matching(role.Sinon ?? [], role);
        var sources = new List<RoleSource>();
        foreach (var layer in layers)
            if (FilterOf(role, layer) is { } filter)
            {
                _layers.Add(layer);
                sources.Add(SourceOf(role, layer, filter));
            }

        return sources;
    }

    private List<CatalogLayer> Matching(IReadOnlyList<string> patterns, RoleDefinition role) =>
        [.. _catalog.Layers.Where(layer =>
            layer.IsSpatial && !layer.IsDerived && IsNamed(layer, patterns) && !IsNamed(layer, role.Sauf ?? []))];

    private static bool IsNamed(CatalogLayer layer, IReadOnlyList<string> patterns) =>
        patterns.Any(pattern => Glob.Matches(pattern, layer.Name));

    /// <summary>With the category its features say, else the class their number falls in.</summary>
    private RoleSource SourceOf(RoleDefinition role, CatalogLayer layer, Filter filter)
    {
        var transform = CrsTransform.Between(layer.Crs, _system);
        var category = CategoryField(layer.Type, role.Categorie ?? []);
        if (category >= 0 || role.Classes is not { } classes)
            return new(layer.Source, filter, transform, category);
        var number = classes.Champ.Select(layer.Type.IndexOf)
            .FirstOrDefault(index => index >= 0 && layer.Type.Fields[index].Kind is FieldKind.Real or FieldKind.Integer, -1);
        return new(layer.Source, filter, transform, number, number < 0 ? null : new(classes.Bornes, classes.Noms));
    }

    private static int CategoryField(FeatureType type, IReadOnlyList<string> names) =>
        names.Select(type.IndexOf)
            .FirstOrDefault(index => index >= 0 && type.Fields[index].Kind is FieldKind.Text or FieldKind.Integer or FieldKind.Boolean, -1);

    /// <summary>Null when a layer has none of the fields: then nothing of it is known to play the role.</summary>
    private static Filter? FilterOf(RoleDefinition role, CatalogLayer layer)
    {
        if (role.Filtre is not { } asked)
            return Filter.All;
        var index = asked.Champ.Select(layer.Type.IndexOf)
            .FirstOrDefault(field => field >= 0 && layer.Type.Fields[field].Kind == FieldKind.Text, -1);
        if (index < 0)
            return null;
        var field = new FieldExpression(index, layer.Type.Fields[index]);
        return new OrFilter([.. asked.Valeurs.Select(value =>
            new ComparisonFilter(ComparisonOperator.Equal, field, LiteralExpression.Of(value)))]);
    }
}
