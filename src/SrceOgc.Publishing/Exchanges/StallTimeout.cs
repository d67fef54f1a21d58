namespace SrceOgc.Publishing.Exchanges;

/// <summary>Gives up when nothing has come for a while, however long the whole takes.</summary>
internal sealed class StallTimeout : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _stop;
    private readonly TimeSpan _longest;

    public StallTimeout(TimeSpan longest, CancellationToken stop)
    {
        _longest = longest;
        _stop = stop;
        _source = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <exception cref="TimeoutException">Nothing came in time.</exception>
    public async Task<T> Await<T>(Func<CancellationToken, Task<T>> step)
    {
        _source.CancelAfter(_longest);
        try
        {
            return await step(_source.Token);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {_longest}");
        }
    }

    public void Dispose() => _source.Dispose();
}
