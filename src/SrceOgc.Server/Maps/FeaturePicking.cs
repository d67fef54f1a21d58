using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;
using SrceOgc.Rendering.Styles.Symbolizers;
using SrceOgc.Rendering.Styles.Values;

namespace SrceOgc.Server.Maps;

/// <summary>
/// Finds the features of a layer drawn at a pixel: those whose geometry lies within a hand's tolerance of it and that
/// some rule of the style draws at this scale. Without a pixel, those that the request's filter names.
/// </summary>
internal sealed class FeaturePicking
{
    private static readonly GeometryFactory Factory = new();

    private readonly MapView _view;
    private readonly RequestBudget _budget;
    private readonly double _mapX, _mapY;
    private readonly bool _isNear;

    public FeaturePicking(MapView view, (int X, int Y)? place, RequestBudget budget)
    {
        (_view, _budget) = (view, budget);
        _isNear = place is not null;
        var (x, y) = place ?? (0, 0);
        (_mapX, _mapY) = view.GroundAt(x, y);
    }

    /// <summary>Identifiers, last drawn first, at most <paramref name="most"/>.</summary>
    public IReadOnlyList<long> Pick(StyledLayer layer, int most)
    {
        var scale = new MapScale(_view.Extent.Width / _view.Width, _view.Crs.MetresPerUnit, _view.Dpi);
        if (!layer.Style.Style.Scales.Contains(scale.Denominator))
            return [];
        using var cursor = layer.Layer.Source.Open(new() { Filter = Wanted(layer), Sort = layer.Choice.Sort, Budget = _budget });
        var evaluation = new EvaluationContext(cursor, scale, _budget) { Source = layer.Layer.Source, Form = layer.Style.Style.Form };
        var finders = layer.Style.Style.Passes.Select(pass => new RuleFinder(pass, layer.Style.Rules, evaluation)).ToArray();
        var found = new List<long>();
        while (cursor.MoveNext())
        {
            _budget.Look();
            evaluation.Scratch.Reset();
            if (Array.Exists(finders, finder => finder.Find(cursor).Length > 0))
                found.Add(cursor.Id);
        }

        found.Reverse();
        return found.Count <= most ? found : found[..most];
    }

    private Filter Wanted(StyledLayer layer) => !_isNear ? layer.Choice.Filter : layer.Choice.Filter == Filter.All
        ? Near(layer) : new AndFilter([Near(layer), layer.Choice.Filter]);

    private SpatialFilter Near(StyledLayer layer)
    {
        var transform = CrsTransform.Between(_view.Crs, layer.Layer.Crs);
        var (px, py) = transform.Transform(_mapX, _mapY);
        var (ex, ey) = transform.Transform(_mapX + _view.Extent.Width / _view.Width, _mapY);
        var pixel = Math.Sqrt((ex - px) * (ex - px) + (ey - py) * (ey - py));
        var point = Factory.CreatePoint(new Coordinate(px, py));
        var tolerance = ToleranceInPixels(layer.Layer.Type.Family) * _view.Dpi / MapScale.DefaultDpi;
        return tolerance == 0 ? new(SpatialOperator.Intersects, point) : new(SpatialOperator.WithinDistance, point, tolerance * pixel);
    }

    /// <summary>At 96 dpi: a finger's or a mouse's aim at symbols of usual size.</summary>
    private static double ToleranceInPixels(GeometryFamily family) => family switch
    {
        GeometryFamily.Point => 7,
        GeometryFamily.Line => 4,
        GeometryFamily.Mixed => 4,
        _ => 0,
    };
}
