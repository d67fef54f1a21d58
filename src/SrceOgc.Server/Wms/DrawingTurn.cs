using System.Threading.RateLimiting;
using Polly;
using Polly.Timeout;
using SrceOgc.Server.Configuration;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Wms;

/// <summary>
/// Admission of drawings: so many at once, a bounded queue, a short wait, a time budget. What cannot be taken is
/// refused at once with 503 and Retry-After, so that an overloaded server still answers what it has begun.
/// </summary>
internal sealed class DrawingTurn : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private const int RetryAfterSeconds = 5;

    private readonly ConcurrencyLimiter _slots;
    private readonly ResiliencePipeline _budget;
    private readonly int _seconds;

    public DrawingTurn(Settings settings)
    {
        _seconds = settings.RequestSeconds;
        _slots = new(new()
        {
            PermitLimit = settings.DrawingSlots > 0 ? settings.DrawingSlots : 2 * Environment.ProcessorCount,
            QueueLimit = settings.DrawingQueue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        _budget = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(settings.RequestSeconds)).Build();
    }

    /// <exception cref="ServiceException">503: no slot in time; or the drawing took longer than its budget.</exception>
    public async Task<T> Take<T>(Func<CancellationToken, T> draw, CancellationToken aborted)
    {
        using var slot = await Wait(aborted);
        try
        {
            return _budget.Execute(draw, aborted);
        }
        catch (TimeoutRejectedException)
        {
            throw new ServiceException("NoApplicableCode", null, new(
                $"La carte n'a pas pu être dessinée en {_seconds} s. Demandez moins de couches ou une image plus petite.",
                $"The map could not be drawn within {_seconds} s. Ask for fewer layers or a smaller image."), 503)
            { RetryAfter = RetryAfterSeconds };
        }
    }

    public ValueTask DisposeAsync() => _slots.DisposeAsync();

    private async ValueTask<RateLimitLease> Wait(CancellationToken aborted)
    {
        var lease = _slots.AttemptAcquire();
        if (!lease.IsAcquired)
            lease = await WaitInQueue(aborted);
        return lease.IsAcquired ? lease : throw Busy();
    }

    private async ValueTask<RateLimitLease> WaitInQueue(CancellationToken aborted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(LongestWait);
        try
        {
            return await _slots.AcquireAsync(1, patience.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            throw Busy();
        }
    }

    private static ServiceException Busy() => new("NoApplicableCode", null, new(
        "Le serveur dessine déjà autant de cartes qu'il peut ; recommencez dans quelques secondes.",
        "The server is drawing as many maps as it can; try again in a few seconds."), 503)
    { RetryAfter = RetryAfterSeconds };
}
