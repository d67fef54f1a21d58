using System.Net;
using System.Net.Http.Headers;
using Polly;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;
using SrceOgc.Publishing.Deliveries;

namespace SrceOgc.Publishing.Exchanges;

/// <summary>What came of asking a source: a sentence in French, and the report when a file was checked.</summary>
public sealed record PullOutcome(DateTime Date, bool IsWell, string Text, Report? Report = null);

/// <summary>
/// Asks one source whether it changed (RFC 9110, 13.1.2 and 13.1.3), and publishes what it gives:
/// 1. ask, with retries and the validators of the last answer; 2. receive the file into quarantine; 3. publish it as any delivery,
/// unless it is the file of the last time; 4. keep the validators.
/// </summary>
public sealed class SourcePull(SourceList sources, OutboundClient client, DeliveryReceiver receiver, Publisher publisher,
    RetryPolicy policy, TimeProvider clock)
{
    private sealed record Pulled(Staging Staging, string? Tag, string? Modified) : IDisposable
    {
        public void Dispose() => Staging.Dispose();
    }

    public async Task<PullOutcome> Run(PulledSource source, ResiliencePipeline pipeline, CancellationToken stop)
    {
        try
        {
            using var pulled = await pipeline.ExecuteAsync(async attempt => await Ask(source, attempt), stop);
            return pulled is null ? Well("La source n'a pas changé.") : Publish(source, pulled, stop);
        }
        catch (Exception fault) when (RetryPolicy.IsOutbound(fault))
        {
            return Ill($"La source n'a pas pu être lue : {RetryPolicy.Reason(fault)}.");
        }
        catch (ServiceException fault)
        {
            return Ill(fault.Text.French);
        }
    }

    private async Task<Pulled?> Ask(PulledSource source, CancellationToken attempt)
    {
        using var timeout = new StallTimeout(policy.Stall, attempt);
        using var answer = await timeout.Await(token => client.Send(new(source.Address), address => Request(source, address), token));
        if (answer.StatusCode == HttpStatusCode.NotModified)
            return null;
        if (answer.StatusCode != HttpStatusCode.OK)
            throw Fault(answer.StatusCode);
        await using var body = await answer.Content.ReadAsStreamAsync(attempt);
        var staging = await receiver.Receive(source.Dataset, buffer => Next(body, buffer, timeout), answer.Content.Headers.ContentLength);
        return new(staging, answer.Headers.ETag?.ToString(), answer.Content.Headers.LastModified?.ToString("R"));
    }

    /// <summary>A connection cut off is the host's fault, not the disk's, which fails by the same exception.</summary>
    private static async ValueTask<int> Next(Stream body, Memory<byte> buffer, StallTimeout timeout)
    {
        try
        {
            return await timeout.Await(token => body.ReadAsync(buffer, token).AsTask());
        }
        catch (IOException)
        {
            throw new TemporaryFaultException("la connexion a été coupée");
        }
    }

    private static HttpRequestMessage Request(PulledSource source, Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (source.Tag is not null)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(source.Tag));
        else if (source.Modified is not null)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", source.Modified);
        return request;
    }

    private PullOutcome Publish(PulledSource source, Pulled pulled, CancellationToken stop)
    {
        if (sources.Find(source.Dataset) != source)
            return Well("La source a été changée entre-temps.");
        var sha = pulled.Staging.Source.Sha256;
        var report = sha == source.Sha256
            ? null : publisher.Publish(pulled.Staging,
                new Delivery(source.Dataset, "source distante", new Uri(source.Address).Host, "") { OnLoss = OnLoss.KeepDraft }, stop);
        if (report?.IsServersFault != true)
            sources.Update(source, source with { Tag = pulled.Tag, Modified = pulled.Modified, Sha256 = sha });
        return report is null ? Well("Le contenu de la source n'a pas changé.")
            : report.IsHeldBack ? Ill($"Version {report.Version} gardée comme brouillon à cause de ses pertes : "
                + $"{report.Changes!.Lost.French}. Activez-la, ou faites corriger la source.") with
            { Report = report }
            : report.Accepted ? Well($"Version {report.Version} publiée.") with { Report = report }
            : Ill("Le fichier de la source est refusé.") with { Report = report };
    }

    private static Exception Fault(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
        ? new TemporaryFaultException($"l'hôte répond {(int)status}")
        : new OutboundException($"l'hôte répond {(int)status}");

    private PullOutcome Well(string text) => new(clock.UtcNow(), true, text);

    private PullOutcome Ill(string text) => new(clock.UtcNow(), false, text);
}
