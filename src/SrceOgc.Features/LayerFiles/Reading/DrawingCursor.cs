using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.LayerFiles.Reading;

/// <summary>
/// Reads a layer for a map: first the dots, in the order they are stored (they are below a pixel, their order cannot
/// be seen), then the shapes in the order of the source table, as QGIS draws them.
/// </summary>
internal sealed class DrawingCursor : OrdinalCursor
{
    private readonly GeometryTable? _dots;
    private readonly GeometryTable _shapes;
    private readonly DrawingOrder _order;
    private readonly FilterPredicate? _predicate;
    private readonly SelectionCursor _exact;
    private readonly VertexSifter? _sifter;
    private readonly bool _isOfLevel;
    private Bitmap? _dotPlaces;
    private GeometryTable _table;
    private int _place;
    private int _dot = -1;

    /// <param name="layer">What is read.</param>
    /// <param name="dots">Of the level; null when there is none, and the exact geometry is drawn.</param>
    /// <param name="shapes">Of the level, or the exact ones.</param>
    /// <param name="leastWeight">Vertices of a smaller <see cref="VertexWeight"/> are finer than the map.</param>
    /// <param name="window">Null when all of the layer lies in it.</param>
    /// <param name="query">What is asked for.</param>
    public DrawingCursor(PublishedLayer layer, GeometryTable? dots, GeometryTable shapes, int leastWeight, Envelope? window,
        FeatureQuery query)
        : base(layer)
    {
        _isOfLevel = dots is not null;
        _sifter = leastWeight > 0 ? new(leastWeight) : null;
        _dots = dots;
        _shapes = _table = shapes;
        _dotPlaces = dots?.Search(window, query.IsHidden);
        _order = new DrawingOrder(layer, shapes, shapes.SearchRanks(window, query.IsHidden));
        _predicate = query.Filter == Filter.All ? null : FilterPredicate.Compile(query.Filter, query.Budget);
        _exact = new SelectionCursor(layer, null, 0, 0);
    }

    public override ReadOnlySpan<byte> Geometry => _table.Wkb(_place);

    public override ReadOnlySpan<byte> DrawnGeometry => _sifter is not null && IsGeneralized ? _sifter.Sift(Geometry) : Geometry;

    /// <summary>Points and collections lie in levels as they are.</summary>
    public override bool IsGeneralized => _isOfLevel && WkbCursor.TypeOf(Geometry)
        is WkbType.LineString or WkbType.Polygon or WkbType.MultiLineString or WkbType.MultiPolygon;

    public override bool MoveNext()
    {
        while (MoveDot() || MoveShape())
            if (_predicate is null || MatchesExactly())
                return true;
        return false;
    }

    public override void Dispose()
    {
        _dotPlaces?.Dispose();
        _order.Dispose();
    }

    /// <summary>A condition on the geometry holds or not whatever the scale of the map.</summary>
    private bool MatchesExactly()
    {
        _exact.GoTo(Ordinal);
        return _predicate!.Matches(_exact);
    }

    private bool MoveDot()
    {
        if (_dotPlaces is null)
            return false;
        _dot = _dotPlaces.NextFrom(_dot + 1);
        if (_dot >= 0)
        {
            StandOn(_dots!, _dot);
            return true;
        }

        _dotPlaces.Dispose();
        _dotPlaces = null;
        return false;
    }

    private bool MoveShape()
    {
        var place = _order.Next();
        if (place < 0)
            return false;
        StandOn(_shapes, place);
        return true;
    }

    private void StandOn(GeometryTable table, int place)
    {
        _table = table;
        _place = place;
        GoTo(table.Ordinal(place));
    }
}
