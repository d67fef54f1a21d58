using SrceOgc.Features.LayerFiles.Format;

namespace SrceOgc.Features.LayerFiles.Reading;

/// <summary>
/// The shapes found for a map in the order they are drawn. It jumps about the file, and a jump out of the processor's
/// cache costs more than drawing a small shape: so each shape is asked for some turns ahead, first where its bytes
/// are, later the bytes.
/// </summary>
internal sealed class DrawingOrder(PublishedLayer layer, GeometryTable shapes, Bitmap ranks) : IDisposable
{
    /// <summary>A power of two.</summary>
    private const int Ahead = 16;

    private readonly int[] _places = new int[Ahead];
    private int _rank = -1;
    private int _found;
    private int _taken;

    /// <summary>The place of the next shape, or -1.</summary>
    public int Next()
    {
        while (_found < _taken + Ahead && FindOne())
        {
        }

        return _taken < _found ? _places[_taken++ & (Ahead - 1)] : -1;
    }

    private bool FindOne()
    {
        var next = ranks.NextFrom(_rank + 1);
        if (next < 0)
            return false;
        _rank = next;
        var place = shapes.PlaceOfRank(next);
        shapes.PrefetchPlace(place);
        if (_found >= Ahead / 2)
        {
            var nearer = _places[(_found - Ahead / 2) & (Ahead - 1)];
            shapes.PrefetchWkb(nearer);
            layer.PrefetchBounds(shapes.Ordinal(nearer));
        }

        _places[_found++ & (Ahead - 1)] = place;
        return true;
    }

    public void Dispose() => ranks.Dispose();
}
