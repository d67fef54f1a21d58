using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Indicators;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Rendering.Legends;
using SrceOgc.Rendering.Styles;
using SrceOgc.Rendering.Styles.Values;
using SrceOgc.Server.Catalogs;
using SrceOgc.Server.Http;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>How much of each class of a layer's legend lies in a territory: hectares of the union, or kilometres.</summary>
internal sealed class PlateMeasures(CatalogLayer layer, TerritoryGround ground, RequestedWork request)
{
    private readonly CrsTransform _transform = CrsTransform.Between(layer.Crs, ground.System);

    public IEnumerable<(Rule Rule, string Amount)> Of(FeatureQuery query, MapScale scale)
    {
        var style = layer.DefaultStyle.Style;
        var parts = new List<Geometry>?[style.Legend.Count];
        LegendCounts.Visit(style, layer.Source, query, scale, request.Budget, (index, cursor) =>
        {
            if (Cut(WkbGeometryReader.Read(cursor.Geometry)) is { IsEmpty: false } cut)
                (parts[index] ??= []).Add(cut);
        });
        for (var i = 0; i < parts.Length; i++)
            if (parts[i] is { } found)
                yield return (style.Legend[i], layer.Type.Family == GeometryFamily.Line
                    ? PlateWords.Number(found.Sum(part => part.Length) / 1_000, "km", request.Language)
                    : PlateWords.Number(OverlayNGRobust.Union(found).Area / 10_000, "ha", request.Language));
    }

    private Geometry? Cut(Geometry geometry)
    {
        request.Budget.Look();
        var whole = MeasuringTransform.Apply(geometry, _transform);
        if (ground.Geometry.EnvelopeInternal.Covers(whole.EnvelopeInternal) && ground.Geometry.Covers(whole))
            return whole;
        return AreaRepair.Valid(whole) is { } valid
            ? OverlayNGRobust.Overlay(valid, ground.Geometry, SpatialFunction.Intersection) : null;
    }
}
