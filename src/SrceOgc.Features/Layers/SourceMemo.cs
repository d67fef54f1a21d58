using System.Runtime.CompilerServices;

namespace SrceOgc.Features.Layers;

/// <summary>What was computed of sources: once for each, for as long as it is in use and its features are the same.</summary>
public sealed class SourceMemo<T>
    where T : class
{
    private readonly ConditionalWeakTable<IFeatureSource, Entry> _entries = [];

    private sealed record Entry(string Stamp, T Value);

    /// <summary>Two callers at once may both compute; both are given the same.</summary>
    public T Of(IFeatureSource source, Func<T> compute)
    {
        var stamp = source.Stamp;
        if (_entries.TryGetValue(source, out var known) && known.Stamp == stamp)
            return known.Value;
        var computed = new Entry(stamp, compute());
        lock (_entries)
        {
            if (_entries.TryGetValue(source, out known) && known.Stamp == stamp)
                return known.Value;
            _entries.AddOrUpdate(source, computed);
            return computed.Value;
        }
    }
}
