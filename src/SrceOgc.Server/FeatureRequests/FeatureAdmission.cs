using SrceOgc.Features.Budgets;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;
using SrceOgc.Server.Http;

namespace SrceOgc.Server.FeatureRequests;

/// <summary>Processors for costly queries: one each. What is not costly (<see cref="QueryCost"/>) never waits.</summary>
internal sealed class FeatureAdmission(int slots, int queue)
{
    private readonly WaitingQueue _queue = new(slots, queue, new(
        "Le serveur traite déjà autant de requêtes coûteuses qu'il peut ; recommencez dans quelques secondes.",
        "The server is answering as many costly requests as it can; try again in a few seconds."));

    public static FeatureAdmission OfThisMachine() => new(Environment.ProcessorCount, RequestLimits.CostlyQueue);

    /// <summary>To be disposed of when the work is done; null when it needs no admission.</summary>
    /// <exception cref="ServiceException">503: no admission in time.</exception>
    public async ValueTask<IDisposable?> Enter(bool isCostly, CancellationToken aborted) => isCostly ? await _queue.Enter(aborted) : null;

    /// <summary>How many features match, within the budget of the request, in an admission where that is costly.</summary>
    public async ValueTask<long> Count(ServiceRequest request, IFeatureSource source, FeatureQuery query)
    {
        using (await Enter(QueryCost.IsCostly(request, source, query), request.Aborted))
        {
            request.Budget.Start();
            return source.Count(query with { Budget = request.Budget });
        }
    }
}
