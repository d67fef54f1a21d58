using Envelope = SrceOgc.Features.Geometries.Envelope;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.RelateNG;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.Expressions.Evaluation;

/// <summary>
/// A geometry against a constant one. Bounds settle most features; a rectangle is tested on the WKB itself; only what is
/// left, the features at the border, becomes a NetTopologySuite geometry for the exact test. The constant geometry is prepared
/// for every operator, so that none costs more than Intersects, and the budget is looked at inside the tests.
/// </summary>
internal sealed class SpatialPredicate : FilterPredicate
{
    /// <summary>Below these, NetTopologySuite's prepared geometry is quickest, and too quick to need watching.</summary>
    private const int FewVertices = 1_000, FewBytes = 100_000;

    private readonly SpatialOperator _operator;
    private readonly bool _negated;
    private readonly double _distance;
    private readonly Envelope _bounds;
    private readonly bool _isRectangle;
    private readonly bool _isMixed, _isShortLine;
    private readonly RequestBudget _budget;
    private readonly RelateNG _relation;
    private readonly IPreparedGeometry? _small;
    private readonly SegmentTree? _segments;

    private SpatialPredicate(SpatialOperator spatialOperator, Geometry geometry, double distance, bool negated, RequestBudget budget)
    {
        _operator = spatialOperator;
        _negated = negated;
        _distance = distance;
        _budget = budget;
        _isRectangle = geometry.IsRectangle;
        _relation = RelateNG.Prepare(geometry);
        _isMixed = geometry.OgcGeometryType == OgcGeometryType.GeometryCollection;
        _isShortLine = geometry.Dimension == Dimension.Curve && geometry.NumPoints <= FewVertices;
        if (!_isMixed && geometry.NumPoints <= FewVertices)
            _small = PreparedGeometryFactory.Prepare(geometry);
        if (spatialOperator == SpatialOperator.WithinDistance)
            _segments = new SegmentTree(geometry, budget);
        var bounds = geometry.EnvelopeInternal;
        _bounds = new Envelope(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY);
    }

    public static FilterPredicate Compile(SpatialFilter filter, bool negated, RequestBudget budget) => filter switch
    {
        { Geometry.IsEmpty: true } => new ConstantPredicate(false),
        { Operator: SpatialOperator.Disjoint } => new SpatialPredicate(SpatialOperator.Intersects, filter.Geometry, 0, !negated, budget),
        { Operator: SpatialOperator.BeyondDistance } =>
            new SpatialPredicate(SpatialOperator.WithinDistance, filter.Geometry, filter.Distance, !negated, budget),
        _ => new SpatialPredicate(filter.Operator, filter.Geometry, filter.Distance, negated, budget),
    };

    /// <summary>A feature without geometry matches neither the condition nor its negation.</summary>
    public override bool Matches(FeatureCursor feature)
    {
        var bounds = feature.Bounds;
        return !bounds.IsEmpty && Holds(bounds, feature) != _negated;
    }

    private bool Holds(in Envelope bounds, FeatureCursor feature) => _operator switch
    {
        SpatialOperator.Intersects => bounds.Intersects(_bounds) && Intersects(bounds, feature),
        SpatialOperator.Within => _bounds.Contains(bounds) && Exact(feature),
        SpatialOperator.Contains => bounds.Contains(_bounds) && Exact(feature),
        SpatialOperator.Equals => bounds == _bounds && Exact(feature),
        SpatialOperator.WithinDistance => bounds.Grow(_distance).Intersects(_bounds) && IsNear(bounds, feature),
        _ => bounds.Intersects(_bounds) && Exact(feature),
    };

    private bool Intersects(in Envelope bounds, FeatureCursor feature) =>
        _isRectangle
            ? _bounds.Contains(bounds) || Geometries.WkbRectangle.Intersects(feature.Geometry, _bounds)
            : Exact(feature);

    /// <summary>Edges first, which needs no geometry to be built; where none is near, one may still lie inside the other.</summary>
    private bool IsNear(in Envelope bounds, FeatureCursor feature) =>
        _segments!.IsWithin(feature.Geometry, _distance) || (bounds.Intersects(_bounds) && Exact(feature));

    private bool Exact(FeatureCursor feature)
    {
        _budget.Look();
        var wkb = feature.Geometry;
        var geometry = Geometries.WkbGeometryReader.Read(wkb);
        try
        {
            return _small is not null && wkb.Length <= FewBytes && geometry.OgcGeometryType != OgcGeometryType.GeometryCollection
                && Quick(geometry) is { } known
                ? known : Relate(geometry);
        }
        catch (Exception fault) when (fault is TopologyException or ArgumentException)
        {
            return RelateMended(geometry);
        }
    }

    private bool? Quick(Geometry geometry) => _operator switch
    {
        SpatialOperator.Intersects or SpatialOperator.WithinDistance => _small!.Intersects(geometry),
        SpatialOperator.Within => _small!.Contains(geometry),
        _ => null,
    };

    private bool Relate(Geometry geometry) =>
        _relation.Evaluate(geometry, new WatchedPredicate(Relation(), NodesItself(geometry), _budget));

    /// <summary>
    /// Against a polygon, where lines cross themselves changes nothing: every edge that meets its boundary is found there. Of two
    /// lines it may, when one is noded at rounded points of the other; that is looked at as long as both are short.
    /// </summary>
    private bool NodesItself(Geometry geometry) =>
        geometry.OgcGeometryType == OgcGeometryType.GeometryCollection || _isMixed
        || (_isShortLine && geometry.Dimension == Dimension.Curve && geometry.NumPoints <= FewVertices);

    /// <summary>RelateNG copes with polygons that cross themselves; should one defeat it, its nearest valid shape is taken.</summary>
    private bool RelateMended(Geometry geometry)
    {
        try
        {
            return AreaRepair.Repaired(geometry) is { } repaired && Relate(repaired);
        }
        catch (Exception fault) when (fault is TopologyException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Of the filter's geometry to the feature's, so that Within and Contains change places.</summary>
    private TopologyPredicate Relation() => _operator switch
    {
        SpatialOperator.Within => RelatePredicate.Contains(),
        SpatialOperator.Contains => RelatePredicate.Within(),
        SpatialOperator.Touches => RelatePredicate.Touches(),
        SpatialOperator.Crosses => RelatePredicate.Crosses(),
        SpatialOperator.Overlaps => RelatePredicate.Overlaps(),
        SpatialOperator.Equals => RelatePredicate.EqualsTopologically(),
        _ => RelatePredicate.Intersects(),
    };
}
