using System.Threading.RateLimiting;
using SrceOgc.Features;
using SrceOgc.Features.Queries;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.Requests;

/// <summary>
/// Processors for costly queries: one each, and a bounded queue in which requests wait without holding a thread. What is not
/// costly (<see cref="QueryCost"/>) never comes here.
/// </summary>
internal sealed class FeatureTurn : IAsyncDisposable
{
    private const int RetryAfterSeconds = 5;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly ConcurrencyLimiter _slots;

    /// <param name="slots">At once.</param>
    /// <param name="queue">That may wait.</param>
    public FeatureTurn(int slots, int queue) => _slots = new(new()
    {
        PermitLimit = slots,
        QueueLimit = queue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public static FeatureTurn OfThisMachine() => new(Environment.ProcessorCount, RequestLimits.CostlyQueue);

    /// <summary>To be disposed of when the work is done; null when it needs no turn.</summary>
    /// <exception cref="ServiceException">503: no turn in time.</exception>
    public async ValueTask<IDisposable?> Enter(bool isCostly, CancellationToken aborted)
    {
        if (!isCostly)
            return null;
        var lease = _slots.AttemptAcquire();
        if (!lease.IsAcquired)
            lease = await Wait(aborted);
        return lease.IsAcquired ? lease : throw Busy();
    }

    /// <summary>How many features match, within the budget of the request, in a turn where that is costly.</summary>
    public async ValueTask<long> Count(ServiceRequest request, IFeatureSource source, FeatureQuery query)
    {
        using (await Enter(QueryCost.IsCostly(request, source, query), request.Aborted))
        {
            request.Budget.Start();
            return source.Count(query with { Budget = request.Budget });
        }
    }

    public ValueTask DisposeAsync() => _slots.DisposeAsync();

    private async ValueTask<RateLimitLease> Wait(CancellationToken aborted)
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
        "Le serveur traite déjà autant de requêtes coûteuses qu'il peut ; recommencez dans quelques secondes.",
        "The server is answering as many costly requests as it can; try again in a few seconds."), 503)
    { RetryAfter = RetryAfterSeconds };
}
