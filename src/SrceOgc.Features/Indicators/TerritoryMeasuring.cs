using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Features.Indicators;

/// <summary>What was measured of one territory: its own area in square metres, and the plan's measures in their order.</summary>
public sealed record TerritoryFigures(string Code, double Area, double[] Values);

/// <summary>
/// Measures territories by the rule "unite, cut, measure" (lines are not united):
/// <list type="number">
/// <item>territories are cut into squares of a grid (<see cref="TerritoryPieces"/>);</item>
/// <item>large features are cut into the same squares (<see cref="CutFeatures"/>);</item>
/// <item>in each square, which has its own thread, the features of each role are cut to it and united once
/// (<see cref="CellContent"/>);</item>
/// <item>each territory's piece is measured against that: the whole square without an overlay;</item>
/// <item>squares are added up in their order, so that the same input gives the same digits;</item>
/// <item>features are counted against the whole territory (<see cref="FeatureCounting"/>).</item>
/// </list>
/// Territories of any size and any overlap are measured in one run: nothing is united twice.
/// </summary>
public sealed class TerritoryMeasuring
{
    private readonly MeasuringPlan _plan;
    private readonly IReadOnlyList<MeasuredTerritory> _territories;
    private readonly RequestBudget _budget;

    private TerritoryMeasuring(MeasuringPlan plan, IReadOnlyList<MeasuredTerritory> territories, RequestBudget budget) =>
        (_plan, _territories, _budget) = (plan, territories, budget);

    /// <param name="plan">What to measure.</param>
    /// <param name="territories">Where.</param>
    /// <param name="threads">Who works.</param>
    /// <param name="budget">Ends the work.</param>
    /// <param name="progress">Told the share done, from any thread.</param>
    public static IReadOnlyList<TerritoryFigures> Measure(
        MeasuringPlan plan, IReadOnlyList<MeasuredTerritory> territories, MeasuringThreads threads, RequestBudget budget,
            Action<double>? progress = null) =>
        new TerritoryMeasuring(plan, territories, budget).Run(threads, progress);

    private TerritoryFigures[] Run(MeasuringThreads threads, Action<double>? progress)
    {
        var figures = _territories.Select(territory =>
            new TerritoryFigures(territory.Code, territory.Geometry.Area, new double[_plan.Measures.Count])).ToArray();
        var grid = CellGrid.For(_territories);
        var cells = TerritoryPieces.Of(_territories, grid, _budget);
        var cut = CutLarge(grid, cells, threads);
        var measured = new (int Territory, double[] Values)[cells.Count][];
        var done = 0;
        InParallel(cells.Count, threads, i =>
        {
            measured[i] = MeasureCell(cells[i].Value, new(_plan, grid, cells[i].Key, cut, _budget));
            cells[i].Value.Clear();
            progress?.Invoke((double)Interlocked.Increment(ref done) / (cells.Count + 1));
        });
        foreach (var (territory, values) in measured.SelectMany(cell => cell))
            for (var m = 0; m < values.Length; m++)
                figures[territory].Values[m] += values[m];
        var counting = new FeatureCounting(_plan, _budget);
        InParallel(_territories.Count, threads, i => counting.Count(_territories[i], figures[i].Values));
        return figures;
    }

    private CutFeatures CutLarge(CellGrid grid, List<KeyValuePair<(int Column, int Row), List<TerritoryPiece>>> cells,
        MeasuringThreads threads)
    {
        var bounds = cells.Aggregate(Features.Geometries.Envelope.Empty, (box, cell) => box.Union(grid.Box(cell.Key.Column, cell.Key.Row)));
        var cut = new CutFeatures(grid, bounds, _budget);
        var measured = _plan.Measures.Where(measure => measure.Kind != MeasureKind.Count)
            .SelectMany(measure => new[] { measure.Role, measure.Other }).Where(role => role >= 0);
        var large = measured.Distinct().SelectMany(role => _plan.Roles[role].Sources).Distinct(ReferenceEqualityComparer.Instance)
            .Cast<RoleSource>()
            .SelectMany(source => cut.LargeOf(source).Select(id => (source, id))).ToArray();
        InParallel(large.Length, threads, i => cut.Cut(large[i].source, large[i].id));
        return cut;
    }

    private (int, double[])[] MeasureCell(List<TerritoryPiece> pieces, CellContent content)
    {
        var values = pieces.Select(piece => (piece.Territory, new double[_plan.Measures.Count])).ToArray();
        for (var m = 0; m < _plan.Measures.Count; m++)
        {
            if (_plan.Measures[m].Kind == MeasureKind.Count || content.Of(_plan.Measures[m]) is not { Count: > 0 } found)
                continue;
            _budget.Look();
            for (var i = 0; i < pieces.Count; i++)
                foreach (var part in found)
                    values[i].Item2[m] += Extent(part, pieces[i], _plan.Measures[m].Kind);
        }

        return [.. values.Where(piece => Array.Exists(piece.Item2, static value => value != 0))];
    }

    private static double Extent(Geometry found, TerritoryPiece piece, MeasureKind kind)
    {
        if (!piece.IsWholeCell)
        {
            if (!piece.Geometry.EnvelopeInternal.Intersects(found.EnvelopeInternal))
                return 0;
            found = CellContent.Common(found, piece.Geometry);
        }

        return kind == MeasureKind.Area ? found.Area : found.Length;
    }

    /// <summary>Indexes are taken one by one, as squares cost very different times.</summary>
    private void InParallel(int count, MeasuringThreads threads, Action<int> work)
    {
        var next = -1;
        void Take()
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                _budget.Look();
                work(i);
            }
        }

        var others = Enumerable.Range(1, Math.Max(0, Math.Min(threads.Count, count) - 1)).Select(_ => threads.Start(Take)).ToArray();
        try
        {
            Take();
        }
        finally
        {
            // Whatever fails ends the others too, before what they read is let go.
            Volatile.Write(ref next, count);
            Task.WhenAll(others).ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        }

        foreach (var other in others)
            other.GetAwaiter().GetResult();
    }
}
