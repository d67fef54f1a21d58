using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Indicators;

/// <summary>Counts the features that meet a territory, its border included: a feature on a border counts on both sides of it, and once in
/// what holds both.</summary>
internal sealed class FeatureCounting(MeasuringPlan plan, RequestBudget budget)
{
    /// <summary>Into the columns of the measures that count.</summary>
    public void Count(MeasuredTerritory territory, double[] figures)
    {
        if (territory.Geometry.IsEmpty)
            return;
        var prepared = new Lazy<IPreparedGeometry>(() => PreparedGeometryFactory.Prepare(territory.Geometry));
        foreach (var group in plan.Measures.Select((measure, index) => (measure, index))
            .Where(pair => pair.measure.Kind == MeasureKind.Count).GroupBy(pair => pair.measure.Role))
            foreach (var source in plan.Roles[group.Key].Sources)
                Count(territory, prepared, source, [.. group], figures);
    }

    private void Count(MeasuredTerritory territory, Lazy<IPreparedGeometry> prepared, RoleSource source,
        (Measure Measure, int Index)[] measures, double[] figures)
    {
        var box = RectangleClipping.Of(territory.Geometry.EnvelopeInternal);
        var window = source.ToMeasuring.IsIdentity ? box : source.ToMeasuring.Inverse.TransformEnvelope(box);
        var repairs = Repairs.Of(source.Layer);
        using var cursor = source.Layer.Open(new FeatureQuery { Filter = source.Filter, Window = window, Budget = budget });
        while (cursor.MoveNext())
        {
            if (cursor.Geometry.IsEmpty)
                continue;
            budget.Look();
            var geometry = MeasuringTransform.Apply(repairs.Read(cursor.Ordinal, cursor.Geometry), source.ToMeasuring);
            if (!prepared.Value.Intersects(geometry))
                continue;
            var category = CellContent.CategoryOf(cursor, source);
            foreach (var (measure, index) in measures)
                if (measure.Category is null || measure.Category == category)
                    figures[index]++;
        }
    }
}
