using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Polly;
using SrceOgc.Features.Budgets;
using SrceOgc.Publishing.Store;

namespace SrceOgc.Publishing.Exchanges;

/// <summary>
/// Tells subscribers what was published, activated or retired. Announcing only queues; a few senders do the rest, with policy, and
/// note in the journal what came of it. The journal is also what outlives a stop: a line of it whose outcome no other line tells is
/// announced again at the next start, so that a subscriber is told at least once.
/// </summary>
public sealed class WebhookSender(StoredList<Subscription> subscriptions, PublicationSet publications, OutboundClient client,
    Journal journal, RetryPolicy policy, TimeProvider clock, ILogger log)
{
    private const int MostWaiting = 1000, Senders = 4;

    /// <summary>News older than this is no news: after a longer stop the Atom feed tells.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromDays(7);

    private readonly Channel<Notice> _waiting = Channel.CreateBounded<Notice>(MostWaiting);
    private readonly ConcurrentDictionary<string, ResiliencePipeline> _pipelines = new(StringComparer.Ordinal);

    /// <summary>Never waits.</summary>
    public void Announce(JournalEntry entry)
    {
        foreach (var notice in Notices(entry))
            if (!_waiting.Writer.TryWrite(notice))
                log.LogWarning("Too many webhooks are waiting: {Address} will be told of {Dataset} after the next start", notice.To.Address,
                    entry.Dataset);
    }

    /// <summary>Queues what the last stop, however hard, left untold. Before anything is announced.</summary>
    public void Resume()
    {
        if (subscriptions.All.Count == 0)
            return;
        var entries = journal.Since(clock.UtcNow() - LongestStop).ToList();
        var settled = entries.Select(entry => entry.Notice).ToHashSet();
        foreach (var notice in entries.SelectMany(Notices).Where(notice => !settled.Contains(notice.Id)).TakeLast(MostWaiting))
            _waiting.Writer.TryWrite(notice);
    }

    public Task Run(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAll(stop)));

    /// <summary>A restricted dataset is only announced to who subscribed to it by name; nobody is told of what was before they
    /// asked.</summary>
    private IEnumerable<Notice> Notices(JournalEntry entry) =>
        entry.Action is Journal.Published or Journal.HeldBack or Journal.Activated or Journal.Retired or Journal.Damaged or Journal.Mended
        ? from subscription in subscriptions.All
          where subscription.Created <= entry.Date
          where subscription.Dataset == entry.Dataset || (subscription.Dataset == "*" && !publications.IsRestricted(entry.Dataset))
          select new Notice(subscription, entry)
        : [];

    private async Task SendAll(CancellationToken stop)
    {
        try
        {
            await foreach (var notice in _waiting.Reader.ReadAllAsync(stop))
                await Send(notice, stop);
        }
        catch (OperationCanceledException)
        {
            // The server stops; the journal does not tell the outcome.
        }
    }

    private async Task Send(Notice notice, CancellationToken stop)
    {
        var (to, entry) = (notice.To, notice.Entry);
        var outcome = await Outcome(notice, stop);
        try
        {
            journal.Write(new(clock.UtcNow(), outcome is null ? Journal.Told : Journal.NotTold, entry.Dataset, entry.Version, to.Id, "",
                outcome is null ? to.Address : $"{to.Address} : {outcome}")
            { Notice = notice.Id });
        }
        catch (Exception fault) when (StorageFault.Reason(fault) is not null)
        {
            log.LogError(fault, "The outcome of a webhook could not be written");
        }
    }

    /// <summary>Null when the subscriber has it, else why not.</summary>
    private async Task<string?> Outcome(Notice notice, CancellationToken stop)
    {
        try
        {
            await _pipelines.GetOrAdd(notice.To.Id, _ => policy.NewPipeline())
                .ExecuteAsync(async attempt => await Attempt(notice, attempt), stop);
            return null;
        }
        catch (Exception fault) when (RetryPolicy.IsOutbound(fault))
        {
            return RetryPolicy.Reason(fault);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "A webhook to {Address} failed", notice.To.Address);
            return "une erreur inattendue s'est produite";
        }
    }

    private async Task Attempt(Notice notice, CancellationToken attempt)
    {
        using var timeout = new StallTimeout(policy.Stall, attempt);
        using var answer = await timeout.Await(token => client.Send(new(notice.To.Address), address => notice.Request(address,
            clock.GetUtcNow()), token));
        if (!answer.IsSuccessStatusCode)
            throw new TemporaryFaultException($"l'hôte répond {(int)answer.StatusCode}");
    }
}
