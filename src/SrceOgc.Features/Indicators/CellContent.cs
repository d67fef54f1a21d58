using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Features.Indicators;

/// <summary>
/// What the roles of a plan have in one square: their features cut to it and united, each once whatever measures ask for it. One thread.
/// </summary>
internal sealed class CellContent
{
    private static readonly Geometry Nothing = WkbGeometryReader.Factory.CreatePolygon();

    private sealed record Part(Geometry Geometry, string? Category);

    private readonly MeasuringPlan _plan;
    private readonly Envelope _box;
    private readonly RequestBudget _budget;
    private readonly RectangleClipping _clipping = new();
    private readonly List<Part>?[] _parts;
    private readonly Dictionary<(int Role, bool AreAreas, string? Category), Geometry> _united = [];
    private readonly List<LineString> _cut = [];

    public CellContent(MeasuringPlan plan, in Envelope box, RequestBudget budget)
    {
        (_plan, _box, _budget) = (plan, box, budget);
        _parts = new List<Part>?[plan.Roles.Count];
    }

    /// <summary>What a measure is of: areas or lines, within the areas of its other role.</summary>
    public Geometry Of(Measure measure)
    {
        var own = United(measure.Role, measure.Kind == MeasureKind.Area, measure.Category);
        if (measure.Other < 0 || own.IsEmpty)
            return own;
        var other = United(measure.Other, true, null);
        return other.IsEmpty || !own.EnvelopeInternal.Intersects(other.EnvelopeInternal) ? Nothing : Common(own, other);
    }

    public static Geometry Common(Geometry geometry, Geometry area) => OverlayNGRobust.Overlay(geometry, area, SpatialFunction.Intersection);

    private Geometry United(int role, bool areAreas, string? category)
    {
        var key = (role, areAreas, category);
        if (!_united.TryGetValue(key, out var united))
            _united.Add(key, united = Unite(role, areAreas, category));
        return united;
    }

    private Geometry Unite(int role, bool areAreas, string? category)
    {
        var dimension = areAreas ? Dimension.Surface : Dimension.Curve;
        var parts = (_parts[role] ??= Read(_plan.Roles[role]))
            .Where(part => part.Geometry.Dimension == dimension && (category is null || part.Category == category)).Select(part => part.Geometry).ToList();
        _budget.Look();
        return parts.Count == 0 ? Nothing : parts.Count == 1 && areAreas ? parts[0] : OverlayNGRobust.Union(parts);
    }

    private List<Part> Read(MeasuredRole role)
    {
        var parts = new List<Part>();
        foreach (var source in role.Sources)
        {
            var window = source.ToMeasuring.IsIdentity ? _box : source.ToMeasuring.Inverse.TransformEnvelope(_box);
            var repairs = Repairs.Of(source.Layer);
            using var cursor = source.Layer.Open(new FeatureQuery { Filter = source.Filter, Window = window, Budget = _budget });
            while (cursor.MoveNext())
            {
                if (cursor.Geometry.IsEmpty)
                    continue;
                _budget.Look();
                var category = CategoryOf(cursor, source);
                Add(MeasuringTransform.Apply(repairs.Read(cursor.Ordinal, cursor.Geometry), source.ToMeasuring), category, parts);
            }
        }

        return parts;
    }

    /// <summary>The value in words; an empty one is a category too, so that categories add up.</summary>
    public static string? CategoryOf(FeatureCursor cursor, RoleSource source) =>
        source.CategoryField < 0 ? null : IndicatorCategories.TextOf(cursor[source.CategoryField]);

    private void Add(Geometry geometry, string? category, List<Part> parts)
    {
        for (var i = 0; i < geometry.NumGeometries; i++)
            switch (geometry.GetGeometryN(i))
            {
                case Polygon polygon when _clipping.Clip(polygon, _box) is { } cut:
                    parts.Add(new(cut, category));
                    break;
                case LineString line:
                    _cut.Clear();
                    _clipping.Clip(line, _box, _cut);
                    parts.AddRange(_cut.Select(part => new Part(part, category)));
                    break;
                case GeometryCollection nested:
                    Add(nested, category, parts);
                    break;
            }
    }
}
