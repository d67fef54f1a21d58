using System.Collections.Concurrent;
using SrceOgc.Features.Layers;

namespace SrceOgc.Rendering.Maps;

/// <summary>
/// Lends tools to requests, on their budgets. What a very large map made grow is let go instead of kept, and its memory given back
/// to the system before long: an idle server holds none of it.
/// </summary>
internal sealed class DrawingToolsPool
{
    private const long LargestKept = 32 << 20;

    /// <summary>Let go since the last collection.</summary>
    private const long MostForgotten = 256 << 20;

    private readonly ConcurrentBag<DrawingTools> _idle = [];
    private readonly int _mostKept = 2 * Environment.ProcessorCount;
    private int _lent;
    private long _forgotten;

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

    /// <summary>Large arrays are not collected before the next full collection, which an idle server never has.</summary>
    private void Forget(long bytes)
    {
        if (Interlocked.Add(ref _forgotten, bytes) < MostForgotten)
            return;
        Interlocked.Exchange(ref _forgotten, 0);
        ThreadPool.UnsafeQueueUserWorkItem(static _ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true), null);
    }
}
