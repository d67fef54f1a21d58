using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using SrceOgc.Features.Queries;
using Envelope = SrceOgc.Features.Geometries.Envelope;

namespace SrceOgc.Features.Filters.Predicates;

/// <summary>
/// A geometry against a constant one. Bounds settle most features; a rectangle is tested on the WKB itself; only what is
/// left, the features at the border, becomes a NetTopologySuite geometry for the exact test.
/// </summary>
internal sealed class SpatialPredicate : FilterPredicate
{
    private readonly SpatialOperator _operator;
    private readonly bool _negated;
    private readonly double _distance;
    private readonly Envelope _bounds;
    private readonly bool _isRectangle;
    private readonly Geometry _geometry;
    private readonly IPreparedGeometry _prepared;

    private SpatialPredicate(SpatialOperator spatialOperator, Geometry geometry, double distance, bool negated)
    {
        _operator = spatialOperator;
        _negated = negated;
        _distance = distance;
        _geometry = geometry;
        _prepared = PreparedGeometryFactory.Prepare(geometry);
        _isRectangle = geometry.IsRectangle;
        var bounds = geometry.EnvelopeInternal;
        _bounds = new Envelope(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY);
    }

    public static FilterPredicate Compile(SpatialFilter filter, bool negated) => filter switch
    {
        { Geometry.IsEmpty: true } => new ConstantPredicate(false),
        { Operator: SpatialOperator.Disjoint } => new SpatialPredicate(SpatialOperator.Intersects, filter.Geometry, 0, !negated),
        { Operator: SpatialOperator.BeyondDistance } => new SpatialPredicate(SpatialOperator.WithinDistance, filter.Geometry, filter.Distance, !negated),
        _ => new SpatialPredicate(filter.Operator, filter.Geometry, filter.Distance, negated),
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
        SpatialOperator.WithinDistance => bounds.Grow(_distance).Intersects(_bounds) && Exact(feature),
        _ => bounds.Intersects(_bounds) && Exact(feature),
    };

    private bool Intersects(in Envelope bounds, FeatureCursor feature) =>
        _isRectangle
            ? _bounds.Contains(bounds) || Geometries.WkbRectangle.Intersects(feature.Geometry, _bounds)
            : Exact(feature);

    /// <summary>NetTopologySuite cannot relate heterogeneous collections: they hold in no topological relation.</summary>
    private bool Exact(FeatureCursor feature)
    {
        var geometry = Geometries.WkbGeometryReader.Read(feature.Geometry);
        try
        {
            return Relate(geometry);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private bool Relate(Geometry geometry) => _operator switch
    {
        SpatialOperator.Intersects => _prepared.Intersects(geometry),
        SpatialOperator.Within => _prepared.Contains(geometry),
        SpatialOperator.Contains => geometry.Contains(_geometry),
        SpatialOperator.Touches => _prepared.Touches(geometry),
        SpatialOperator.Crosses => geometry.Crosses(_geometry),
        SpatialOperator.Overlaps => _prepared.Overlaps(geometry),
        SpatialOperator.Equals => geometry.EqualsTopologically(_geometry),
        _ => geometry.IsWithinDistance(_geometry, _distance),
    };
}
