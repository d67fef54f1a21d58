using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Comparisons;

/// <summary>
/// Compares kept versions. They never change, so what was found lately is kept; one comparison at a time, as each reads
/// two versions whole, and few may wait for it.
/// </summary>
public sealed class Comparing
{
    private const int MostKept = 4;

    private readonly WaitingQueue _queue = new(1, RequestLimits.ComparisonQueue, new(
        "Trop de comparaisons sont demandées à la fois ; recommencez dans quelques secondes.",
            "Too many comparisons are asked for at once; try again in a few seconds."));

    private readonly LinkedList<(string Key, Comparison Found)> _lately = [];

    /// <summary>Does what needs a comparison when its turn comes; the clock of the budget runs from then on.</summary>
    /// <exception cref="ServiceException">503: too many wait already.</exception>
    public async ValueTask<T> InTurn<T>(Func<T> work, RequestBudget budget)
    {
        using (await _queue.Enter(budget.Token))
        {
            budget.Start();
            return work();
        }
    }

    public ValueTask<Comparison> CompareInTurn(KeptVersion before, KeptVersion after, string? code, RequestBudget budget) =>
        InTurn(() => Compare(before, after, code, budget), budget);

    /// <summary>Only in turn.</summary>
    /// <param name="before">The earlier version.</param>
    /// <param name="after">The later version, of the same dataset.</param>
    /// <param name="code">The field that says which feature is which, where a layer has it; null leaves that to identifiers.</param>
    /// <param name="budget">Ends the reading.</param>
    public Comparison Compare(KeptVersion before, KeptVersion after, string? code, RequestBudget budget)
    {
        var key = $"{before.Folder}\n{after.Folder}\n{before.Manifest.Published.Ticks} {after.Manifest.Published.Ticks}\n{code}";
        var known = _lately.FirstOrDefault(entry => entry.Key == key);
        var found = known.Found ?? Read(before, after, code, budget);
        _lately.Remove(known);
        _lately.AddFirst((key, found));
        if (_lately.Count > MostKept)
            _lately.RemoveLast();
        return found;
    }

    private static Comparison Read(KeptVersion before, KeptVersion after, string? code, RequestBudget budget)
    {
        using var versions = OpenVersions.Open(before, after);
        return new(before, after, [.. versions.Layers.Select(layer => Compare(layer, code, budget))]);
    }

    private static LayerComparison Compare(VersionedLayer layer, string? code, RequestBudget budget) => layer switch
    {
        { Before: { } before, After: { } after } => new LayerPair(layer.Name, layer.Title, before, after, code).Compare(budget),
        { Before: { } before } => new(layer.Name, layer.Title, LayerPair.Measured(before, budget), null, [], false, Differences.None),
        _ => new(layer.Name, layer.Title, null, LayerPair.Measured(layer.After!, budget), [], false, Differences.None),
    };
}
