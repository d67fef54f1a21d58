using System.Threading.RateLimiting;
using SrceOgc.Features.Texts;

namespace SrceOgc.Features.Budgets;

/// <summary>
/// So many at once, and a bounded queue in which others wait without holding a thread. Who finds it full, or waits too long, is
/// told to come again.
/// </summary>
public sealed class WaitingQueue : IAsyncDisposable
{
    private const int RetryAfterSeconds = 5;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly ConcurrencyLimiter _slots;
    private readonly Text _busy;

    /// <param name="slots">At once.</param>
    /// <param name="queue">That may wait.</param>
    /// <param name="busy">What those are told for whom there is no room.</param>
    public WaitingQueue(int slots, int queue, Text busy)
    {
        _busy = busy;
        _slots = new(new() { PermitLimit = slots, QueueLimit = queue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    }

    /// <summary>To be disposed of when the work is done.</summary>
    /// <exception cref="ServiceException">503: no turn in time.</exception>
    public async ValueTask<IDisposable> Enter(CancellationToken aborted)
    {
        var lease = _slots.AttemptAcquire();
        if (!lease.IsAcquired)
            lease = await Wait(aborted);
        return lease.IsAcquired ? lease : throw Busy();
    }

    public ValueTask DisposeAsync() => _slots.DisposeAsync();

    private async ValueTask<RateLimitLease> Wait(CancellationToken aborted)
    {
        using var longest = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        longest.CancelAfter(LongestWait);
        try
        {
            return await _slots.AcquireAsync(1, longest.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            throw Busy();
        }
    }

    private ServiceException Busy() => new("NoApplicableCode", null, _busy, 503) { RetryAfter = RetryAfterSeconds };
}
