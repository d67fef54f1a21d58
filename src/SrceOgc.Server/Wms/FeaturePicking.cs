using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Maps;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Expressions;

namespace SrceOgc.Server.Wms;

/// <summary>
/// Finds the features of a layer drawn at a pixel: those whose geometry lies within a hand's tolerance of it and that
/// some rule of the style draws at this scale.
/// </summary>
internal sealed class FeaturePicking(MapView view, int x, int y, RequestBudget budget)
{
    private static readonly GeometryFactory Factory = new();

    private readonly double _mapX = view.Extent.MinX + (x + 0.5) * view.Extent.Width / view.Width;
    private readonly double _mapY = view.Extent.MaxY - (y + 0.5) * view.Extent.Height / view.Height;

    /// <summary>Identifiers, last drawn first, at most <paramref name="most"/>.</summary>
    public IReadOnlyList<long> Pick(StyledLayer layer, int most)
    {
        var scale = new MapScale(view.Extent.Width / view.Width, view.Crs.MetresPerUnit, view.Dpi);
        if (!layer.Style.Style.Scales.Contains(scale.Denominator))
            return [];
        using var cursor = layer.Layer.Source.Open(new() { Filter = Near(layer), Budget = budget });
        var evaluation = new EvaluationContext(cursor, scale, budget);
        var finders = layer.Style.Style.Passes.Select(pass => new RuleFinder(pass, layer.Style.Rules, evaluation)).ToArray();
        var found = new List<long>();
        while (cursor.MoveNext())
        {
            budget.Look();
            evaluation.Scratch.Reset();
            if (Array.Exists(finders, finder => finder.Find(cursor).Length > 0))
                found.Add(cursor.Id);
        }

        found.Reverse();
        return found.Count <= most ? found : found[..most];
    }

    private SpatialFilter Near(StyledLayer layer)
    {
        var transform = CrsTransform.Between(view.Crs, layer.Layer.Crs);
        var (px, py) = transform.Transform(_mapX, _mapY);
        var (ex, ey) = transform.Transform(_mapX + view.Extent.Width / view.Width, _mapY);
        var pixel = Math.Sqrt((ex - px) * (ex - px) + (ey - py) * (ey - py));
        var point = Factory.CreatePoint(new Coordinate(px, py));
        var tolerance = ToleranceInPixels(layer.Layer.Type.Family) * view.Dpi / MapScale.DefaultDpi;
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
