using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Format;

namespace SrceOgc.Features.LayerFiles.Reading;

/// <summary>Geometries stored in order with their index: the exact ones, or one half of a level. A place is an index into it.</summary>
internal sealed class GeometryTable
{
    private readonly MappedSpan<long> _offsets;
    private readonly MappedSpan<byte> _wkb;
    private readonly MappedSpan<uint> _ordinals;
    private readonly MappedSpan<uint> _rank;
    private readonly MappedSpan<uint> _byRank;
    private readonly MappedSpan<TreeBox> _tree;

    public GeometryTable(LayerSections sections, string prefix, int count, bool isExact)
    {
        Count = count;
        _offsets = sections.Of<long>(prefix + "offsets", count + 1);
        _wkb = sections.Of<byte>(prefix + "wkb");
        _tree = sections.Of<TreeBox>(prefix + "tree", PackedTree.Size(count));
        _rank = sections.Of<uint>(prefix + "rank", count);
        _byRank = sections.Of<uint>(prefix + "byrank", count);
        if (!isExact)
            _ordinals = sections.Of<uint>(prefix + "ordinals", count);
    }

    public int Count { get; }

    public int Ordinal(int place) => _ordinals.Length == 0 ? place : (int)_ordinals[place];

    public ReadOnlySpan<byte> Wkb(int place) => _wkb.Between(_offsets[place], _offsets[place + 1]);

    public void PrefetchPlace(int place)
    {
        _offsets.Prefetch(place);
        _ordinals.Prefetch(place);
    }

    /// <summary>The first lines of the cache: small shapes have no more, longer ones are then read in sequence.</summary>
    public void PrefetchWkb(int place)
    {
        const int Line = 64, Lines = 4;
        var start = _offsets[place];
        var end = Math.Min(_offsets[place + 1], start + Lines * Line);
        for (; start < end; start += Line)
            _wkb.Prefetch(start);
    }

    public int PlaceOfRank(int rank) => (int)_byRank[rank];

    /// <summary>The places whose bounds may meet the window (the index is rounded outwards) and may be seen.</summary>
    public Bitmap Search(Envelope? window, Func<Envelope, bool>? isHidden = null)
    {
        var places = new Bitmap(Count);
        if (window is null && isHidden is null)
            places.SetRange(0, Count);
        else if (window is not { IsEmpty: true })
            PackedTree.Search(_tree.Span, Count, window is { } bounds ? TreeBox.Of(bounds) : TreeBox.Everything, isHidden, places);
        return places;
    }

    /// <summary>The same as ranks in drawing order.</summary>
    public Bitmap SearchRanks(Envelope? window, Func<Envelope, bool>? isHidden)
    {
        var ranks = new Bitmap(Count);
        if (window is null && isHidden is null)
        {
            ranks.SetRange(0, Count);
            return ranks;
        }

        using var places = Search(window, isHidden);
        for (var place = places.NextFrom(0); place >= 0; place = places.NextFrom(place + 1))
            ranks.Set((int)_rank[place]);
        return ranks;
    }
}
