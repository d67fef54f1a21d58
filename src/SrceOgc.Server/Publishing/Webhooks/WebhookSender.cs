using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Polly;
using SrceOgc.Server.Http;
using SrceOgc.Server.Outbound;

namespace SrceOgc.Server.Publishing.Webhooks;

/// <summary>
/// Tells subscribers what was published, activated or retired. Announcing only queues; a few senders do the rest, with patience, and
/// note in the journal what came of it. What a stop leaves in the queue is lost: the Atom feed is what to rely on.
/// </summary>
internal sealed class WebhookSender(StoredList<Subscription> subscriptions, PublicationSet publications, OutboundClient client, Journal journal, Patience patience, ILogger log)
{
    private const int MostWaiting = 1000, Senders = 4;

    private readonly Channel<(Subscription To, JournalEntry Entry)> _waiting = Channel.CreateBounded<(Subscription, JournalEntry)>(MostWaiting);
    private readonly ConcurrentDictionary<string, ResiliencePipeline> _pipelines = new(StringComparer.Ordinal);

    /// <summary>Never waits. A restricted dataset is only announced to who subscribed to it by name.</summary>
    public void Announce(JournalEntry entry)
    {
        if (entry.Action is not (Journal.Published or Journal.Activated or Journal.Retired))
            return;
        foreach (var subscription in subscriptions.All)
            if (subscription.Dataset == entry.Dataset || (subscription.Dataset == "*" && !publications.IsRestricted(entry.Dataset)))
                if (!_waiting.Writer.TryWrite((subscription, entry)))
                    log.LogWarning("Too many webhooks are waiting: {Address} is not told of {Dataset}", subscription.Address, entry.Dataset);
    }

    public Task Run(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAll(stop)));

    private async Task SendAll(CancellationToken stop)
    {
        try
        {
            await foreach (var (to, entry) in _waiting.Reader.ReadAllAsync(stop))
                await Send(to, entry, stop);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task Send(Subscription to, JournalEntry entry, CancellationToken stop)
    {
        var outcome = await Outcome(to, entry, stop);
        try
        {
            journal.Write(new(DateTime.UtcNow, outcome is null ? Journal.Told : Journal.NotTold, entry.Dataset, entry.Version, to.Id, "", outcome is null ? to.Address : $"{to.Address} : {outcome}"));
        }
        catch (Exception fault) when (StorageFault.Reason(fault) is not null)
        {
            log.LogError(fault, "The outcome of a webhook could not be written");
        }
    }

    /// <summary>Null when the subscriber has it, else why not.</summary>
    private async Task<string?> Outcome(Subscription to, JournalEntry entry, CancellationToken stop)
    {
        var (id, body) = ($"msg_{Guid.NewGuid():N}", Body(entry));
        try
        {
            await _pipelines.GetOrAdd(to.Id, _ => patience.NewPipeline()).ExecuteAsync(async attempt => await Attempt(to, id, body, attempt), stop);
            return null;
        }
        catch (Exception fault) when (Patience.IsOutbound(fault))
        {
            return Patience.Reason(fault);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "A webhook to {Address} failed", to.Address);
            return "une erreur inattendue s'est produite";
        }
    }

    private async Task Attempt(Subscription to, string id, byte[] body, CancellationToken attempt)
    {
        using var guard = new StallGuard(patience.Stall, attempt);
        using var answer = await guard.Await(token => client.Send(new(to.Address), address => Request(to, address, id, body), token));
        if (!answer.IsSuccessStatusCode)
            throw new TemporaryFaultException($"l'hôte répond {(int)answer.StatusCode}");
    }

    private static HttpRequestMessage Request(Subscription to, Uri address, string id, byte[] body)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", to.Sign(id, timestamp, body));
        return request;
    }

    private static byte[] Body(JournalEntry entry) => JsonAnswer.Make(json =>
    {
        json.WriteStartObject();
        json.WriteString("evenement", entry.Action);
        json.WriteString("jeu", entry.Dataset);
        if (entry.Version is { } version)
            json.WriteNumber("version", version);
        json.WriteString("date", entry.Date);
        json.WriteString("auteur", entry.Author);
        json.WriteString("commentaire", entry.Comment);
        json.WriteEndObject();
    });
}
