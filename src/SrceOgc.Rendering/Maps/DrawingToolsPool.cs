using System.Collections.Concurrent;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Rendering.Maps;

/// <summary>
/// Lends tools to requests, on their budgets. What a very large map made grow is let go instead of kept, and its memory given back
/// to the system before long: an idle server holds none of it.
/// </summary>
public sealed class DrawingToolsPool
{
    private const long LargestKept = 32 << 20;

    /// <summary>Let go since the last collection.</summary>
    private const long MostForgotten = 128 << 20;

    private const int IdleMilliseconds = 1000, MostWaits = 60;

    private readonly ConcurrentBag<DrawingTools> _idle = [];
    private readonly int _mostKept = 2 * Environment.ProcessorCount;
    private int _lent;
    private long _forgotten;
    private int _isTidying;

    /// <summary>Tools not given back yet: none once every map is disposed of.</summary>
    public int Lent => Volatile.Read(ref _lent);

    /// <exception cref="BudgetExceededException">What the tools hold is more than the request may.</exception>
    public DrawingTools Rent(RequestBudget budget)
    {
        var tools = _idle.TryTake(out var idle) ? idle : new DrawingTools();
        tools.Begin(budget);
        Interlocked.Increment(ref _lent);
        return tools;
    }

    public void Return(DrawingTools tools)
    {
        var bytes = tools.CapacityInBytes;
        tools.End();
        Interlocked.Decrement(ref _lent);
        if (_idle.Count < _mostKept && bytes <= LargestKept)
            _idle.Add(tools);
        else
            Forget(bytes);
    }

    /// <summary>
    /// Bytes were let go. Large arrays are collected late, and by an idle server never: many of them are at once, so that drawings
    /// one after the other do not pile them up, and once nothing is drawn any more their memory goes back to the system.
    /// </summary>
    public void Forget(long bytes)
    {
        if (Interlocked.Add(ref _forgotten, bytes) < MostForgotten)
            return;
        Interlocked.Exchange(ref _forgotten, 0);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        if (Interlocked.Exchange(ref _isTidying, 1) == 0)
            _ = GiveBackWhenIdle();
    }

    private async Task GiveBackWhenIdle()
    {
        for (var waited = 0; waited == 0 || (Lent > 0 && waited < MostWaits); waited++)
            await Task.Delay(IdleMilliseconds);
        Interlocked.Exchange(ref _isTidying, 0);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
