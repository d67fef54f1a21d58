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
    private Bitmap? _dotPlaces;
    private GeometryTable _table;
    private int _place;
    private int _dot = -1;

    public DrawingCursor(PublishedLayer layer, GeometryTable? dots, GeometryTable shapes, int leastWeight, Envelope? window,
        FeatureQuery query)
        : base(layer)
    {
        LeastWeight = leastWeight;
        _dots = dots;
        _shapes = _table = shapes;
        _dotPlaces = dots?.Search(window, query.IsHidden);
        _order = new DrawingOrder(layer, shapes, shapes.SearchRanks(window, query.IsHidden));
        _predicate = query.Filter == Filter.All ? null : FilterPredicate.Compile(query.Filter, query.Budget);
        _exact = new SelectionCursor(layer, null, 0, 0);
    }

    public override ReadOnlySpan<byte> Geometry => _table.Wkb(_place);

    public override int LeastWeight { get; }

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
