namespace SrceOgc.Server.Publishing.Comparisons;

/// <summary>
/// Compares kept versions. They never change, so what was found lately is kept; one comparison at a time, as each reads
/// two versions whole.
/// </summary>
internal sealed class Comparing
{
    private const int MostKept = 4;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly LinkedList<(string Key, Comparison Found)> _lately = [];

    /// <summary>As the other, for who need not hold a thread meanwhile.</summary>
    public async Task<Comparison> CompareAsync(KeptVersion before, KeptVersion after, string? code, CancellationToken aborted)
    {
        await _turn.WaitAsync(aborted);
        try
        {
            return await Task.Run(() => Known(before, after, code, aborted), aborted);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <param name="before">The earlier version.</param>
    /// <param name="after">The later version, of the same dataset.</param>
    /// <param name="code">The field that says which feature is which, where a layer has it; null leaves that to identifiers.</param>
    /// <param name="aborted">Ends the reading.</param>
    public Comparison Compare(KeptVersion before, KeptVersion after, string? code, CancellationToken aborted)
    {
        _turn.Wait(aborted);
        try
        {
            return Known(before, after, code, aborted);
        }
        finally
        {
            _turn.Release();
        }
    }

    private Comparison Known(KeptVersion before, KeptVersion after, string? code, CancellationToken aborted)
    {
        var key = $"{before.Folder}\n{after.Folder}\n{before.Manifest.Published.Ticks} {after.Manifest.Published.Ticks}\n{code}";
        var known = _lately.FirstOrDefault(entry => entry.Key == key);
        var found = known.Found ?? Read(before, after, code, aborted);
        _lately.Remove(known);
        _lately.AddFirst((key, found));
        if (_lately.Count > MostKept)
            _lately.RemoveLast();
        return found;
    }

    private static Comparison Read(KeptVersion before, KeptVersion after, string? code, CancellationToken aborted)
    {
        using var versions = OpenVersions.Of(before, after);
        return new(before, after, [.. versions.Layers.Select(layer => Compare(layer, code, aborted))]);
    }

    private static LayerComparison Compare(VersionedLayer layer, string? code, CancellationToken aborted) => layer switch
    {
        { Before: { } before, After: { } after } => new LayerPair(layer.Name, layer.Title, before, after, code).Compare(aborted),
        { Before: { } before } => new(layer.Name, layer.Title, LayerPair.Measured(before), null, [], false, Differences.None),
        _ => new(layer.Name, layer.Title, null, LayerPair.Measured(layer.After!), [], false, Differences.None),
    };
}
