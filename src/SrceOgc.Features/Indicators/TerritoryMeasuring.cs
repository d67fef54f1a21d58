using NetTopologySuite.Geometries;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Features.Indicators;

/// <summary>What was measured of one territory: its own area in square metres, and the plan's measures in their order.</summary>
/// <param name="Code">Whose.</param>
/// <param name="Area">Its own.</param>
/// <param name="Values">In the order of the plan.</param>
/// <param name="Cells">The squares the values are made of, counts apart; those with anything in them.</param>
public sealed record TerritoryFigures(string Code, double Area, double[] Values, IReadOnlyList<CellFigures> Cells);

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
/// Territories of any size and any overlap are measured in one run: nothing is united twice. After an update, only squares that it
/// touches are measured again (<see cref="MeasuredBefore"/>).
/// </summary>
public sealed class TerritoryMeasuring
{
    private readonly MeasuringPlan _plan;
    private readonly IReadOnlyList<MeasuredTerritory> _territories;
    private readonly RequestBudget _budget;
    private readonly MeasuredBefore? _before;

    private TerritoryMeasuring(MeasuringPlan plan, IReadOnlyList<MeasuredTerritory> territories, RequestBudget budget,
        MeasuredBefore? before) => (_plan, _territories, _budget, _before) = (plan, territories, budget, before);

    /// <summary>The side of the squares that these territories are measured in, in metres.</summary>
    public static double SideFor(IReadOnlyList<MeasuredTerritory> territories) => CellGrid.For(territories).Side;

    /// <param name="plan">What to measure.</param>
    /// <param name="territories">Where.</param>
    /// <param name="threads">Who works.</param>
    /// <param name="budget">Ends the work.</param>
    /// <param name="progress">Told the share done, from any thread.</param>
    /// <param name="before">What is known of territories was measured then; null when nothing is known.</param>
    public static IReadOnlyList<TerritoryFigures> Measure(
        MeasuringPlan plan, IReadOnlyList<MeasuredTerritory> territories, MeasuringThreads threads, RequestBudget budget,
            Action<double>? progress = null, MeasuredBefore? before = null) =>
        new TerritoryMeasuring(plan, territories, budget, before).Run(threads, progress);

    private TerritoryFigures[] Run(MeasuringThreads threads, Action<double>? progress)
    {
        var grid = _before is null ? CellGrid.For(_territories) : new CellGrid(_before.Side);
        var cells = TerritoryPieces.Of(_territories, grid, _budget);
        cells.RemoveAll(cell => IsKnown(grid, cell.Key.Column, cell.Key.Row)
            && cell.Value.RemoveAll(piece => _territories[piece.Territory].Known is not null) > 0 && cell.Value.Count == 0);
        var cut = CutLarge(grid, cells, threads);
        var measured = new (int Territory, CellFigures Figures)[cells.Count][];
        var done = 0;
        InParallel(cells.Count, threads, i =>
        {
            measured[i] = MeasureCell(cells[i].Key, cells[i].Value, new(_plan, grid, cells[i].Key, cut, _budget));
            cells[i].Value.Clear();
            progress?.Invoke((double)Interlocked.Increment(ref done) / (cells.Count + 1));
        });
        var figures = Added(measured.SelectMany(cell => cell).ToLookup(cell => cell.Territory, cell => cell.Figures), grid);
        var counting = new FeatureCounting(_plan, _budget);
        InParallel(_territories.Count, threads, i => counting.Count(_territories[i], figures[i].Values));
        return figures;
    }

    /// <summary>Nothing in the square has changed since the run before.</summary>
    private bool IsKnown(CellGrid grid, int column, int row)
    {
        if (_before is null)
            return false;
        var box = grid.Box(column, row);
        foreach (var change in _before.Changes)
            if (change.Intersects(box))
                return false;
        return true;
    }

    /// <summary>Squares measured and squares known, in the order of the grid.</summary>
    private TerritoryFigures[] Added(ILookup<int, CellFigures> measured, CellGrid grid)
    {
        var figures = new TerritoryFigures[_territories.Count];
        for (var i = 0; i < figures.Length; i++)
        {
            var known = (_territories[i].Known ?? []).Where(cell => IsKnown(grid, cell.Column, cell.Row));
            CellFigures[] cells = [.. measured[i].Concat(known).OrderBy(cell => (cell.Column, cell.Row))];
            var values = new double[_plan.Measures.Count];
            foreach (var cell in cells)
                for (var m = 0; m < values.Length; m++)
                    values[m] += cell.Values[m];
            figures[i] = new(_territories[i].Code, _territories[i].Geometry.Area, values, cells);
        }

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

    private (int, CellFigures)[] MeasureCell((int Column, int Row) cell, List<TerritoryPiece> pieces, CellContent content)
    {
        var values = pieces.Select(piece => (piece.Territory, new CellFigures(cell.Column, cell.Row, new double[_plan.Measures.Count])))
            .ToArray();
        for (var m = 0; m < _plan.Measures.Count; m++)
        {
            if (_plan.Measures[m].Kind == MeasureKind.Count || content.Of(_plan.Measures[m]) is not { Count: > 0 } found)
                continue;
            _budget.Look();
            for (var i = 0; i < pieces.Count; i++)
                foreach (var part in found)
                    values[i].Item2.Values[m] += Extent(part, pieces[i], _plan.Measures[m].Kind);
        }

        return [.. values.Where(piece => Array.Exists(piece.Item2.Values, static value => value != 0))];
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
