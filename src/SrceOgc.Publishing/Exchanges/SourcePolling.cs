using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Polly;
using SrceOgc.Features.Budgets;

namespace SrceOgc.Publishing.Exchanges;

/// <summary>Asks every source at its own pace; none waits for another. What came of it is kept in memory, for who looks after it.</summary>
public sealed class SourcePolling(SourceList sources, SourcePull pull, RetryPolicy policy, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, State> _states = new(StringComparer.Ordinal);

    /// <summary>One source, as it goes.</summary>
    private sealed class State(ResiliencePipeline pipeline) : IDisposable
    {
        public ResiliencePipeline Pipeline => pipeline;

        public SemaphoreSlim Turn { get; } = new(1);

        public DateTime Due { get; set; }

        public PullOutcome? Outcome { get; set; }

        public void Dispose() => Turn.Dispose();
    }

    public PullOutcome? OutcomeOf(string dataset) => _states.GetValueOrDefault(dataset)?.Outcome;

    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick);
        var running = new List<Task>();
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                running.RemoveAll(task => task.IsCompleted);
                running.AddRange(sources.All.Where(s => StateOf(s.Dataset) is { Turn.CurrentCount: 1 } state
                    && state.Due <= clock.UtcNow()).Select(s => Pull(s.Dataset, stop)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }
    }

    /// <summary>Asks now, after whoever is asking already; null when there is no such source.</summary>
    public async Task<PullOutcome?> Pull(string dataset, CancellationToken stop)
    {
        var state = StateOf(dataset);
        try
        {
            await state.Turn.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        try
        {
            return sources.Find(dataset) is { } source ? state.Outcome = await Pull(source, state, stop) : null;
        }
        finally
        {
            state.Turn.Release();
        }
    }

    private async Task<PullOutcome?> Pull(PulledSource source, State state, CancellationToken stop)
    {
        state.Due = clock.UtcNow().AddSeconds(source.Seconds);
        try
        {
            var outcome = await pull.Run(source, state.Pipeline, stop);
            if (outcome.Text != state.Outcome?.Text)
                log.Log(outcome.IsWell ? LogLevel.Information : LogLevel.Warning, "Source de « {Dataset} » : {Outcome}", source.Dataset,
                    outcome.Text);
            return outcome;
        }
        catch (OperationCanceledException)
        {
            return state.Outcome;
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Pulling {Dataset} failed", source.Dataset);
            return new(clock.UtcNow(), false, "Une erreur inattendue s'est produite ; elle est notée au journal du serveur.");
        }
    }

    private State StateOf(string dataset) => _states.GetOrAdd(dataset, _ => new(policy.NewPipeline()));
}
