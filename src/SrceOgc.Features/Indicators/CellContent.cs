using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Features.Indicators;

/// <summary>
/// What the roles of a plan have in one square: their features cut to it, and areas united, each once whatever measures ask for it. Lines
/// are left as they are: the
/// length of two features on one line is that of both, as when a table is added up. One thread.
/// </summary>
internal sealed class CellContent
{
    private static readonly Geometry Nothing = WkbGeometryReader.Factory.CreatePolygon();

    private readonly MeasuringPlan _plan;
    private readonly Envelope _box;
    private readonly RequestBudget _budget;
    private readonly RectangleClipping _clipping = new();
    private readonly Dictionary<RoleSource, List<FeaturePart>> _parts = new(ReferenceEqualityComparer.Instance);
    private readonly CutFeatures _cutBefore;
    private readonly (int Column, int Row) _cell;
    private readonly Dictionary<(int Role, bool AreAreas, string? Category), IReadOnlyList<Geometry>> _own = [];
    private readonly List<LineString> _cut = [];
    private readonly List<Polygon> _cutAreas = [];

    /// <param name="plan">Whose roles.</param>
    /// <param name="grid">Of squares.</param>
    /// <param name="cell">Which of them.</param>
    /// <param name="cutBefore">What large features have of it.</param>
    /// <param name="budget">Ends the work.</param>
    public CellContent(MeasuringPlan plan, CellGrid grid, (int Column, int Row) cell, CutFeatures cutBefore, RequestBudget budget) =>
        (_plan, _box, _cell, _cutBefore, _budget) = (plan, grid.Box(cell.Column, cell.Row), cell, cutBefore, budget);

    /// <summary>What a measure is of: one united area, or lines one by one, within the areas of its other role. Empty for
    /// nothing.</summary>
    public IReadOnlyList<Geometry> Of(Measure measure)
    {
        var own = Own(measure.Role, measure.Kind == MeasureKind.Area, measure.Category);
        if (measure.Other < 0 || own.Count == 0)
            return own;
        var other = Own(measure.Other, true, null);
        return other.Count == 0 ? [] : [.. own.Where(part => part.EnvelopeInternal.Intersects(other[0].EnvelopeInternal))
            .Select(part => Common(part, other[0])).Where(static part => !part.IsEmpty)];
    }

    /// <summary>Of the first's dimension alone: areas that only touch have lines and points in common, which are nothing here.</summary>
    public static Geometry Common(Geometry geometry, Geometry area)
    {
        var common = OverlayNGRobust.Overlay(geometry, area, SpatialFunction.Intersection);
        if (common is not GeometryCollection { IsHomogeneous: false } mixed)
            return common.Dimension == geometry.Dimension ? common : Nothing;
        var parts = mixed.Geometries.Where(part => part.Dimension == geometry.Dimension).ToArray();
        return parts.Length == 0 ? Nothing : WkbGeometryReader.Factory.BuildGeometry(parts);
    }

    private IReadOnlyList<Geometry> Own(int role, bool areAreas, string? category)
    {
        var key = (role, areAreas, category);
        if (!_own.TryGetValue(key, out var own))
            _own.Add(key, own = Find(role, areAreas, category));
        return own;
    }

    private List<Geometry> Find(int role, bool areAreas, string? category)
    {
        var dimension = areAreas ? Dimension.Surface : Dimension.Curve;
        var parts = _plan.Roles[role].Sources.SelectMany(PartsOf)
            .Where(part => part.Geometry.Dimension == dimension && (category is null || part.Category == category))
                .Select(part => part.Geometry).ToList();
        _budget.Look();
        return areAreas && parts.Count > 1 ? [OverlayNGRobust.Union(parts)] : parts;
    }

    private List<FeaturePart> PartsOf(RoleSource source)
    {
        if (!_parts.TryGetValue(source, out var parts))
            _parts.Add(source, parts = Read(source));
        return parts;
    }

    private List<FeaturePart> Read(RoleSource source)
    {
        var parts = new List<FeaturePart>(_cutBefore.In(source, _cell));
        var window = source.ToMeasuring.IsIdentity ? _box : source.ToMeasuring.Inverse.TransformEnvelope(_box);
        var repairs = Repairs.Of(source.Layer);
        using var cursor = source.Layer.Open(new FeatureQuery { Filter = source.Filter, Window = window, Budget = _budget });
        while (cursor.MoveNext())
        {
            if (cursor.Geometry.IsEmpty || cursor.Geometry.Length >= CutFeatures.Large)
                continue;
            _budget.Look();
            Add(MeasuringTransform.Apply(repairs.Read(cursor.Ordinal, cursor.Geometry), source.ToMeasuring), CategoryOf(cursor, source),
                parts);
        }

        return parts;
    }

    /// <summary>The value in words; an empty one is a category too, so that categories add up.</summary>
    public static string? CategoryOf(FeatureCursor cursor, RoleSource source) =>
        source.CategoryField < 0 ? null : IndicatorCategories.Of(cursor, source);

    private void Add(Geometry geometry, string? category, List<FeaturePart> parts)
    {
        for (var i = 0; i < geometry.NumGeometries; i++)
            switch (geometry.GetGeometryN(i))
            {
                case Polygon polygon:
                    _cutAreas.Clear();
                    _clipping.Clip(polygon, _box, _cutAreas);
                    parts.AddRange(_cutAreas.Select(part => new FeaturePart(part, category)));
                    break;
                case LineString line:
                    _cut.Clear();
                    _clipping.Clip(line, _box, _cut);
                    parts.AddRange(_cut.Select(part => new FeaturePart(part, category)));
                    break;
                case GeometryCollection nested:
                    Add(nested, category, parts);
                    break;
            }
    }
}
