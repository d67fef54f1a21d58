using SrceOgc.Features.Budgets;
using SrceOgc.Features.Expressions.Evaluation;
using SrceOgc.Features.Expressions.Model;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.LayerFiles.Format;
using SrceOgc.Features.Layers;

namespace SrceOgc.Features.LayerFiles.Reading;

/// <summary>Finds the ordinals a query matches: by the index first, then by the exact condition.</summary>
internal static class Selection
{
    /// <summary>Features between two looks at the budget.</summary>
    private const int LookEach = 16;

    public static Bitmap Of(PublishedLayer layer, FeatureQuery query)
    {
        if (query.Filter is IdFilter ids && query.Window is null)
            return ByIds(layer, ids);
        var window = FilterWindow.Of(query.Filter);
        var found = Candidates(layer, FilterWindow.Smaller(query.Window, window));
        if (query.Window is { } drawn)
            DropOutside(layer, found, drawn, query.Budget);
        if (window is { } bounds)
            DropOutside(layer, found, bounds, query.Budget);
        if (query.Filter != Filter.All)
            DropUnmatched(layer, found, query.Filter, query.Budget);
        return found;
    }

    private static Bitmap ByIds(PublishedLayer layer, IdFilter filter)
    {
        var found = new Bitmap((int)layer.Type.Count);
        foreach (var id in filter.Ids)
            if (layer.OrdinalOf(id) is >= 0 and var ordinal)
                found.Set(ordinal);
        return found;
    }

    private static Bitmap Candidates(PublishedLayer layer, Envelope? window)
    {
        if (window is not null)
            return layer.Exact.Search(window);
        var all = new Bitmap((int)layer.Type.Count);
        all.SetRange(0, (int)layer.Type.Count);
        return all;
    }

    private static void DropOutside(PublishedLayer layer, Bitmap found, in Envelope window, RequestBudget budget)
    {
        budget.Look();
        for (var ordinal = found.NextFrom(0); ordinal >= 0; ordinal = found.NextFrom(ordinal + 1))
            if (!layer.Bounds(ordinal).Intersects(window))
                found.Clear(ordinal);
    }

    private static void DropUnmatched(PublishedLayer layer, Bitmap found, Filter filter, RequestBudget budget)
    {
        budget.Look();
        var predicate = FilterPredicate.Compile(filter, budget);
        using var cursor = new SelectionCursor(layer, null, 0, long.MaxValue);
        var read = 0;
        for (var ordinal = found.NextFrom(0); ordinal >= 0; ordinal = found.NextFrom(ordinal + 1))
        {
            if (++read % LookEach == 0)
                budget.Look();
            cursor.GoTo(ordinal);
            if (!predicate.Matches(cursor))
                found.Clear(ordinal);
        }
    }
}
