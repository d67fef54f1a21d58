using System.Collections.Concurrent;

namespace SrceOgc.Rendering.Maps;

/// <summary>Lends tools to requests. What a very large map made grow is let go instead of kept.</summary>
internal sealed class DrawingToolsPool
{
    private const long LargestKept = 32 << 20;

    private readonly ConcurrentBag<DrawingTools> _idle = [];
    private readonly int _mostKept = 2 * Environment.ProcessorCount;
    private int _lent;

    /// <summary>Tools not given back yet: none once every map is disposed of.</summary>
    public int Lent => Volatile.Read(ref _lent);

    public DrawingTools Rent()
    {
        Interlocked.Increment(ref _lent);
        return _idle.TryTake(out var tools) ? tools : new DrawingTools();
    }

    public void Return(DrawingTools tools)
    {
        Interlocked.Decrement(ref _lent);
        if (_idle.Count < _mostKept && tools.CapacityInBytes <= LargestKept)
            _idle.Add(tools);
    }
}
